"""A map says no more than is known, is read without colour, and keeps its links out of the tab order."""

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ropewalk.figures.choropleth import Shape, choropleth
from ropewalk.figures.inputs import Figure, Style, Table
from ropewalk.figures.map_steps import STEPS, by_share, by_tenth, by_verdict, with_states

STYLE = Style(unit="%", decimals=1)
NAMES = ["Ash & Elm", "Beech", "Cedar", "Dogwood"]
CODES = ["A", "B", "C", "D"]
VERDICTS = {"A": "better", "B": "worse", "C": "not distinguishable", "D": "cannot say"}


def _shapes() -> list[Shape]:
    return [
        Shape(
            code,
            name,
            f"M{at} 0l10 0 0 10z",
            at + 5,
            5,
            (at, 0, at + 10, 10),
            f"/places/{code}/",
            f"{name}: 5%",
        )
        for at, (code, name) in zip(range(0, 40, 10), zip(CODES, NAMES, strict=True), strict=True)
    ]


def _drawn(**more: object) -> Figure:
    given = {"classed": by_verdict(VERDICTS, "the average"), **more}
    return choropleth(  # type: ignore[misc]
        _shapes(),
        given.pop("classed"),  # type: ignore[arg-type]
        name="map",
        title="A <map>",
        description="Four places.",
        behind=lambda: Table("A", ("Place",), tuple((name,) for name in NAMES)),
        **given,  # type: ignore[arg-type]
    )


def test_the_drawing_is_well_formed_and_has_a_title_and_a_description() -> None:
    root = ET.fromstring(_drawn(reader="B").svg)  # noqa: S314 - our own text
    image = root[0]
    assert image.get("role") == "img"
    assert [one.text for one in image[:2]] == ["A <map>", "Four places."]
    assert {one.get("id") for one in image[:2]} == set(image.get("aria-labelledby", "").split())


def test_every_place_is_drawn_once_and_links_to_its_page() -> None:
    root = ET.fromstring(_drawn().svg)  # noqa: S314
    links = list(root.iter("a"))
    assert sorted(link.get("href", "") for link in links) == [f"/places/{code}/" for code in CODES]
    assert sorted(link[0].get("d", "") for link in links) == sorted(shape.path for shape in _shapes())
    assert sorted(link[0][0].text or "" for link in links) == [f"{name}: 5%" for name in NAMES]


def test_links_are_for_pointing_and_stand_hidden_out_of_the_tab_order() -> None:
    root = ET.fromstring(_drawn().svg)  # noqa: S314
    assert [link.get("tabindex") for link in root.iter("a")] == ["-1"] * 4
    assert root[1].get("aria-hidden") == "true"
    assert not list(root[0].iter("a"))


def test_no_class_needs_colour() -> None:
    """Verdicts: each but the two shades that differ in darkness has a pattern, and no two are alike."""
    classes = by_verdict(VERDICTS, "the average").classes
    assert [look.pattern for look in classes] == ["lines", "", "", "crosses"]
    svg = _drawn().svg
    assert svg.count("<pattern") == 4  # on the map and in the legend
    assert 'fill="url(#map-lines)"' in svg
    assert 'fill="url(#map-lines-key)"' in svg


def test_nothing_is_styled_inline() -> None:
    assert not re.search(r"<style|style=|<script|on\w+=", _drawn(reader="A").svg)


def test_the_legend_names_the_classes_that_occur_with_their_counts() -> None:
    words = re.findall(r'rw-map-word"[^>]*>([^<]+)<', _drawn().svg)
    assert words == ["Worse: 1", "No clear difference: 1", "Better: 1", "Cannot say: 1"]


def test_the_readers_place_is_outlined_and_named() -> None:
    svg = _drawn(reader="A").svg
    assert 'class="rw-map-reader" d="M0 0l10 0 0 10z"' in svg
    assert ">Ash &amp; Elm</text>" in svg
    assert "rw-map-reader" not in _drawn(reader="elsewhere").svg


def test_hidden_and_absent_are_told_apart_from_measured_and_from_each_other() -> None:
    classed = with_states(
        by_share({"A": 0.0, "B": 3.0}, STYLE), {"C": "suppressed", "D": "not available"}, CODES
    )
    looks = {code: classed.classes[at] for code, at in classed.of.items()}
    assert looks["C"].label.startswith("Hidden")
    assert looks["D"].label == "No figure held"
    assert len({(look.css, look.pattern) for look in looks.values()}) == 4


def test_tenths_are_told_as_tenths() -> None:
    classed = by_tenth({str(n): float(n) for n in range(1, 11)})
    labels = [classed.classes[classed.of[str(n)]].label for n in range(1, 11)]
    assert labels[:3] == ["Group 1 of 10", "Group 2 of 10", "Groups 3 and 4 of 10"]
    assert labels[9] == "Groups 9 and 10 of 10"
    assert len(classed.classes) <= 7


@given(st.dictionaries(st.text("abcdef", min_size=1), st.integers(0, 40).map(float), min_size=1))
def test_shares_part_no_equals_and_keep_the_order(values: dict[str, float]) -> None:
    classed = by_share(values, STYLE)
    assert set(classed.of) == set(values)
    assert 1 <= len(classed.classes) <= STEPS
    assert set(classed.of.values()) == set(range(len(classed.classes)))
    for one, low in values.items():
        for other, high in values.items():
            assert classed.of[one] == classed.of[other] or (low < high) == (
                classed.of[one] < classed.of[other]
            )
    assert len({look.css for look in classed.classes}) == len(classed.classes)


def test_shares_hold_about_as_many_places_each() -> None:
    classed = by_share({str(n): float(n) for n in range(100)}, STYLE)
    assert [list(classed.of.values()).count(at) for at in range(STEPS)] == [20] * STEPS
    assert classed.classes[0].label == "0.0% to 19.0%"


@pytest.mark.parametrize("at", [0, 3])
def test_a_name_at_the_rim_stays_inside_the_drawing(at: int) -> None:
    svg = _drawn(reader=CODES[at]).svg
    x, end = re.search(r'<text x="([\d.]+)"[^>]*rw-map-name"(?: text-anchor="(\w+)")?', svg).groups()  # type: ignore[union-attr]
    assert 0 <= float(x) <= 480
    assert end in {None, "end", "middle"}
