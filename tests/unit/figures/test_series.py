"""Frames of the findings' library made into lines and dots."""

import polars as pl

from ropewalk.figures.inputs import Dot, Line, Point, style_of
from ropewalk.figures.series import dots_of, lines_by
from ropewalk.vocabulary.indicator import Indicator
from ropewalk.vocabulary.words import Frequency, Kind, Polarity

SERIES = pl.DataFrame(
    {
        "place": ["E1", "E1", "E9", "E5"],
        "period": ["2022-01-01/P1Y", "2021-01-01/P1Y", "2021-01-01/P1Y", "2021-01-01/P1Y"],
        "value": [2.0, None, 9.0, 5.0],
        "lower": [1.5, None, None, None],
        "upper": [2.5, None, None, None],
        "state": ["measured", "suppressed", "measured", "measured"],
    }
)


def test_lines_come_in_the_order_of_their_labels_with_points_in_order_of_time():
    lines = lines_by(SERIES, "place", {"E9": "England", "E1": "Ourtown", "E7": "Nowhere"})
    assert list(lines) == ["E9", "E1"]
    assert lines["E1"] == Line(
        "Ourtown",
        (
            Point("2021-01-01/P1Y", None, None, None, "suppressed"),
            Point("2022-01-01/P1Y", 2.0, 1.5, 2.5, "measured"),
        ),
    )


def test_dots_know_their_part_and_missing_values_have_none():
    latest = SERIES.filter(pl.col("period") == "2021-01-01/P1Y")
    assert dots_of(latest, {"E9": "England"}, reader="E5", country="E9") == [
        Dot("England", 9.0, None, None, "country"),
        Dot("E5", 5.0, None, None, "reader"),
    ]


def test_picked_places_know_which_line_is_theirs_and_larger_areas_are_no_dots():
    latest = SERIES.filter(pl.col("period") == "2021-01-01/P1Y")
    dots = dots_of(latest, {}, reader="", picked=["core-cities", "E5", "E9"], above=["E9"])
    assert [(dot.label, dot.role, dot.mark) for dot in dots] == [("E9", "region", 3), ("E5", "picked", 2)]


def test_style_follows_the_definition():
    indicator = Indicator(
        id="fly-tipping",
        kind=Kind.COUNT,
        polarity=Polarity.LOWER,
        frequency=Frequency.ANNUAL,
        title="Fly-tipping",
        official_title="",
        definition="",
        unit="incidents",
        decimals=0,
        polarity_reason="",
        role="contextual",
        owner="",
        producer="",
        licence="",
        source="",
        geography="",
        period_type="",
        next_expected="",
        priorities=(),
    )
    style = style_of(indicator)
    assert (style.unit, style.decimals, style.zero) == ("incidents", 0, True)
