"""Every page of the office in a real browser: axe by day and by night, and no width at which it scrolls."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page
from serving import serving
from staged import staged

WIDTHS = (320, 768, 1280)
MAKE = """
from office_pages import OFFICE, address, somebody_of_all_roles, something_everywhere
something_everywhere()
client = enter(somebody_of_all_roles())
print(client.cookies["office"].value)
for at, one in OFFICE:
    if one.name != "account_logout":
        answer = client.get(address(at), headers={"host": "localhost"})
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            print(address(at))
"""
"""Something at every address, and somebody who may open it: their session, then every page that opens."""


WIDEST = """[...document.querySelectorAll('main *')].map(one => [one.getBoundingClientRect().right, one])
    .sort((one, other) => other[0] - one[0])[0][1].outerHTML.slice(0, 120)"""


@pytest.fixture(scope="module")
def told(built_toy: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, list[str]]:
    """A workspace of this module's own, a session, and the addresses of all pages."""
    workspace, (session, *pages) = staged(built_toy, tmp_path_factory.mktemp("office-pages"), MAKE)
    return workspace, session, pages


@pytest.fixture(scope="module")
def inside(browser: Browser, told: tuple[Path, str, list[str]]) -> Iterator[tuple[BrowserContext, str]]:
    """A browser that is signed in, and where the office is."""
    workspace, session, _ = told
    with serving(workspace) as office:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        cookie = {"name": "office", "value": session, "domain": "127.0.0.1", "path": "/office/"}
        context.add_cookies([cookie])  # type: ignore[list-item]
        yield context, office
        context.close()


def test_every_page_is_fair_at_every_width_by_day_and_by_night(
    inside: tuple[BrowserContext, str], told: tuple[Path, str, list[str]]
) -> None:
    context, office = inside
    page = context.new_page()
    assert len(told[2]) > 30
    found: list[str] = []
    for at in told[2]:
        page.emulate_media(color_scheme="light")
        answer = page.goto(f"{office}{at}")
        assert answer is not None
        assert answer.status == 200, at
        found += [f"{at}: {words}" for words in (*unfair(page), *wide(page))]
    assert found == []


def unfair(page: Page) -> Iterator[str]:
    """What axe finds by day; by night only colours can differ."""
    for scheme, rules in (("light", None), ("dark", {"runOnly": ["color-contrast"]})):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for one in Axe().run(page, options=rules).response["violations"]:
            yield f"{scheme}, {one['id']}: {one['nodes'][0]['html'][:150]}"


def wide(page: Page) -> Iterator[str]:
    """The widths at which the page scrolls sideways."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            yield f"scrolls sideways at {width}, by {page.evaluate(WIDEST)}"
