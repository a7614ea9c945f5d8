"""The account of the city that ships shows the figures that its publishers print."""

import re
import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from printed import PRINTED


def faults(page: Page) -> list[str]:
    """What axe finds, in short."""
    return [one["id"] for one in Axe().run(page).response["violations"]]


def text_of(address: str) -> str:
    with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own server
        html = answer.read().decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


@pytest.mark.parametrize("indicator", PRINTED)
def test_an_indicator_s_page_shows_the_newest_figures(indicator: str, city_site: str) -> None:
    here, england, decimals = PRINTED[indicator]
    words = text_of(f"{city_site}/indicators/{indicator}/")
    for value in (here, england):
        if value is not None:
            # The page may show one decimal more than is printed here; it must round to the same figure.
            shown = [float(n.replace(",", "")) for n in re.findall(r"\d[\d,]*(?:\.\d+)?", words)]
            assert any(abs(n - value) <= 0.5 * 10**-decimals + 1e-9 for n in shown)


def test_the_home_page_counts_every_aim(city_site: str) -> None:
    words = text_of(f"{city_site}/")
    assert re.search(r"Of \d+ measures, \d+ can be judged", words)
    assert "false alarm" in words
    assert words.count("Investment and jobs") >= 1


def test_a_promise_without_evidence_says_what_is_not_held(city_site: str) -> None:
    words = text_of(f"{city_site}/priorities/4.2/")
    assert "do not hold" in words or "Not held" in words


def test_revised_figures_lead_from_the_list_to_their_page(city_site: str, page: Page) -> None:
    page.goto(f"{city_site}/changes/")
    link = page.get_by_role("link", name=re.compile("^The publisher revised")).first
    message = link.inner_text()
    link.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(message)
    expect(page.get_by_role("heading", name=re.compile("^Figures for "))).to_have_count(2)
    assert faults(page) == []


def test_a_measure_in_many_editions_says_what_was_said_of_each(city_site: str, page: Page) -> None:
    page.goto(f"{city_site}/indicators/weekly-pay/")
    page.get_by_text("Show each edition of the figures").click()
    table = page.get_by_role("table", name=re.compile("^Verdicts with each edition"))
    assert table.get_by_role("row").count() > 5
    table.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Revision")
