"""Exact values of a chart by keyboard, pointer and touch, as its table has them."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

ADDRESS = "/indicators/work/"


@pytest.fixture
def chart(page: Page, site: str) -> Locator:
    """The long chart of an indicator's page."""
    page.goto(site + ADDRESS)
    return page.locator("figure#trend")


def rows(chart: Locator) -> list[list[str]]:
    """The table behind the chart, oldest first."""
    newest_first = [row.locator("th, td").all_text_contents() for row in chart.locator("tbody tr").all()]
    return newest_first[::-1]


def said(chart: Locator) -> str:
    return chart.locator(".rw-reading__said").inner_text()


def test_arrow_keys_read_each_period_as_the_table_has_it(page: Page, chart: Locator) -> None:
    table = rows(chart)
    chart.get_by_role("slider").focus()
    page.keyboard.press("Home")
    for period, figure, *_ in table:
        assert said(chart).startswith(f"{period}: ")
        assert figure in said(chart)
        assert chart.get_by_role("slider").get_attribute("aria-valuetext") == said(chart)
        page.keyboard.press("ArrowRight")
    assert said(chart).startswith(table[-1][0])


def test_a_pointer_reads_the_period_that_it_is_over(page: Page, chart: Locator) -> None:
    drawing = chart.locator("svg.rw-chart--wide")
    across = [float(x) for x in (drawing.get_attribute("data-x") or "").split()]
    chart.scroll_into_view_if_needed()
    box, wide = drawing.bounding_box(), drawing.evaluate("one => one.viewBox.baseVal.width")
    assert box is not None
    for row, x in zip(rows(chart), across, strict=True):
        page.mouse.move(box["x"] + x * box["width"] / wide, box["y"] + box["height"] / 2)
        assert said(chart).startswith(f"{row[0]}: ")


def test_a_chosen_period_is_all_that_the_table_shows_until_the_reader_asks_for_all(
    page: Page, chart: Locator
) -> None:
    table = rows(chart)
    chart.get_by_text("Show the numbers").click()
    chart.get_by_role("slider").focus()
    page.keyboard.press("Home")
    chart.get_by_role("button", name="Choose a period from here").click()
    chart.get_by_role("slider").focus()
    page.keyboard.press("ArrowRight")
    expect(chart.locator("tbody tr:visible")).to_have_count(2)
    assert table[0][0] in said(chart)
    assert table[1][0] in said(chart)
    assert said(chart).endswith("Two figures alone are no trend.")
    chart.get_by_role("button", name="Show all periods").click()
    expect(chart.locator("tbody tr:visible")).to_have_count(len(table))


def test_dragging_a_mouse_chooses_a_period(page: Page, chart: Locator) -> None:
    drawing = chart.locator("svg.rw-chart--wide")
    chart.scroll_into_view_if_needed()
    box = drawing.bounding_box()
    assert box is not None
    across = [float(x) for x in (drawing.get_attribute("data-x") or "").split()]
    scale, y = box["width"] / drawing.evaluate("one => one.viewBox.baseVal.width"), box["y"] + 60
    page.mouse.move(box["x"] + across[1] * scale, y)
    page.mouse.down()
    page.mouse.move(box["x"] + across[3] * scale, y)
    page.mouse.up()
    chart.get_by_text("Show the numbers").click()
    expect(chart.locator("tbody tr:visible")).to_have_count(3)


def test_dots_are_read_by_keyboard_with_place_and_figure(page: Page, site: str) -> None:
    page.goto(site + ADDRESS)
    strip = page.locator("figure#strip")
    titles = strip.locator("svg.rw-chart--wide .rw-points title").all_text_contents()
    strip.get_by_role("slider").focus()
    page.keyboard.press("Home")
    for title in titles:
        assert said(strip) == title
        page.keyboard.press("ArrowRight")


def test_a_finger_reads_the_chart_on_a_phone(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(site + ADDRESS)
    chart = page.locator("figure#trend")
    drawing = chart.locator("svg.rw-chart--narrow")
    drawing.scroll_into_view_if_needed()
    box = drawing.bounding_box()
    assert box is not None
    page.touchscreen.tap(box["x"] + box["width"] * 0.2, box["y"] + box["height"] / 2)
    assert said(chart).split(":")[0] in [row[0] for row in rows(chart)[:-1]]
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


def test_what_the_script_adds_is_for_everyone(page: Page, chart: Locator) -> None:
    chart.get_by_role("button", name="Choose a period from here").click()
    assert Axe().run(page).response["violations"] == []


def test_without_script_there_is_no_slider_that_would_do_nothing(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + ADDRESS)
    expect(page.locator("figure#trend svg").first).to_be_visible()
    expect(page.get_by_role("slider")).to_have_count(0)
    context.close()
