"""What every page of the office is held to in a real browser."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def fair(page: Page) -> None:
    """axe finds nothing, by day and by night, and a phone never scrolls sideways."""
    page.emulate_media(color_scheme="dark")
    found = Axe().run(page).response["violations"]
    page.emulate_media(color_scheme="light")
    found += Axe().run(page).response["violations"]
    told = [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"][:5]]
    assert told == [], page.url
    size = page.viewport_size
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320, page.url
    page.set_viewport_size(size)
