"""A real server on the toy city's workspace, and a real browser that asks it."""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import year_stage
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from serving import serving

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def site(built_toy: Path) -> Iterator[str]:
    """The address of the toy city's account."""
    with serving(built_toy) as address:
        yield address


@pytest.fixture(scope="session")
def city_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the account of the city that ships, built by the command that a newcomer types: once for
    all processes that walk journeys, by the one that comes first."""
    own = tmp_path_factory.getbasetemp()
    home = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    workspace = home / "demo"
    command = [sys.executable, "-m", "ropewalk.cli", "demo", "--no-serve", "--quiet", "--dir", str(workspace)]
    with (home / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not workspace.exists():
            subprocess.run(command, check=True)
    with serving(workspace) as address:
        yield address


@pytest.fixture(scope="session")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the toy city's example year, played once for all processes, and its people's cookies."""
    own = tmp_path_factory.getbasetemp()
    home = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "a-year"
    home.mkdir(exist_ok=True)
    with (home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (home / "cookies.json").exists():
            year_stage.play(home)
    return home


# One browser a module, not a session: while Playwright runs, Django refuses to touch a database from
# the same thread, and another module's tests may come next in this process.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, headless."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=_chromium(), headless=True, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A reader with nothing kept from before, at a desk."""
    opened = browser.new_context(viewport={"width": 1280, "height": 900})
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A tab of that reader."""
    return context.new_page()


def _chromium() -> str | None:
    """Debian's Chromium, or the one named by ROPEWALK_CHROMIUM; None for Playwright's own."""
    named = os.environ.get("ROPEWALK_CHROMIUM")
    found = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    return named or next((path for path in found if path), None)
