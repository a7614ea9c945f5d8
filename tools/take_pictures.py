"""Take the README's pictures from a running account: python tools/take_pictures.py http://127.0.0.1:8000"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

PAGES = {
    "home": "/",
    "priority": "/priorities/2.1/",
    "indicator": "/indicators/employment-rate/",
    "neighbourhood": "/neighbourhood/",
    "compare": "/compare/",
    "data": "/data/",
    "right": "/how-often-right/",
    "changes": "/changes/",
}
SIZES = {"": (1280, 900), "-phone": (320, 640)}
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-sync",
    "--no-first-run",
]
TARGET = Path(__file__).parents[1] / "docs" / "pictures"


def main(address: str) -> None:
    """One picture a page and size: the first screen, as a reader meets it."""
    browser_path = shutil.which("chromium") or shutil.which("chromium-browser")
    TARGET.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=QUIET)
        for suffix, (width, height) in SIZES.items():
            page = browser.new_page(viewport={"width": width, "height": height})
            for name, path in PAGES.items():
                page.goto(address.rstrip("/") + path)
                page.screenshot(path=TARGET / f"{name}{suffix}.png")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
