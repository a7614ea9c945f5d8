"""The account in Welsh in a real browser: whole at two widths, and English marked where it stands."""

import pytest
from playwright.sync_api import Page

PAGES = (
    *("/cy/", "/cy/aims/1/", "/cy/priorities/1.1/", "/cy/indicators/", "/cy/indicators/work/"),
    *("/cy/places/", "/cy/places/E08900001/", "/cy/sources/", "/cy/sources/toys-work/", "/cy/values/"),
    *("/cy/changes/", "/cy/about/", "/cy/search/?q=jobs", "/cy/nothing/"),
)
# Content of the toy city's definitions, as it stands alone in an element.
CONTENT = (
    *("Northport City Council", "A good place to live.", "Fair", "Good work", "Work that pays."),
    *("More people in work", "Work pays the rent.", "Director of Growth", "The college", "New ideas"),
)
UNMARKED = """(known) => {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
    while (walk.nextNode()) {
        const text = walk.currentNode.textContent.trim();
        const lang = walk.currentNode.parentElement.closest("[lang]").lang;
        if (known.includes(text) && lang !== "en") found.push(text);
    }
    return found;
}"""
MARKED = "[...document.querySelectorAll('main [lang=en]')].length"


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_a_welsh_page_fits_and_marks_what_stays_english(site: str, page: Page, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(site + path)
    assert page.evaluate("document.documentElement.lang") == "cy"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(UNMARKED, list(CONTENT)) == []


@pytest.mark.parametrize(
    "path", ["/cy/aims/1/", "/cy/priorities/1.1/", "/cy/indicators/work/", "/cy/values/"]
)
def test_pages_of_definitions_hold_marked_english(site: str, page: Page, path: str) -> None:
    page.goto(site + path)
    assert page.evaluate(MARKED) > 0


def test_a_reader_changes_the_language_by_keyboard_and_stays_on_the_page(site: str, page: Page) -> None:
    page.goto(f"{site}/places/E08900001/")
    page.get_by_role("link", name="Cymraeg").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/cy/places/E08900001/")
    page.get_by_role("link", name="English").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/places/E08900001/")


def test_the_mark_of_a_draft_leads_to_whom_to_tell(site: str, page: Page) -> None:
    page.goto(f"{site}/cy/")
    page.get_by_role("link", name="Rhowch wybod i’r cyngor am gamgymeriadau").click()
    assert page.url.endswith("#contact")
    assert page.locator("#contact").is_visible()
