"""Maps and neighbourhoods of the city that ships, in a real browser: pointing, keyboard, no script."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

FINDER = "/neighbourhood/"
HOMES, COUNCILS = "/indicators/income-deprivation/", "/indicators/employment-rate/map/"
HOME, WARD, AREA = "/places/E01006512/", "/places/E05015293/", "/neighbourhood/liverpool-030/"
EVERY = pytest.mark.parametrize(
    "address", [FINDER, f"{FINDER}?q=anfield", HOMES, COUNCILS, HOME, WARD, AREA, "/indicators/burglary/"]
)
HEAVIEST = 250_000  # bytes over the wire, style sheets and fonts included
CITY = 302


@EVERY
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_sticks_out(
    browser: Browser, city_site: str, address: str, scheme: str
) -> None:
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(city_site + address)
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        found = Axe().run(page).response["violations"]
        assert [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"][:3]] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


@EVERY
def test_a_page_with_a_map_is_light_enough(page: Page, city_site: str, address: str) -> None:
    page.goto(city_site + address)
    sizes = page.evaluate("performance.getEntries().filter(e => e.transferSize).map(e => e.transferSize)")
    assert sum(sizes) < HEAVIEST


def test_every_neighbourhood_is_on_the_map_once_and_in_the_table_once(page: Page, city_site: str) -> None:
    page.goto(city_site + HOMES)
    drawn = page.locator("figure#map svg a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    table = page.locator(".rw-map-pair__table tbody th a").evaluate_all(
        "all => all.map(one => one.getAttribute('href'))"
    )
    assert len(drawn) == len(set(drawn)) == CITY
    assert sorted(drawn) == sorted(table)


def test_the_legend_counts_every_neighbourhood(page: Page, city_site: str) -> None:
    page.goto(city_site + HOMES)
    words = page.locator("figure#map svg text").all_text_contents()
    assert [text.split(":")[0] for text in words] == ["Worse", "No clear difference", "Better"]
    assert sum(int(text.split(": ")[1]) for text in words) == CITY


def test_a_place_on_the_map_is_opened_by_pointing(page: Page, city_site: str) -> None:
    page.goto(city_site + COUNCILS)
    page.locator("#map-near svg a[href='/places/E08000001/employment-rate/']").click()
    expect(page.locator("h1")).to_contain_text("Bolton")


def test_the_tab_key_passes_the_map_by_and_can_pass_the_table_by(page: Page, city_site: str) -> None:
    page.goto(city_site + HOMES)
    page.get_by_role("link", name="Go past the table").focus()
    page.keyboard.press("Tab")
    expect(page.locator(".rw-map-pair__table .rw-scroll")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".rw-map-pair__table tbody th a").first).to_be_focused()
    page.get_by_role("link", name="Go past the table").press("Enter")
    expect(page.locator("#after-map-table")).to_be_focused()
    assert page.locator("figure#map svg a:not([tabindex='-1'])").count() == 0


def test_a_map_is_one_image_with_its_numbers_in_words(page: Page, city_site: str) -> None:
    page.goto(city_site + HOMES)
    image = page.get_by_role("img", name="People short of money: the neighbourhoods of Liverpool")
    expect(image.locator("desc")).to_contain_text("A map of 302 places. Worse: ")


@pytest.mark.parametrize(
    ("typed", "name", "address"),
    [
        ("kensington", "Kensington", "/neighbourhood/liverpool-030/"),
        ("Croxteth", "Croxteth", WARD),
        ("E01006512", "Edge Hill 031A", HOME),
        ("liverpool 031a", "Edge Hill 031A", HOME),
        ("E01006513", "Liverpool 060A", "/places/E01006513/"),
    ],
    ids=["area", "ward", "code", "official name", "code of 2011"],
)
def test_a_neighbourhood_is_found_by_typing_without_script(
    browser: Browser, city_site: str, typed: str, name: str, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(city_site + FINDER)
    page.get_by_label("Name of your area").fill(typed)
    page.keyboard.press("Enter")
    expect(page.locator("h2#found")).to_contain_text(typed)
    link = page.locator("h2#found + ul").get_by_role("link", name=name, exact=True).first
    assert link.get_attribute("href") == address
    link.click()
    expect(page.locator("h1")).to_have_text(name)
    context.close()


@pytest.mark.parametrize("typed", ["L4 0TH", "l17", "L1 8JQ"])
def test_a_postcode_is_told_to_be_not_held(page: Page, city_site: str, typed: str) -> None:
    page.goto(f"{city_site}{FINDER}?q={typed}")
    expect(page.locator("main")).to_contain_text("We hold no list of postcodes")


@pytest.mark.parametrize("typed", ["zzzz", "%00", "<script>", "a" * 5000])
def test_nonsense_finds_nothing_and_breaks_nothing(page: Page, city_site: str, typed: str) -> None:
    answer = page.goto(f"{city_site}{FINDER}?q={typed}")
    assert answer is not None
    assert answer.status in (200, 400, 414)


def test_a_neighbourhoods_page_tells_what_is_known_there_from_what_is_known_for_the_city(
    page: Page, city_site: str
) -> None:
    page.goto(city_site + HOME)
    known = page.get_by_role("region", name="Known here")
    row = known.get_by_role("row", name="People short of money 9.9%")
    expect(row).to_contain_text("9.9%")
    expect(row).to_contain_text("8.7% to 11.2%")
    expect(row).to_contain_text("Better")
    expect(known).not_to_contain_text("People in work")
    expect(page.locator("#only-city + p")).to_contain_text("They are not figures for Edge Hill 031A")
    expect(page.locator("#only-city ~ ul").first.get_by_role("link")).not_to_have_count(0)


def test_a_hidden_figure_stays_hidden(page: Page, city_site: str) -> None:
    page.goto(f"{city_site}/indicators/children-short-of-money/")
    hidden = page.locator(".rw-map-pair__table tbody tr", has=page.locator("td", has_text="hidden")).first
    expect(hidden.locator("td").first).to_have_text("hidden")
    hidden.get_by_role("link").click()
    row = page.get_by_role("region", name="Known here").locator("tr", has_text="Children short of money")
    expect(row.locator("td").first).to_have_text("hidden")
    assert not any(letter.isdigit() for letter in row.locator("td").nth(1).inner_text())


def test_a_ward_lists_its_neighbourhoods_by_best_fit_and_has_no_figure(page: Page, city_site: str) -> None:
    page.goto(city_site + WARD)
    main = page.locator("main")
    expect(main).to_contain_text("are not those borders")
    expect(main).to_contain_text("No figures are held for wards")
    assert page.get_by_role("region", name="Known here").count() == 0
    expect(page.locator("h3#inside + ul li")).to_have_count(3)


def test_the_finder_is_reached_from_home_and_from_the_places(page: Page, city_site: str) -> None:
    for address in ("/", "/places/"):
        page.goto(city_site + address)
        page.get_by_role("link", name="Find your neighbourhood").first.click()
        expect(page.locator("h1")).to_have_text("Find your neighbourhood")


def test_a_map_credits_whose_lines_it_shows(page: Page, city_site: str) -> None:
    page.goto(city_site + COUNCILS)
    expect(page.locator("footer")).to_contain_text("Contains OS data")


@pytest.mark.parametrize("address", ["/indicators/fly-tipping-incidents/map/", "/neighbourhood/nowhere-001/"])
def test_a_map_that_is_not_there_is_not_found(page: Page, city_site: str, address: str) -> None:
    answer = page.goto(city_site + address)
    assert answer is not None
    assert answer.status == 404
