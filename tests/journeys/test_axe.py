"""Every kind of page, as axe sees it: by day and by night, at three widths, all that is folded away open."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from page_types import PAGES
from playwright.sync_api import Browser, Page

EVERY = pytest.mark.parametrize("address", PAGES.values(), ids=PAGES.keys())
WIDTHS = (320, 768, 1280)  # a phone (or a desk at 400% zoom), a tablet, a desk


RULES = {"light": None, "dark": {"runOnly": ["color-contrast"]}}  # by night only colours can differ


def faults(page: Page, scheme: str) -> list[str]:
    """What axe finds, in short."""
    found = Axe().run(page, options=RULES[scheme]).response["violations"]
    return [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"][:5]]


def open_everything(page: Page) -> None:
    """Open each part that is folded away, so that axe sees it too."""
    page.evaluate("document.querySelectorAll('details').forEach(one => one.setAttribute('open', ''))")


@EVERY
@pytest.mark.parametrize("scheme", RULES)
def test_axe_finds_nothing_at_any_width(browser: Browser, site: str, address: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(site + address)
    open_everything(page)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert faults(page, scheme) == [], f"{width} pixels wide"
    context.close()
