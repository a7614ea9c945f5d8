"""oEmbed: only our own addresses, in the two forms, within the room that is there."""

import re
from collections.abc import Callable
from html import unescape
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from django.http import HttpResponse
from toy_city import CITY

Get = Callable[..., HttpResponse]
HERE = "http://localhost"
FIGURE = f"{HERE}/figures/work/{CITY}/trend/"


def ask(get: Get, url: str, **more: str) -> HttpResponse:
    return get(f"/oembed?{urlencode({'url': url, **more})}")


@pytest.mark.parametrize("url", [FIGURE, f"{HERE}/indicators/work/", f"{HERE}/embed/work/{CITY}/trend/"])
def test_a_figure_is_a_frame(get: Get, url: str) -> None:
    told = ask(get, url).json()
    assert (told["type"], told["version"]) == ("rich", "1.0")
    src = re.search(r'src="([^"]+)"', told["html"])
    assert src
    assert src[1] == f"{HERE}/embed/work/{CITY}/trend/"
    assert get(src[1].removeprefix(HERE)).status_code == 200
    assert get(told["thumbnail_url"].removeprefix(HERE)).status_code == 200


@pytest.mark.parametrize("path", ["/", "/priorities/1.1/", f"/places/{CITY}/"])
def test_a_page_without_a_figure_is_a_link_with_its_picture(get: Get, path: str) -> None:
    told = ask(get, HERE + path).json()
    assert told["type"] == "link"
    assert get(told["thumbnail_url"].removeprefix(HERE)).status_code == 200


def test_a_frame_fits_the_room_that_is_there(get: Get) -> None:
    small, wide = ask(get, FIGURE, maxwidth="400").json(), ask(get, FIGURE, maxwidth="5000").json()
    assert (small["width"], wide["width"]) == (400, 720)
    assert small["height"] > wide["height"]
    assert ask(get, FIGURE, maxwidth="100").json()["width"] == 320  # narrower than that nobody can read it
    assert ask(get, FIGURE, maxheight="300").json()["height"] == 300


def test_xml_says_what_json_says(get: Get) -> None:
    told, answer = ask(get, FIGURE).json(), ask(get, FIGURE, format="xml")
    assert answer["Content-Type"] == "text/xml; charset=utf-8"
    found = {each.tag: each.text for each in ElementTree.fromstring(answer.content)}  # noqa: S314 - our own
    assert found == {name: str(value) for name, value in told.items()}


@pytest.mark.parametrize(
    "url",
    [
        *(
            "https://example.org/figures/work/E08900001/trend/",
            "ftp://localhost/",
            "http://[",
            "//localhost/",
        ),
        *(f"{HERE}/sources/", f"{HERE}/indicators/nothing/", f"{HERE}/priorities/9.9/", "nonsense"),
        *(f"{HERE}/figures/work/{CITY}/nothing/", f"{HERE}@evil.example/", f"{HERE}:81/"),
    ],
)
def test_nothing_is_shown_of_any_other_address(get: Get, url: str) -> None:
    assert ask(get, url).status_code == 404


def test_what_cannot_be_read_is_refused(get: Get) -> None:
    assert get("/oembed").status_code == 400
    assert ask(get, FIGURE, maxwidth="wide").status_code == 400
    assert ask(get, FIGURE, maxwidth="0").status_code == 400
    assert ask(get, FIGURE, maxheight="-3").status_code == 400
    assert ask(get, "x" * 3000).status_code == 400
    assert ask(get, FIGURE, format="yaml").status_code == 501


def test_a_figure_s_page_says_where_to_ask(get: Get) -> None:
    text = get(FIGURE.removeprefix(HERE)).content.decode()
    for kind in ("application/json", "text/xml"):
        found = re.search(rf'type="{kind}\+oembed" href="([^"]+)"', text)
        assert found
        assert get(found[1].replace("&amp;", "&").removeprefix(HERE)).status_code == 200


DISCOVERED = re.compile(r'<link rel="alternate" type="(?:application/json|text/xml)\+oembed" href="([^"]+)"')


@pytest.mark.parametrize(
    "path",
    ["/", "/priorities/1.1/", "/cy/priorities/2.1/", f"/places/{CITY}/", "/indicators/work/",
     f"/figures/work/{CITY}/trend/", "/places/E08900002/work/"],
)  # fmt: skip
def test_a_page_that_can_be_shown_elsewhere_says_where_to_ask(get: Get, path: str) -> None:
    found = DISCOVERED.findall(get(path).content.decode())
    assert len(found) == 2
    for address in found:
        assert get(unescape(address).removeprefix(HERE)).status_code == 200


@pytest.mark.parametrize("path", ["/values/", "/indicators/weight/"])
def test_a_page_of_which_nothing_can_be_shown_names_no_place_to_ask(get: Get, path: str) -> None:
    found = DISCOVERED.findall(get(path).content.decode())
    assert [get(unescape(one).removeprefix(HERE)).status_code for one in found] in ([], [200, 200])
