"""Inside the city: the section of a measure that neighbourhoods have figures of, in a real browser."""

import csv
import io
import urllib.request
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

CITY = "E08000012"
COUNTED, PLAIN = "/indicators/income-deprivation/", "/indicators/burglary/"
CHILDREN = "/indicators/children-short-of-money/"
EVERY = pytest.mark.parametrize("address", [COUNTED, PLAIN, CHILDREN])


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    yield context.new_page()
    context.close()


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.setAttribute('open', ''))")
    return page


def rows(address: str) -> list[dict[str, str]]:
    with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own server
        return list(csv.DictReader(io.StringIO(answer.read().decode())))


@EVERY
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_nothing_sticks_out(
    browser: Browser, city_site: str, address: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = opened(context.new_page(), city_site + address)
    found = Axe().run(page).response["violations"]
    assert [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"][:3]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


@EVERY
def test_ten_groups_are_drawn_with_their_ranges(page: Page, city_site: str, address: str) -> None:
    opened(page, city_site + address)
    figure = page.locator("figure#inside")
    expect(figure.locator("svg.rw-chart--wide .rw-bar")).to_have_count(10)
    expect(figure.locator("svg.rw-chart--wide .rw-whisker")).to_have_count(10)
    expect(figure.locator("tbody tr")).to_have_count(10)


def test_the_gap_is_said_in_words_and_in_numbers(page: Page, city_site: str) -> None:
    page.goto(city_site + CHILDREN)
    main = page.locator("main")
    expect(main).to_contain_text("where most people are short of money")
    expect(main).to_contain_text("The gap is larger than chance would explain.")
    expect(main).to_contain_text("Whether the gap grows or shrinks cannot be told")
    expect(main).to_contain_text("(slope index)")


def test_a_gap_within_chance_is_not_made_a_story(page: Page, city_site: str) -> None:
    page.goto(city_site + PLAIN)
    expect(page.locator("h1")).to_contain_text("No clear gap between neighbourhoods")
    expect(page.locator("main")).to_contain_text("Chance alone could explain a gap of this size.")


def test_the_order_is_explained_and_leads_to_what_makes_it(page: Page, city_site: str) -> None:
    opened(page, city_site + PLAIN)
    link = page.get_by_role("link", name="People short of money", exact=True).first
    link.click()
    expect(page).to_have_url(city_site + COUNTED)
    expect(page.locator("main")).to_contain_text("put in order by this very number")


def test_every_neighbourhood_stands_with_raw_and_steadied_figures(page: Page, city_site: str) -> None:
    opened(page, city_site + CHILDREN)
    table = page.get_by_role("region", name="Every neighbourhood")
    expect(table.locator("tbody tr")).to_have_count(302)
    expect(table.locator("thead")).to_contain_text("Steadied estimate")
    expect(table.get_by_text("hidden", exact=True)).to_have_count(2 * 7)


def test_rates_without_counts_have_no_steadied_column_and_say_why(page: Page, city_site: str) -> None:
    opened(page, city_site + PLAIN)
    expect(page.get_by_role("region", name="Every neighbourhood").locator("thead")).not_to_contain_text(
        "Steadied"
    )
    expect(page.locator("main")).to_contain_text("The publisher gives no counts.")


@pytest.mark.parametrize(("table", "count"), [("gaps", 1), ("groups", 10), ("neighbourhoods", 302)])
def test_what_is_shown_can_be_downloaded(city_site: str, table: str, count: int) -> None:
    found = rows(f"{city_site}/places/{CITY}/burglary/inside/{table}.csv")
    assert len(found) == count
    assert {row["place"] for row in found} == {CITY}
    assert len(rows(f"{city_site}/indicators/burglary/inside/{table}.csv")) > count


def test_councils_are_drawn_among_councils_alone(page: Page, city_site: str) -> None:
    opened(page, city_site + COUNTED)
    rows_of_places = page.locator("figure#strip tbody tr")
    expect(rows_of_places).to_have_count(296)


def test_a_phone_reads_the_numbers_without_scrolling_the_page(phone: Page, city_site: str) -> None:
    opened(phone, city_site + COUNTED)
    expect(phone.locator("figure#inside svg.rw-chart--narrow")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_place_with_no_figure_of_its_own_still_tells_how_its_neighbourhoods_differ(
    page: Page, city_site: str
) -> None:
    page.goto(f"{city_site}/places/E06000006/violence-with-injury/")
    expect(page.locator("h1")).to_contain_text("Worse where most people are short of money")
    expect(page.locator("main")).to_contain_text("Violence in which somebody was hurt")
    expect(page.locator("main")).to_contain_text("neighbourhoods of Halton")
