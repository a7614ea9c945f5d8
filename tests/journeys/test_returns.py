"""Returns and comments in a real browser: sent in, checked, signed off; written, published, read."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from fair_pages import fair
from playwright.sync_api import Browser, Page, expect
from serving import serving

STAGE = Path(__file__).parents[1] / "support" / "returns_stage.py"


@pytest.fixture(scope="module")
def stage(built_toy: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A workspace of this module's own, and the cookies of its people."""
    workspace = Path(shutil.copytree(built_toy, tmp_path_factory.mktemp("returns") / "workspace"))
    environment = os.environ | {"ROPEWALK_WORKSPACE": str(workspace)}
    told = subprocess.run(
        [sys.executable, str(STAGE)], check=True, capture_output=True, text=True, env=environment
    ).stdout
    return workspace, json.loads(told.splitlines()[-1])


@pytest.fixture(scope="module")
def office(stage: tuple[Path, dict[str, str]]) -> Iterator[str]:
    with serving(stage[0]) as address:
        yield address


def entered(browser: Browser, office: str, cookie: str) -> Page:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=True)
    context.add_cookies([{"name": "office", "value": cookie, "domain": "127.0.0.1", "path": "/office/"}])
    page = context.new_page()
    page.goto(f"{office}/office/returns/")
    return page


def test_a_figure_is_sent_in_checked_and_signed_off_and_words_are_published(
    browser: Browser, office: str, stage: tuple[Path, dict[str, str]]
) -> None:
    carol, vera, paula = (entered(browser, office, stage[1][name]) for name in ("carol", "vera", "paula"))
    expect(carol.get_by_text("You have 1 return to send in.")).to_be_visible()
    fair(carol)
    carol.get_by_role("link", name="Early deaths").first.click()
    fair(carol)
    carol.get_by_label("Numerator").fill("about 400")
    carol.get_by_label("Denominator").fill("200,000")
    carol.get_by_label("Comment").fill("Fewer than last year.")
    carol.get_by_role("button", name="Send it in").click()
    expect(carol.get_by_role("alert")).to_contain_text("This is not a number")
    fair(carol)
    carol.get_by_label("Numerator").fill("400")
    carol.get_by_role("button", name="Send it in").click()
    expect(carol.get_by_text("It was sent in.")).to_be_visible()
    carol.get_by_label("File").set_input_files(
        {"name": "count.csv", "mimeType": "text/csv", "buffer": b"deaths\n400\n"}
    )
    carol.get_by_role("button", name="Add the file").click()
    expect(carol.get_by_role("link", name="count.csv")).to_be_visible()

    vera.reload()
    vera.get_by_role("link", name="Early deaths").first.click()
    fair(vera)
    with vera.expect_download() as taken:
        vera.get_by_role("link", name="count.csv").click()
    assert taken.value.suggested_filename == "count.csv"
    vera.get_by_role("button", name="I have checked it").click()
    expect(vera.get_by_text("Checked", exact=True)).to_be_visible()
    paula.reload()
    paula.get_by_role("link", name="Early deaths").first.click()
    paula.get_by_role("button", name="Sign it off").click()
    expect(paula.get_by_text("With the next load")).to_be_visible()
    fair(paula)
    for at in ("late/", "ask/", "rhythms/"):
        paula.goto(f"{office}/office/returns/{at}")
        fair(paula)
    carol.goto(f"{office}/office/returns/sheet/")
    fair(carol)

    carol.goto(f"{office}/office/comments/write/?about=indicator:work")
    fair(carol)
    carol.get_by_label("First day of the period").fill("2023-01-01")
    carol.get_by_label("How long the period is").select_option("P1Y")
    carol.get_by_label("Comment").fill("Work is getting worse.")
    carol.get_by_label("What you are").fill("Head of Jobs")
    carol.get_by_role("button", name="Keep the draft").click()
    expect(carol.get_by_text("You say “worse”.")).to_be_visible()
    fair(carol)
    carol.get_by_role("button", name="Sign it").click()
    paula.goto(carol.url)
    paula.get_by_role("button", name="Publish it").click()
    expect(paula.get_by_text("It was done.")).to_be_visible()
    fair(paula)
    reader = browser.new_context(java_script_enabled=False).new_page()
    reader.goto(f"{office}/indicators/work/")
    said = reader.get_by_role("region", name="In the council’s own words")
    expect(said).to_contain_text("Work is getting worse.")
    expect(said).to_contain_text("Carol, Head of Jobs, Housing")
