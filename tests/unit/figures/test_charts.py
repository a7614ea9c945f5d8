"""Every drawing: well formed, named, styled by class alone, escaped, and honest."""

import re
from collections.abc import Callable
from datetime import date
from xml.etree import ElementTree

import pytest

from ropewalk.figures.columns import columns, decile_bars
from ropewalk.figures.inputs import Bar, Dot, Figure, Line, Point, Style
from ropewalk.figures.line_chart import line_chart
from ropewalk.figures.position_strip import position_strip
from ropewalk.figures.small_chart import small_chart
from ropewalk.figures.verdict_bar import verdict_bar
from ropewalk.figures.verdict_marks import verdict_marks
from ropewalk.vocabulary.indicator import Break, Target

NASTY = '<b>"O\'Hara" & Co</b>'
STYLE = Style("% of people")
COUNTS = {"improving": 12, "no clear change": 23, "worsening": 1, "cannot say": 88}


def line(label: str = "Ourtown", first: float = 60.0, limits: bool = True, years: int = 12) -> Line:
    spread = 2.0 if limits else None
    return Line(
        label,
        tuple(
            Point(f"{2010 + i}-01-01/P1Y", v, v - spread if spread else None, v + spread if spread else None)
            for i, v in enumerate(first + i % 3 for i in range(years))
        ),
    )


def dots(label: str = "Ourtown") -> list[Dot]:
    others = [Dot(f"Place {i}", 50 + i % 7, role="peer" if i % 5 == 0 else "other") for i in range(40)]
    return [*others, Dot(label, 53.0, 51.0, 55.0, "reader"), Dot("England", 55.0, role="country")]


DRAWN: dict[str, Callable[[str], Figure]] = {
    "line": lambda words: line_chart(line(words), [line("England", 70)], name="a", title=words, style=STYLE),
    "small": lambda words: small_chart(
        line(words), [line("England", 70)], name="a", title=words, style=STYLE
    ),
    "strip": lambda words: position_strip(dots(words), name="a", title=words, style=STYLE, polarity="lower"),
    "columns": lambda words: columns([Bar(words, 3), Bar("B", 0)], name="a", title=words, style=STYLE),
    "deciles": lambda words: decile_bars([5, 4, 3, 2, 1, 0, 0, 0, 0, 1], name="a", title=words),
    "bar": lambda words: verdict_bar(COUNTS, name="a", title=words),
    "marks": lambda words: verdict_marks(COUNTS, name="a", title=words),
}

each = pytest.mark.parametrize("draw", DRAWN.values(), ids=DRAWN)


@each
def test_drawing_is_well_formed_and_named_for_screen_readers(draw: Callable[[str], Figure]):
    tree = ElementTree.fromstring(f"<div>{draw('Title').svg}</div>")  # noqa: S314 - our own drawing
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for svg in tree:
        assert svg.get("role") == "img"
        title, desc = svg[0], svg[1]
        assert svg.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
        assert title.text == "Title"
        assert desc.text


@each
def test_drawing_is_styled_by_class_alone(draw: Callable[[str], Figure]):
    svg = draw("Title").svg
    assert not re.search(r"\s(style|fill|stroke|color|on\w+)=", svg)
    assert "<style" not in svg
    assert "<script" not in svg


@each
def test_drawing_escapes_every_word(draw: Callable[[str], Figure]):
    svg = draw(NASTY).svg
    assert "<b>" not in svg
    assert "&lt;b&gt;" in svg


@each
def test_drawing_has_a_table_that_says_the_same(draw: Callable[[str], Figure]):
    table = draw("Title").table
    assert table.caption == "Title"
    assert table.rows
    assert all(len(row) == len(table.head) for row in table.rows)


def test_more_than_four_lines_are_refused():
    others = [line(f"Place {i}") for i in range(4)]
    with pytest.raises(ValueError, match="at most 3"):
        line_chart(line(), others, name="a", title="A", style=STYLE)
    with pytest.raises(ValueError, match="at most 3"):
        small_chart(line(), others, name="a", title="A", style=STYLE)


def test_comparators_differ_by_class_and_are_named_beside_their_line():
    svg = line_chart(line(), [line("England"), line("North")], name="a", title="A", style=STYLE).svg
    assert "rw-cmp1" in svg
    assert "rw-cmp2" in svg
    assert svg.count(">England") == 2  # once in the wide drawing, once in the narrow


def test_axis_that_does_not_start_at_nought_says_so():
    assert "not from 0" in line_chart(line(), name="a", title="A", style=STYLE).note
    counts = Style(zero=True, decimals=0)
    assert "not from 0" not in line_chart(line(), name="a", title="A", style=counts).note


def test_interval_is_drawn_and_explained():
    with_limits = line_chart(line(), name="a", title="A", style=STYLE)
    assert "rw-band" in with_limits.svg
    assert "range the true figure is likely in" in with_limits.note
    without = line_chart(line(limits=False), name="a", title="A", style=STYLE)
    assert "rw-band" not in without.svg
    assert "range" not in without.note.replace("The scale runs", "")


def test_break_is_a_labelled_rule_and_its_reason_is_told():
    declared = Break(date=date(2015, 1, 1), reason="The survey changed.")
    figure = line_chart(line(), name="a", title="A", style=STYLE, breaks=[declared])
    assert figure.svg.count("rw-break") == 2
    assert "Not comparable" in figure.svg
    assert "Break from 1 January 2015: The survey changed." in figure.note


def test_target_is_a_labelled_line():
    target = Target(value=75.0, date=date(2030, 3, 31))
    figure = line_chart(line(), name="a", title="A", style=STYLE, target=target)
    assert "rw-target" in figure.svg
    assert "Target for 2030" in figure.svg
    assert "Target: 75.0% by 31 March 2030." in figure.note


def test_gap_is_told_and_the_missing_value_is_named_in_the_table():
    points = list(line().points)
    points[4] = Point(points[4].period, None, state="suppressed")
    figure = line_chart(Line("Ourtown", tuple(points)), name="a", title="A", style=STYLE)
    assert "The line stops where there is no figure." in figure.note
    assert ("2014", "hidden", "", "Hidden, so that nobody can be picked out") in figure.table.rows


def test_series_without_any_value_is_drawn_as_nothing_known():
    empty = Line("Ourtown", (Point("2020-01-01/P1Y", None, state="suppressed"),))
    for draw in (line_chart, small_chart):
        figure = draw(empty, name="a", title="A", style=STYLE)
        assert figure.description == "Ourtown: no figure to show."
        assert "NaN" not in figure.svg
    assert line_chart(Line("Ourtown", ()), name="a", title="A", style=STYLE).table.rows == ()


def test_description_says_where_the_line_starts_and_ends():
    words = line_chart(line(), [line("England", 70)], name="a", title="A", style=STYLE).description
    assert words == (
        "Ourtown: from 60% in 2010 to 62% in 2021. "
        "The true figure is likely to be between 60% and 64%. England: 72% in 2021."
    )


def test_strip_marks_the_reader_with_an_interval_and_says_which_end_is_better():
    svg = position_strip(dots(), name="a", title="A", style=STYLE, polarity="lower").svg
    assert "rw-reader" in svg
    assert "rw-whisker" in svg
    assert "← better" in svg
    assert "better" not in position_strip(dots(), name="a", title="A", style=STYLE).svg


def test_strip_lists_places_by_name_and_never_by_rank():
    names = [row[0] for row in position_strip(dots(), name="a", title="A", style=STYLE).table.rows]
    assert names == sorted(names)


def test_strip_without_places_says_so():
    assert position_strip([], name="a", title="A", style=STYLE).description == "No place has a figure."


def test_columns_start_at_nought():
    svg = columns([Bar("A", 50), Bar("B", 100)], name="a", title="A", style=Style()).svg
    heights = [float(h) for h in re.findall(r'<rect[^>]*height="([\d.]+)"', svg)]
    assert heights[1] == pytest.approx(2 * heights[0], rel=0.01)


def test_deciles_say_how_many_are_at_the_worse_end():
    words = decile_bars([111, 33, 25, 22, 20, 25, 22, 20, 14, 10], name="a", title="A").description
    assert words == "111 of 302 neighbourhoods are in the most deprived tenth of the country."


def test_verdict_bar_counts_every_verdict_and_those_that_count_none():
    figure = verdict_bar({"improving": 3}, name="a", title="A")
    assert figure.description == ("Of 3 measures: 3 improving, 0 no clear change, 0 worsening, 0 cannot say.")
    assert "0 worsening" in figure.svg


def test_verdict_bar_of_nothing_is_drawn():
    assert "rw-seg--cannot" in verdict_bar({}, name="a", title="A").svg


def test_verdict_marks_draw_one_shape_a_measure():
    svg = verdict_marks({"improving": 4, "cannot say": 2}, name="a", title="A").svg
    assert svg.count("<g transform") == 2 * 6  # wide and narrow


def test_each_row_of_a_line_charts_table_has_a_stop_for_a_pointer() -> None:
    longer = Line("England", (*line("England", 70, years=12).points, Point("2022-01-01/P1Y", 71.0)))
    figure = line_chart(line(), [longer], name="a", title="Work", style=STYLE)
    for drawing in re.findall(r"<svg.*?</svg>", figure.svg):
        wide = float(re.findall(r'viewBox="0 0 (\d+)', drawing)[0])
        stops = [float(x) for x in re.findall(r'data-x="([^"]*)"', drawing)[0].split()]
        top, bottom = (float(y) for y in re.findall(r'data-y="([^"]*)"', drawing)[0].split())
        assert len(stops) == len(figure.table.rows) == 13
        assert stops == sorted(set(stops))
        assert 0 < stops[0] < stops[-1] < wide
        assert top < bottom
