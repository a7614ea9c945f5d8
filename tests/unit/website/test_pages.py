"""Every page of the toy city: what it says, what it leads to, what it costs."""

import re
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ropewalk.publish.website import addresses
from ropewalk.publish.website.account import Account

Get = Callable[..., HttpResponse]

CITY = "E08900001"
WORK = "work"
OTHER = "E08900002"
PAGES = {
    "home": "/",
    "aim": "/aims/1/",
    "priority": "/priorities/1.1/",
    "priority without evidence": "/priorities/1.2/",
    "measures": "/indicators/",
    "indicator": "/indicators/work/",
    "indicator with a chosen place": f"/indicators/work/?with={OTHER}",
    "indicator with breakdowns": "/indicators/early-deaths/",
    "indicator each month": "/indicators/queues/",
    "indicator with few points": "/indicators/weight/",
    "places": "/places/",
    "city": f"/places/{CITY}/",
    "place": f"/places/{OTHER}/",
    "country": "/places/E92000001/",
    "indicator elsewhere": f"/places/{OTHER}/{WORK}/",
    "sources": "/sources/",
    "source": "/sources/toys-work/",
    "values": "/values/",
    "changes": "/changes/",
    "first revision": "/changes/1/",
    "revision": "/changes/5/",
    "about": "/about/",
    "search": "/search/",
    "results": "/search/?q=jobs",
    "no results": "/search/?q=zebra",
}
MOST_QUERIES = 10


class Seen(HTMLParser):
    """What a page has: links, ids, headings, tags left open."""

    VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: Counter[str] = Counter()
        self.targets: list[str] = []
        self.headings: list[int] = []
        self.styles: list[str] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.links += [given["href"]] if tag == "a" else []
        self.ids.update([given["id"]] if "id" in given else [])
        for name in ("aria-labelledby", "aria-describedby", "for"):
            self.targets += given.get(name, "").split()
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        foreign = tag == "script" and not given.get("src", "").startswith("/static/")
        if foreign or "style" in given or any(name.startswith("on") for name in given):
            self.styles.append(f"{tag} {given}")
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in self.VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open[-1] == tag, f"</{tag}> closes <{self.open[-1]}>"
        self.open.pop()


def read(get: Get, address: str) -> str:
    answer = get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES.keys())
def test_each_page_is_whole(get: Get, address: str) -> None:
    text = read(get, address)
    seen = Seen(text)
    assert seen.open == []
    assert seen.headings.count(1) == 1
    assert seen.headings[0] == 1
    steps = [b - a for a, b in zip(seen.headings, seen.headings[1:], strict=False)]
    assert max(steps, default=0) <= 1, f"a heading level is skipped: {seen.headings}"
    assert [name for name, times in seen.ids.items() if times > 1] == []
    assert [name for name in seen.targets if name not in seen.ids] == []
    assert not re.search(r'action=""|<(?:table|t[hdr]|thead|tbody)[^>]* role=', text), "not valid HTML"
    assert seen.styles == [], "the content security policy would refuse these"


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES.keys())
def test_each_page_costs_few_queries(get: Get, address: str) -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        read(get, address)
    assert len(queries) <= MOST_QUERIES, [query["sql"] for query in queries]


def test_every_link_leads_somewhere(get: Get) -> None:
    waiting, seen = ["/"], {"/"}
    while waiting:
        address = waiting.pop()
        answer = get(address)
        assert answer.status_code == 200, address
        if not answer["Content-Type"].startswith("text/html"):
            continue
        for link in Seen(answer.content.decode()).links:
            target = link.partition("#")[0]
            if target.startswith("/") and target not in seen:
                seen.add(target)
                waiting.append(target)
    kinds = {address.split("/")[1] for address in seen}
    assert {"aims", "priorities", "indicators", "places", "sources", "values", "about"} <= kinds


def test_home_counts_with_denominator_and_false_alarms(get: Get, account: Account) -> None:
    text = read(get, "/")
    assert "Is life in Northport getting better?" in text
    assert f"{account.headlines.height} measures" in text
    assert "false alarm" in text
    assert "What changed since last time" in text
    assert "/aims/1/" in text
    assert "/aims/2/" in text


def test_a_priority_shows_all_four_strands_and_what_is_not_held(get: Get) -> None:
    text = read(get, "/priorities/1.2/")
    for strand in ("Evidence:", "Money:", "Delivery:", "Voice:"):
        assert strand in text
    assert "Patents" in text
    assert "They would show new ideas." in text
    assert "Director of Growth" in text


def test_an_indicator_leads_with_what_is_found(get: Get, account: Account) -> None:
    found = account.library.findings(place=CITY, indicator="work", question="direction", headline_only=True)
    sentence = found["sentence"][0]
    text = read(get, "/indicators/work/")
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", text, re.DOTALL)
    assert heading is not None
    named, _, message = re.sub(r"<[^>]*>", "", heading[1]).partition(": ")
    assert named == "People in work, Northport"
    assert sentence.startswith(message.strip().replace("&#39;", "'"))


def test_each_figure_leads_to_file_hash_and_row(get: Get, account: Account) -> None:
    text = read(get, "/indicators/work/")
    series = account.library.series("work", [CITY])
    file, row = series.select("file", "row").row(-1)
    assert file in text
    assert f'<td class="rw-n">{row}</td>' in text
    for one in account.origins["toys-work"].files:
        assert one.sha256 in text


def test_a_source_tells_its_files_loads_and_rows_left_out(get: Get, account: Account) -> None:
    text = read(get, "/sources/toys-work/")
    assert account.origins["toys-work"].files[0].sha256 in text
    assert 'href="/indicators/work/"' in text
    assert "Rows left out" in text


def test_another_place_is_shown_without_the_city_s_plan(get: Get, account: Account) -> None:
    text = read(get, f"/places/{OTHER}/")
    assert account.names[OTHER] in text
    assert f'href="/places/{OTHER}/{WORK}/"' in text
    assert "did not choose them" in text


def test_a_chosen_place_is_drawn_and_a_made_up_one_is_not(get: Get, account: Account) -> None:
    plain = read(get, "/indicators/work/")
    drawn = read(get, f"/indicators/work/?with={OTHER}")
    assert "Toyham 2" not in plain.partition('<svg class="rw-chart')[2].partition("</svg>")[0]
    assert "Toyham 2" in drawn.partition('<svg class="rw-chart')[2].partition("</svg>")[0]
    made_up = read(get, "/indicators/work/?with=<script>alert</script>")
    assert "<script>alert" not in made_up
    assert "We do not know 1 place that you asked for" in made_up


def test_search_finds_by_everyday_words(get: Get) -> None:
    text = read(get, "/search/?q=jobs")
    assert 'href="/indicators/work/"' in text
    assert "We found nothing with these words" in read(get, "/search/?q=zebra")


def test_what_a_reader_types_is_escaped(get: Get) -> None:
    text = read(get, '/search/?q=<script>alert("x")</script>')
    assert '<script>alert("x")' not in text
    assert "&lt;script&gt;" in text
    assert text.count("<script") == 1, "our own file, named in the page's head"
    assert "&lt;script&gt;" in text
    assert get("/search/?q=%00%ff").status_code == 200
    assert get("/search/?q=" + "x" * 5000).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/nothing/",
        "/aims/9/",
        "/priorities/9.9/",
        "/indicators/nothing/",
        "/places/E99999999/",
        "/places/E99999999/work/",
        f"/places/{OTHER}/nothing/",
        "/sources/nothing/",
        "/indicators/nothing/observations.csv",
        "/places/E99999999/work/findings.csv",
        "/indicators/..%2f..%2fetc/",
        "/places/%00/",
    ],
)
def test_what_is_not_there_is_said_kindly(get: Get, address: str) -> None:
    answer = get(address)
    assert answer.status_code == 404
    assert "We cannot find that page" in answer.content.decode()


def test_downloads_have_the_exchange_columns(get: Get, account: Account) -> None:
    lines = read(get, "/indicators/work/observations.csv").splitlines()
    assert lines[0] == "indicator,place,period,breakdown,value,lower,upper,numerator,denominator,state"
    assert len(lines) - 1 == account.library.series("work", list(account.places)).height
    own = read(get, f"/places/{OTHER}/{WORK}/observations.csv").splitlines()
    assert 1 < len(own) < len(lines)
    assert all(f",{OTHER}," in line for line in own[1:])
    head = read(get, "/indicators/work/findings.csv").partition("\n")[0]
    assert head.startswith("indicator,place,breakdown,question,comparator,verdict,")


def test_an_unchanged_page_is_not_sent_again(get: Get) -> None:
    first = get("/indicators/work/")
    again = get("/indicators/work/", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = get("/indicators/weight/", headers={"If-None-Match": first["ETag"]})
    assert other.status_code == 200


def test_readers_get_no_cookie_and_strict_headers(get: Get) -> None:
    answer = get("/")
    assert not answer.cookies
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert "max-age=" in answer["Cache-Control"]
    assert "public" in answer["Cache-Control"]


def test_pages_are_for_reading_only(account: Account) -> None:
    client = Client(HTTP_HOST="localhost")
    assert client.head("/").status_code == 200
    assert client.post("/").status_code == 405
    assert client.delete("/indicators/work/").status_code == 405


def test_a_strange_host_is_not_answered() -> None:
    assert Client(HTTP_HOST="evil.example").get("/").status_code == 400


def test_the_brand_is_the_council_s(get: Get, account: Account) -> None:
    answer = get("/brand.css")
    assert answer["Content-Type"].startswith("text/css")
    assert account.city.brand.colour in answer.content.decode()


def test_addresses_lead_to_their_pages(get: Get) -> None:
    for address in (
        addresses.aim("1"),
        addresses.priority("1.1"),
        addresses.indicator("work"),
        addresses.indicator("work", OTHER),
        addresses.observations("work", OTHER),
        addresses.findings("work"),
        addresses.place(OTHER),
        addresses.source("toys-work"),
        addresses.search("jobs & homes"),
    ):
        assert get(address).status_code == 200, address


@pytest.mark.parametrize("address", ["/", "/search/", "/compare/", "/neighbourhood/", "/indicators/work/"])
def test_a_copy_of_files_has_no_form(get: Get, settings, address: str) -> None:
    assert "<form" in get(address).content.decode()
    settings.ASKS = False
    assert "<form" not in get(address).content.decode()
