"""Maps and gaps taken elsewhere: named, told in a sentence, drawn alone, and framed without a way astray."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from xml.etree import ElementTree

import polars as pl
import pytest
from django.http import HttpResponse
from toy_city import CITY, COUNCILS, COUNTRY, REGION

from ropewalk.figures.inputs import Style
from ropewalk.findings.inequality.columns import GAPS, GROUPS, NEIGHBOURHOODS, Inside
from ropewalk.findings.outlines import Layer, Outline, Outlines
from ropewalk.publish.website import addresses, gap, held
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.mapped import AUTHORITY
from ropewalk.publish.website.mapped_figures import Held
from ropewalk.publish.website.mapped_words import COUNCILS as AREAS
from ropewalk.publish.website.mapped_words import said
from ropewalk.publish.website.pages import figure
from ropewalk.publish.website.taken import many
from ropewalk.publish.website.taken.figures import names_of, taken

Get = Callable[..., HttpResponse]
COUNCIL_MAP = "work", CITY, "map-councils"
GAP = "work", CITY, "gap"


def _outline(kind: str, code: str, at: int) -> Outline:
    box = 10 * at, 0, 10 * at + 9, 9
    return Outline(kind, code, code, "", f"M{box[0]} 0h9v9h-9z", box[0] + 4, 4, *box, ())


@pytest.fixture
def drawn(account: Account, monkeypatch: pytest.MonkeyPatch) -> Iterator[Account]:
    """The account with boundaries: its councils as squares in a row, its region round them."""
    places = {
        AUTHORITY: {code: _outline(AUTHORITY, code, at) for at, code in enumerate(COUNCILS)},
        "region": {REGION: _outline("region", REGION, 0)},
    }
    layers = {kind: Layer(kind=kind, title=kind, unit=1.0, sources=()) for kind in places}
    monkeypatch.setitem(account.__dict__, "outlines", Outlines(places, layers))
    # Maps are kept for as long as an account stays what it is; here its boundaries come and go.
    monkeypatch.setattr(many, "_council_maps", many._council_maps.__wrapped__)
    return account


@pytest.fixture
def with_gap(account: Account, monkeypatch: pytest.MonkeyPatch) -> Account:
    """The account with a gap inside the city, in fifths."""
    row = {"indicator": "work", "place": CITY, "ranking": "imd-score", "groups": 5, "period": "2023"} | {
        "slope_index": -6.0,
        "lower": -9.0,
        "upper": -3.0,
        "p_value": 0.001,
        "verdict": "worse",
        "direction": "cannot say",
        "method": "",
        "reasons": "",
        "neighbourhoods": 50,
        "sentence": "In the fifth where most are short of money, it is 60%. The gap is real.",
    }
    groups = [
        {"indicator": "work", "place": CITY, "period": "2023", "groups": 5, "group": at, "neighbourhoods": 10}
        | {"people": 100.0, "value": 58.0 + at, "lower": 57.0 + at, "upper": 59.0 + at}
        for at in range(1, 6)
    ]
    found = Inside(
        pl.DataFrame([row], schema=GAPS),
        pl.DataFrame(groups, schema=GROUPS),
        pl.DataFrame(schema=NEIGHBOURHOODS),
    )
    monkeypatch.setitem(gap.RANKINGS, "imd-score", (gap.WHERE, *gap.RANKINGS.get("imd-score", ("",))[1:]))
    nothing = held.gaps
    monkeypatch.setattr(
        held, "gaps", lambda a, code, at: found if (code, at) == ("work", CITY) else nothing(a, code, at)
    )
    return account


def test_a_map_and_a_gap_have_names_where_they_are_held(drawn: Account, with_gap: Account) -> None:
    assert {"map-councils", "gap"} <= set(names_of(drawn, "work", CITY))
    assert taken(drawn, "work", COUNTRY, "gap") is None
    assert taken(drawn, "work", CITY, "map-neighbourhoods") is None


def test_without_boundaries_there_is_no_map(account: Account) -> None:
    assert taken(account, *COUNCIL_MAP) is None


@pytest.mark.parametrize("key", [COUNCIL_MAP, GAP])
def test_page_frame_drawing_and_picture_say_the_same(
    get: Get, drawn: Account, with_gap: Account, key
) -> None:
    found = taken(drawn, *key)
    assert found is not None
    assert found.headline
    for address in (addresses.figure(*key), addresses.embed(*key)):
        text = get(address).content.decode()
        assert found.headline in text
        assert "<table" in text
    alone = get(addresses.figure_drawing(*key)).content.decode()
    ElementTree.fromstring(alone)  # noqa: S314 - ours
    assert not re.search(r"<a\b|href=|var\(|color-mix", alone)
    assert get(addresses.figure_card(*key)).content[:8] == b"\x89PNG\r\n\x1a\n"


def test_a_map_says_what_most_places_are_and_names_no_end(drawn: Account) -> None:
    found = taken(drawn, *COUNCIL_MAP)
    assert found is not None
    judged = re.fullmatch(r"Worse than .+: (\d+) of (\d+) council areas\. Better: (\d+)\.", found.said)
    halved = re.fullmatch(r"Half of (\d+) council areas are between \S+ and \S.*\.", found.said)
    assert (judged or halved) is not None
    assert int(judged[2] if judged else halved[1]) == len(COUNCILS)  # type: ignore[index]


def test_a_map_speaks_of_the_places_that_it_draws_and_of_no_others() -> None:
    values = {"A": 1.0, "B": 2.0, "C": 3.0, "D": 4.0, "W": 99.0}
    verdicts = {"A": "worse", "B": "better", "C": "worse", "D": "not distinguishable", "W": "worse"}
    known = Held(values, {}, {}, verdicts, "England", Style(unit="%", decimals=0))
    assert said(AREAS, known, "ABCD") == (
        "Worse than England by more than chance explains: 2 of 4 council areas. Better: 1."
    )
    assert (
        said(AREAS, replace(known, verdicts={}), "ABCD") == "Half of 4 council areas are between 1% and 3%."
    )
    assert said(AREAS, replace(known, verdicts={}, values=dict.fromkeys("ABC", 1.0)), "ABC") == ""


def test_the_numbers_of_a_map_are_those_of_its_places(get: Get, drawn: Account) -> None:
    rows = list(csv.DictReader(io.StringIO(get(addresses.figure_data(*COUNCIL_MAP)).content.decode())))
    assert {row["place"] for row in rows} == set(COUNCILS)
    assert len({row["period"] for row in rows}) == 1


def test_the_numbers_of_a_gap_are_those_of_its_groups(get: Get, with_gap: Account) -> None:
    rows = list(csv.DictReader(io.StringIO(get(addresses.figure_data(*GAP)).content.decode())))
    assert [row["group"] for row in rows] == ["1", "2", "3", "4", "5"]


def test_what_is_on_a_framed_map_leads_out_of_the_frame(get: Get, drawn: Account) -> None:
    framed = get(addresses.embed(*COUNCIL_MAP)).content.decode()
    links = re.findall(r"<a [^>]*>", framed)
    assert len(links) > len(COUNCILS)
    assert all('target="_top"' in link for link in links)


def test_numbers_that_would_bury_the_page_wait_until_they_are_asked_for(
    get: Get, drawn: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = addresses.figure(*COUNCIL_MAP)
    opened = '<details class="rw-details" open>'
    assert opened in get(at).content.decode()
    monkeypatch.setattr(figure, "SHORT", len(COUNCILS) - 1)
    assert opened not in get(at).content.decode()


def test_the_map_s_page_offers_it(get: Get, drawn: Account) -> None:
    text = get(addresses.map_of("work")).content.decode()
    found = taken(drawn, *COUNCIL_MAP)
    assert found is not None
    assert f'<p class="rw-lead">{found.said}</p>' in text
    assert f'href="{addresses.figure(*COUNCIL_MAP)}"' in text
    assert addresses.embed(*COUNCIL_MAP) in text


def test_the_indicator_s_page_offers_the_gap(get: Get, with_gap: Account) -> None:
    text = get("/indicators/work/").content.decode()
    assert f'href="{addresses.figure(*GAP)}"' in text
