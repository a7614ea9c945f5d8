"""Take the README's pictures from a running account: python tools/take_pictures.py http://127.0.0.1:8000

With the folder of an example year (`ropewalk demo --year`) that is served there, take those of the office:
python tools/take_pictures.py http://127.0.0.1:8000 demo. It gives the year's people a second step.
"""

import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

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
OFFICE = {
    "office-me": ("officer", "/office/"),
    "office-returns": ("head", "/office/returns/"),
    "office-return": ("officer", "/office/returns/{file}/"),
    "office-query": ("officer", "/office/returns/{query}/"),
    "office-sign-off": ("head", "/office/returns/{sign}/"),
    "office-plan": ("head", "/office/plan/editions/example-2027/"),
    "office-timeline": ("officer", "/office/delivery/timeline/"),
    "office-risks": ("head", "/office/delivery/records/"),
    "office-release": ("head", "/office/releases/{prepare}/"),
    "office-comment": ("councillor", "/office/comments/"),
    "published": ("", "/published/2/"),
    "report": ("", "/published/3/report.html"),
}
"""The pictures of the office: of whom, and where."""
STAGE = Path(__file__).parents[1] / "tests" / "support" / "year_stage.py"
COLOURS = 96
"""Enough for pages that are flat colour and letters, at a third of the bytes."""
PHONES = frozenset({"office-me", "office-return", "office-timeline", "report"})
"""Those of them that are taken on a phone too."""
SIZES = {"": (1280, 900), "-phone": (320, 640)}
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-sync",
    "--no-first-run",
]
TARGET = Path(__file__).parents[1] / "docs" / "pictures"


def main(address: str, workspace: str = "") -> None:
    """One picture a page and size: the first screen, as a reader meets it."""
    browser_path = shutil.which("chromium") or shutil.which("chromium-browser")
    TARGET.mkdir(exist_ok=True)
    address = address.rstrip("/")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=QUIET)
        if workspace:
            _office(browser, address, _cookies(workspace), _numbers(workspace))
        else:
            _account(browser, address)
        browser.close()


def _account(browser: Browser, address: str) -> None:
    for suffix, (width, height) in SIZES.items():
        page = browser.new_page(viewport={"width": width, "height": height})
        for name, path in PAGES.items():
            page.goto(address + path)
            page.screenshot(path=TARGET / f"{name}{suffix}.png")


def _office(browser: Browser, address: str, cookies: dict[str, str], numbers: dict[str, int]) -> None:
    for suffix, (width, height) in SIZES.items():
        for name, (who, path) in OFFICE.items():
            if suffix and name not in PHONES:
                continue
            context = browser.new_context(viewport={"width": width, "height": height})
            if who:
                held = {"name": "office", "value": cookies[who], "url": f"{address}/office/"}
                context.add_cookies([held])
            page = context.new_page()
            page.goto(address + path.format(**numbers))
            _keep(page.screenshot(), TARGET / f"{name}{suffix}.png")
            context.close()


def _keep(picture: bytes, path: Path) -> None:
    """A picture of few colours, for it is of flat ones."""
    held = Image.open(io.BytesIO(picture)).convert("RGB")
    held.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


def _numbers(workspace: str) -> dict[str, int]:
    """The numbers of what is left to be done."""
    left = {
        "file": "SELECT min(id) FROM returns_ask WHERE state = 'asked' AND wants <> 'comment'",
        "query": "SELECT min(id) FROM returns_ask WHERE state = 'queried'",
        "sign": "SELECT min(id) FROM returns_ask WHERE state = 'verified'",
        "prepare": "SELECT max(number) FROM releases_release",
    }
    with closing(sqlite3.connect(Path(workspace) / "ropewalk.sqlite3")) as base:
        return {name: base.execute(asked).fetchone()[0] for name, asked in left.items()}


def _cookies(workspace: str) -> dict[str, str]:
    """What signs each person in, by their key."""
    environment = os.environ | {"ROPEWALK_WORKSPACE": str(Path(workspace).resolve())}
    command = [sys.executable, str(STAGE)]
    told = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)  # noqa: S603 - our own
    found: dict[str, str] = json.loads(told.stdout)
    return found


if __name__ == "__main__":
    main(*sys.argv[1:])
