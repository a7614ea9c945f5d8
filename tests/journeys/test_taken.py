"""A figure is shown in another site's page, can be read by everyone, and leads back; no other page is."""

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from toy_city import CITY

EMBED, PAGE = f"/embed/work/{CITY}/trend/", f"/figures/work/{CITY}/trend/"
HOST_PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A newspaper</title>
<meta name="viewport" content="width=device-width"></head>
<body><main><h1>A newspaper</h1>{code}</main></body></html>
"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Another site on another port: its address, and the folder of its pages."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", tmp_path
    server.shutdown()
    server.server_close()


def test_the_code_that_is_offered_shows_the_figure_elsewhere(
    page: Page, site: str, elsewhere: tuple[str, Path]
) -> None:
    address, folder = elsewhere
    page.goto(f"{site}/indicators/work/")
    page.locator(".wp-share summary").first.click()
    code = page.get_by_role("textbox", name="To show it in a page of yours").first.input_value()
    (folder / "index.html").write_text(HOST_PAGE.format(code=code), encoding="utf-8")
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto(address)
    frame = page.frame_locator("iframe")
    expect(frame.locator("figure svg.rw-chart--narrow")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    inner = page.frames[1]
    assert inner.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert Axe().run(page).response["violations"] == []
    frame.get_by_text("Show the numbers").click()
    expect(frame.locator("table")).to_be_visible()
    frame.get_by_role("link", name="This figure and its numbers").click()
    page.wait_for_url(f"{site}{PAGE}")


def test_no_other_page_is_shown_in_a_frame(page: Page, site: str, elsewhere: tuple[str, Path]) -> None:
    address, folder = elsewhere
    code = f'<iframe src="{site}{PAGE}" title="A figure"></iframe>'
    (folder / "index.html").write_text(HOST_PAGE.format(code=code), encoding="utf-8")
    page.goto(address)
    expect(page.frame_locator("iframe").locator("figure")).to_have_count(0)


@pytest.mark.parametrize("width", [320, 400, 560, 620, 720])
@pytest.mark.parametrize("figure", ["work/{}/trend", "work/{}/strip", "early-deaths/{}/part-sex-male"])
def test_a_frame_is_as_high_as_its_figure_needs(page: Page, site: str, figure: str, width: int) -> None:
    address = f"{site}/embed/{figure.format(CITY)}/"
    told = page.request.get(f"{site}/oembed?url={address}&maxwidth={width}").json()
    page.set_viewport_size({"width": width, "height": 100})
    page.goto(address)
    # Until the letters have come, others stand in for them, which are wider.
    needed = page.evaluate("document.fonts.ready.then(() => document.documentElement.scrollHeight)")
    assert needed <= told["height"] <= needed + 130


def test_a_drawing_is_shown_by_itself(page: Page, site: str) -> None:
    page.goto(f"{site}/figures/work/{CITY}/trend.svg")
    line = page.locator(".rw-main").first
    light = line.evaluate("one => getComputedStyle(one).stroke")
    page.emulate_media(color_scheme="dark")
    assert line.evaluate("one => getComputedStyle(one).stroke") != light
