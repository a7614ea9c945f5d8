"""Every kind of page, for everyone: read by machines, on a phone, in the dark, without script, on paper."""

from collections.abc import Iterator

import pytest
from page_types import PAGES
from playwright.sync_api import Browser, BrowserContext, Page, expect

EVERY = pytest.mark.parametrize("address", PAGES.values(), ids=PAGES.keys())
REACHABLE = 'a[href], button, input, select, summary, [tabindex="0"]'
HEAVIEST = 100_000  # bytes over the wire, style sheet and fonts included


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """The narrowest screen that must do, which is also a desk at 400% zoom; in the dark."""
    context = browser.new_context(viewport={"width": 320, "height": 640}, color_scheme="dark")
    yield context.new_page()
    context.close()


def open_everything(page: Page) -> None:
    """Open each part that is folded away, so that axe sees it too."""
    page.evaluate("document.querySelectorAll('details').forEach(one => one.setAttribute('open', ''))")


@EVERY
def test_a_narrow_screen_never_scrolls_sideways(phone: Page, site: str, address: str) -> None:
    phone.goto(site + address)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    open_everything(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320


@EVERY
def test_nothing_is_fetched_from_elsewhere_and_nothing_is_kept(
    context: BrowserContext, page: Page, site: str, address: str
) -> None:
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.goto(site + address)
    assert [url for url in asked if not url.startswith(site) and not url.startswith("data:")] == []
    assert [text for text in wrong if "404" not in text] == []
    assert context.cookies() == []


@EVERY
def test_a_page_is_light(page: Page, site: str, address: str) -> None:
    page.goto(site + address)
    sizes = page.evaluate(
        "performance.getEntries().filter(one => one.transferSize).map(one => [one.name, one.transferSize])"
    )
    assert sum(size for _, size in sizes) < HEAVIEST, sizes


def test_all_is_there_without_script(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/indicators/work/")
    expect(page.locator("figure#trend svg").first).to_be_visible()
    page.get_by_text("Show the numbers").first.click()
    expect(page.locator("figure#trend table")).to_be_visible()
    page.get_by_role("searchbox").first.fill("deaths")
    page.get_by_role("button", name="Search").first.click()
    expect(page.get_by_role("link", name="Early deaths", exact=True)).to_be_visible()
    context.close()


def test_on_paper_there_is_the_account_and_no_navigation(page: Page, site: str) -> None:
    page.goto(f"{site}/priorities/2.1/")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("main svg").first).to_be_visible()
    for hidden in (".rw-nav", ".rw-search", ".rw-crumbs"):
        expect(page.locator(hidden).first).to_be_hidden()
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_text_can_be_set_twice_as_large(page: Page, site: str) -> None:
    page.goto(f"{site}/indicators/work/")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


@EVERY
def test_every_control_is_reached_by_the_tab_key_and_shows_it(page: Page, site: str, address: str) -> None:
    page.goto(site + address)
    # The tab key stops once at a group of radio buttons; arrows lead on inside it.
    beyond = page.evaluate(
        "(found => found.length - new Set(found.map(one => one.name)).size)"
        "([...document.querySelectorAll('input[type=radio]')])"
    )
    wanted = page.locator(REACHABLE).locator("visible=true").count() - beyond
    shown = "getComputedStyle(document.activeElement)"
    reached = 0
    for _ in range(min(wanted, 60)):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        reached += 1
        look = page.evaluate(f"[{shown}.outlineStyle, {shown}.boxShadow, {shown}.backgroundColor]")
        assert look[0] != "none" or look[1] != "none", page.evaluate("document.activeElement.outerHTML")
    assert reached == min(wanted, 60)


def test_nothing_moves_for_those_who_ask_for_stillness(browser: Browser, site: str) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{site}/indicators/work/")
    moving = page.evaluate(
        "[...document.querySelectorAll('*')].filter(one => { const look = getComputedStyle(one);"
        " return look.animationName !== 'none' || parseFloat(look.transitionDuration) > 0.01; }).length"
    )
    assert moving == 0
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    context.close()
