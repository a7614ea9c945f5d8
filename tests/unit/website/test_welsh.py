"""The account in Welsh: every page, under its own address, leading from Welsh page to Welsh page."""

import html
import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from django.http import HttpResponse

from ropewalk.publish.website.urls import FILES

Get = Callable[..., HttpResponse]

PAGES = (
    *("/", "/aims/1/", "/priorities/1.1/", "/priorities/1.2/", "/indicators/", "/indicators/work/"),
    *("/indicators/early-deaths/", "/indicators/queues/", "/indicators/weight/", "/places/"),
    *("/places/E08900001/", "/places/E08900002/", "/places/E92000001/", "/places/E08900002/work/"),
    *("/sources/", "/sources/toys-work/", "/values/", "/changes/", "/changes/5/", "/about/"),
    *("/search/", "/search/?q=jobs", "/search/?q=zebra"),
)
SAME_IN_EVERY_LANGUAGE = re.compile(r"/static/|/brand\.css|.*\.csv$|/data/|/releases/|/api/")


@pytest.mark.parametrize("address", PAGES)
def test_each_page_is_there_in_welsh_and_leads_to_welsh_pages(get: Get, address: str) -> None:
    answer = get(f"/cy{address}")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert answer["Content-Language"] == "cy"
    assert '<html lang="cy"' in text
    body = text[text.index("<body") :]
    switch = re.search(
        r'<a class="rw-language" href="([^"]+)" hreflang="en-GB" lang="en-GB">English</a>', body
    )
    assert switch
    assert switch[1] == address
    links = set(re.findall(r'(?:href|action)="(/[^"]*)"', body)) - {switch[1]}
    assert not {
        link for link in links if not link.startswith("/cy/") and not SAME_IN_EVERY_LANGUAGE.match(link)
    }


class Attributes(HTMLParser):
    """Every value of an attribute, and every text outside the body that a browser would show."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.values: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.values += [value or "" for name, value in attrs]


@pytest.mark.parametrize("address", PAGES)
def test_no_mark_up_of_english_gets_into_an_attribute_or_is_shown_as_text(get: Get, address: str) -> None:
    text = get(f"/cy{address}").content.decode()
    assert not [value for value in Attributes(text).values if "<" in value or "span" in value]
    assert "&lt;span" not in text


@pytest.mark.parametrize("address", PAGES)
def test_each_page_in_english_offers_itself_in_welsh_and_stays_english(get: Get, address: str) -> None:
    text = get(address).content.decode()
    path = address.partition("?")[0]
    assert '<html lang="en-GB"' in text
    assert f'href="/cy{address}" hreflang="cy" lang="cy">Cymraeg</a>' in text
    assert f'<link rel="alternate" hreflang="cy" href="http://localhost/cy{path}">' in text
    assert f'<link rel="alternate" hreflang="x-default" href="http://localhost{path}">' in text
    assert text.count("/cy/") == 2
    assert ' lang="en"' not in text
    assert "Draft" not in text


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("/search/?utm=1&q=jobs+%26+pay", "/search/?q=jobs+%26+pay"),
        ("/neighbourhood/?q=port&q2=x", "/neighbourhood/?q=port"),
        (
            "/indicators/work/?with=E92000001&x=1&with=here",
            "/indicators/work/?with=E92000001&with=here",
        ),
        (
            "/compare/?measure=work&place=E08900003&place=E08900001&y=2",
            "/compare/?place=E08900003&place=E08900001&measure=work",
        ),
        ("/changes/?page=1&z=3", "/changes/"),
        ("/values/?q=jobs", "/values/"),
    ],
)
def test_the_switch_keeps_what_the_reader_picked_and_nothing_else(get: Get, asked: str, kept: str) -> None:
    for there, back in (("", "/cy"), ("/cy", "")):
        text = get(there + asked).content.decode()
        (switch,) = re.findall(r'<a class="rw-language" href="([^"]+)"', text)
        assert html.unescape(switch) == back + kept
    assert get(kept).status_code == 200


def test_a_welsh_page_says_that_a_machine_drafted_it_and_whom_to_tell(get: Get) -> None:
    text = get("/cy/values/").content.decode()
    assert "Peiriant a ddrafftiodd" in text
    assert 'href="#contact"' in text
    assert 'id="contact"' in text


@pytest.mark.parametrize("address", ["/cy/nothing/", "/cy/priorities/9.9/", "/cy/changes/99/"])
def test_what_is_not_there_is_not_there_in_welsh(get: Get, address: str) -> None:
    answer = get(address)
    assert answer.status_code == 404
    text = answer.content.decode()
    assert '<html lang="cy"' in text
    assert "Ni allwn ddod o hyd i’r dudalen honno" in text
    assert 'href="/cy/"' in text


def test_the_two_languages_are_two_answers(get: Get) -> None:
    english, welsh = get("/values/"), get("/cy/values/")
    assert english["ETag"] != welsh["ETag"]


def test_an_address_without_its_last_stroke_is_put_right_in_its_language(get: Get) -> None:
    assert get("/cy/values")["Location"] == "/cy/values/"


def test_a_download_has_one_address(get: Get) -> None:
    assert get("/indicators/work/findings.csv").status_code == 200
    assert get("/cy/indicators/work/findings.csv").status_code == 404
    assert "findings" in {pattern.name for pattern in FILES}
