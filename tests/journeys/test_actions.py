"""A reader asks what was done for a promise, and whether it worked."""

from playwright.sync_api import Page, expect


def test_from_a_promise_to_what_followed_an_action(page: Page, site: str) -> None:
    page.goto(f"{site}/priorities/2.1/")
    page.get_by_role("navigation", name="In short").get_by_role("link", name="What is being done?").click()
    expect(page).to_have_url(f"{site}/priorities/2.1/#delivery")
    section = page.get_by_role("region", name="Shorter queues")
    expect(section.get_by_role("heading", name="Did it work?")).to_be_visible()
    expect(section.get_by_text("No clear sign", exact=True)).to_be_visible()
    expect(section.get_by_text("That does not prove that it did nothing.")).to_be_visible()
    section.get_by_text("How this was worked out").click()
    expect(section.get_by_text("18 before, 18 after")).to_be_visible()
    section.get_by_role("link", name="Waiting time").click()
    expect(page).to_have_url(f"{site}/indicators/queues/")
