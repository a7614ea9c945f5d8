"""What readers do: walk from the city's answer down to the row of a file, search, compare, tab along."""

import re

from playwright.sync_api import Page, expect


def test_from_the_city_s_answer_to_the_row_of_a_file(page: Page, site: str) -> None:
    page.goto(site)
    expect(page.get_by_role("heading", level=1)).to_have_text("Is life in Northport getting better?")
    expect(page.get_by_text("can be judged").first).to_be_visible()
    page.get_by_role("link", name="Good work", exact=True).click()
    expect(page).to_have_url(f"{site}/aims/1/")
    page.get_by_role("link", name="1.1 More people in work").first.click()
    expect(page).to_have_url(f"{site}/priorities/1.1/")
    expect(page.get_by_text("Work pays the rent.")).to_be_visible()
    # The measure's card; an action that was meant to move it names it again further down.
    page.get_by_role("article").get_by_role("link", name="People in work", exact=True).click()
    expect(page).to_have_url(f"{site}/indicators/work/")
    expect(page.get_by_role("img").first).to_be_visible()
    page.get_by_text("Show the file and row of each figure").click()
    table = page.get_by_role("table", name="Where each figure for Northport came from")
    expect(table.get_by_role("cell", name="work.csv").first).to_be_visible()
    expect(page.locator("code.wp-hash").first).to_have_text(re.compile(r"^[0-9a-f]{64}$"))
    page.get_by_role("link", name=re.compile("work", re.IGNORECASE)).and_(
        page.locator('a[href="/sources/toys-work/"]')
    ).first.click()
    expect(page.get_by_role("heading", name="Files, unchanged")).to_be_visible()


def test_each_chart_has_its_numbers_and_a_download(page: Page, site: str) -> None:
    page.goto(f"{site}/indicators/work/")
    figure = page.locator("figure#trend")
    figure.get_by_text("Show the numbers").click()
    expect(figure.get_by_role("table")).to_be_visible()
    with page.expect_download() as download:
        figure.get_by_role("link", name="Download CSV").click()
    assert download.value.suggested_filename == "work-observations.csv"


def test_searching_by_an_everyday_word(page: Page, site: str) -> None:
    page.goto(site)
    page.get_by_role("searchbox").first.fill("jobs")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}/search/?q=jobs")
    page.get_by_role("link", name="People in work", exact=True).click()
    expect(page).to_have_url(f"{site}/indicators/work/")


def test_looking_at_another_place(page: Page, site: str) -> None:
    page.goto(f"{site}/places/")
    link = page.locator('main a[href="/places/E08900002/"]')
    name = link.inner_text()
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    page.get_by_role("link", name="People in work", exact=True).click()
    expect(page).to_have_url(f"{site}/places/E08900002/work/")
    expect(page.locator(".rw-eyebrow")).to_contain_text(name)


def test_drawing_another_place_beside_keeps_it_in_the_address(page: Page, site: str) -> None:
    page.goto(f"{site}/indicators/work/")
    page.get_by_text("Choose whom to compare with").click()
    page.get_by_role("checkbox", name="The North").uncheck()
    page.get_by_role("checkbox", name="Places like us").check()
    page.get_by_label("Any other place").fill("toyham 3")
    page.get_by_role("button", name="Compare").click()
    expect(page).to_have_url(f"{site}/indicators/work/?with=E92000001&with=neighbours&with=toyham+3")
    for name in ("England", "Places like us", "Toyham 3"):
        expect(page.locator("figure#trend svg text", has_text=name).first).to_be_visible()
    expect(page.locator("figure#trend .rw-spread").first).to_be_attached()
    expect(page.get_by_role("checkbox", name="Toyham 3")).to_be_checked()


def test_more_than_three_have_a_chart_each_and_the_choice_goes_along(page: Page, site: str) -> None:
    asked = "&".join(f"with=E089000{n:02d}" for n in (2, 3, 4, 5))
    page.goto(f"{site}/indicators/work/?{asked}")
    each = page.get_by_role("region", name="Northport beside each, on one scale")
    expect(each.get_by_role("img")).to_have_count(4)
    first = {chart.locator(".rw-tick").first.text_content() for chart in each.get_by_role("img").all()}
    assert len(first) == 1, "the charts do not share a scale"
    page.locator("dt", has_text="The same number elsewhere").locator("+ dd").get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(r"/places/E0890000\d/work/\?with=E08900002&with=E08900003"))


def test_the_first_tab_stop_skips_to_the_content(page: Page, site: str) -> None:
    page.goto(f"{site}/indicators/work/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to main content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.url.endswith("#main-content")
    page.keyboard.press("Tab")
    inside = page.evaluate("document.querySelector('main').contains(document.activeElement)")
    assert inside


def test_everything_that_opens_opens_by_keyboard(page: Page, site: str) -> None:
    page.goto(f"{site}/indicators/work/")
    for summary in page.locator("summary").all():
        summary.focus()
        page.keyboard.press("Enter")
        expect(summary.locator("xpath=..")).to_have_attribute("open", "")


def test_a_wrong_address_leads_on(page: Page, site: str) -> None:
    answer = page.goto(f"{site}/indicators/nothing/")
    assert answer is not None
    assert answer.status == 404
    page.get_by_role("link", name="Go to the first page").click()
    expect(page).to_have_url(f"{site}/")


def test_a_promise_answers_in_short_and_leads_to_each_part(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{site}/priorities/1.2/")
    short = page.get_by_role("navigation", name="In short")
    expect(short.get_by_role("link")).to_have_count(7)
    for question, part in (("Getting better?", "evidence"), ("What does it cost?", "money")):
        short.get_by_role("link", name=question).click()
        expect(page).to_have_url(f"{site}/priorities/1.2/#{part}")
        expect(page.locator(f"#{part}")).to_be_in_viewport()


def test_tables_are_tables_on_a_phone_too(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(site)
    table = page.get_by_role("table").first
    assert table.get_by_role("rowheader").count() == 2
    assert table.get_by_role("columnheader").count() == 6


def test_the_heading_of_an_indicator_names_the_measure(page: Page, site: str) -> None:
    page.goto(f"{site}/indicators/work/")
    expect(
        page.get_by_role("heading", level=1, name=re.compile("^People in work, Northport ?: Better"))
    ).to_be_visible()
