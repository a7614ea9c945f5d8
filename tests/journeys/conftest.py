"""A real server on the toy city's workspace, and a real browser that asks it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 60.0


@pytest.fixture(scope="session")
def site(built_toy: Path) -> Iterator[str]:
    """The address of the toy city's account."""
    with serving(built_toy) as address:
        yield address


@pytest.fixture(scope="session")
def city_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the account of the city that ships, built by the command that a newcomer types."""
    workspace = tmp_path_factory.mktemp("city") / "demo"
    command = [sys.executable, "-m", "ropewalk.cli", "demo", "--no-serve", "--quiet", "--dir", str(workspace)]
    subprocess.run(command, check=True)
    with serving(workspace) as address:
        yield address


@contextmanager
def serving(workspace: Path) -> Iterator[str]:
    """Serve a workspace as `ropewalk serve` does, on a free port."""
    port = _free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
    command += ["--port", str(port), "--workers", "1", "--blocking-threads", "1", "--no-log"]
    environment = os.environ | {
        "ROPEWALK_WORKSPACE": str(workspace),
        "DJANGO_SETTINGS_MODULE": "ropewalk.config.settings",
    }
    server = subprocess.Popen([*command, "ropewalk.config.wsgi:application"], env=environment)
    try:
        _wait_for(f"http://127.0.0.1:{port}/", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE)


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


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, server: subprocess.Popen) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if server.poll() is not None:
            pytest.fail(f"the server stopped with code {server.returncode}")
        try:
            with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own server
                answer.read()
            return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    pytest.fail(f"nothing answered at {address} within {PATIENCE:.0f} seconds")
