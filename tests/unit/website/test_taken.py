"""Figures taken elsewhere: as page, data, drawing, picture and frame, each at one address, alike in words."""

import csv
import io
import re
import struct
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from django.http import HttpResponse
from toy_city import CITY, COUNTRY

from ropewalk.publish.website import addresses
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.taken import pictures
from ropewalk.publish.website.taken.figures import names_of, taken

Get = Callable[..., HttpResponse]
HERE = "http://localhost"
TREND = "work", CITY, "trend"
PART = "early-deaths", CITY, "part-sex-female"


def test_a_place_has_the_figures_that_it_has_numbers_for(account: Account) -> None:
    assert names_of(account, "work", CITY) == ("trend", "strip")
    assert names_of(account, "early-deaths", CITY) == ("trend", "strip", "part-sex-female", "part-sex-male")
    assert names_of(account, "queues", COUNTRY) == ()


@pytest.mark.parametrize("key", [TREND, ("work", CITY, "strip"), PART])
def test_page_frame_drawing_and_picture_say_the_same(get: Get, account: Account, key) -> None:
    found = taken(account, *key)
    assert found is not None
    for address in (addresses.figure(*key), addresses.embed(*key)):
        text = get(address).content.decode()
        assert found.headline in text
        assert found.rest in text
        assert "<table" in text
    drawn = ElementTree.fromstring(get(addresses.figure_drawing(*key)).content)  # noqa: S314 - ours
    words = "".join(drawn.itertext())
    assert found.figure.description in words
    assert all(word in words for word in found.said.split())


def test_the_data_of_a_figure_are_its_own_and_no_others(get: Get) -> None:
    answer = get(addresses.figure_data(*TREND))
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert {row["indicator"] for row in rows} == {"work"}
    assert {row["place"] for row in rows} == {CITY, COUNTRY, "E12000002"}
    assert {row["breakdown"] for row in rows} == {""}
    part = list(csv.DictReader(io.StringIO(get(addresses.figure_data(*PART)).content.decode())))
    assert {row["breakdown"] for row in part} == {"", "sex=female"}


@pytest.mark.parametrize("ending", ["/", ".csv", ".svg", ".png"])
@pytest.mark.parametrize(
    "key", [("work", CITY, "nothing"), ("nothing", CITY, "trend"), ("work", "E1", "trend")]
)
def test_what_is_not_there_is_not_found(get: Get, key: tuple[str, str, str], ending: str) -> None:
    assert get(f"/figures/{'/'.join(key)}{ending}").status_code == 404
    assert get(addresses.embed(*key)).status_code == 404


def test_a_drawing_stands_alone_light_and_dark(get: Get) -> None:
    answer = get(addresses.figure_drawing(*TREND))
    text = answer.content.decode()
    assert answer["Content-Type"] == "image/svg+xml"
    assert "var(" not in text
    assert "color-mix" not in text
    assert "@media (prefers-color-scheme: dark)" in text
    assert not re.search(r'(?:href|src|url)\s*[=(]\s*["\']?http', text.replace("http://www.w3.org", ""))
    light, dark = re.findall(r"\.rw-main\{[^}]*stroke:(#\w+)", text)
    assert light != dark


def test_a_picture_is_of_the_size_that_is_told(get: Get) -> None:
    for address in (
        addresses.figure_card(*TREND),
        addresses.card("home"),
        addresses.card("priority", "1.1"),
        addresses.card("place", CITY),
    ):
        answer = get(address)
        assert answer["Content-Type"] == "image/png"
        assert answer.content[:8] == b"\x89PNG\r\n\x1a\n"
        assert struct.unpack(">II", answer.content[16:24]) == (1200, 630)
    for address in (
        "/cards/nothing.png",
        "/cards/priority/9.9.png",
        "/cards/priority.png",
        "/cards/home/x.png",
    ):
        assert get(address).status_code == 404


def test_pictures_differ_where_words_do(get: Get) -> None:
    pages = [addresses.card("home"), addresses.card("priority", "1.1"), addresses.card("priority", "2.1")]
    assert len({get(page).content for page in pages}) == len(pages)


def test_a_picture_is_drawn_once_and_few_are_kept(get: Get, account: Account, monkeypatch) -> None:
    first = pictures.page_card(account, "home", "")
    monkeypatch.setattr(pictures, "_drawn", lambda *_: pytest.fail("drawn again"))
    assert pictures.page_card(account, "home", "") is first


def test_only_the_frame_may_be_framed(get: Get) -> None:
    frame, page = get(addresses.embed(*TREND)), get(addresses.figure(*TREND))
    assert "frame-ancestors *" in frame["Content-Security-Policy"]
    assert "X-Frame-Options" not in frame
    assert "default-src 'none'" in frame["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "DENY"
    text = frame.content.decode()
    assert "<nav" not in text
    assert "<script" not in text
    assert f'href="{addresses.figure(*TREND)}"' in text


@pytest.mark.parametrize(
    "address", ["/", "/priorities/1.1/", f"/places/{CITY}/", "/indicators/work/", addresses.figure(*TREND)]
)
def test_a_page_tells_how_it_is_shown_elsewhere(get: Get, address: str) -> None:
    text = get(address).content.decode()
    told = dict(re.findall(r'<meta property="(og:[\w:]+)" content="([^"]*)">', text))
    assert told["og:url"] == f"{HERE}{address}"
    assert told["og:title"]
    assert told["og:description"]
    assert told["og:image"].startswith(f"{HERE}/")
    assert get(told["og:image"].removeprefix(HERE)).status_code == 200
    assert told["og:image:alt"]


def test_a_stranger_s_name_for_us_is_not_believed(get: Get) -> None:
    assert get("/", headers={"host": "evil.example"}).status_code == 400


def test_an_indicator_s_page_offers_each_figure(get: Get) -> None:
    text = get("/indicators/work/").content.decode()
    for name in ("trend", "strip"):
        assert addresses.figure("work", CITY, name) in text
        assert f"&lt;iframe src=&#34;{HERE}{addresses.embed('work', CITY, name)}" in text
