"""What happened, on a chart; groups of places; small charts on one scale."""

from datetime import date

from ropewalk.figures.events import rows_of
from ropewalk.figures.inputs import Event, Line, Point, Style
from ropewalk.figures.line_chart import line_chart
from ropewalk.figures.small_chart import shared_scale, small_chart

STYLE = Style("%", decimals=1)


def line(label: str, *values: float, wide: float = 2.0, spread: bool = False) -> Line:
    points = [
        Point(f"{2010 + at}-01-01/P1Y", value, value - wide, value + wide) for at, value in enumerate(values)
    ]
    return Line(label, tuple(points), spread)


def test_an_event_is_drawn_on_its_day_and_told_in_words() -> None:
    began = Event(date(2012, 7, 1), "A", "“More nurses” began")
    figure = line_chart(line("Here", 60, 61, 62, 63), name="t", title="T", style=STYLE, events=[began])
    assert figure.svg.count("rw-event-letter") == 2  # wide and narrow
    assert "A: 1 July 2012, “More nurses” began." in figure.note


def test_an_event_outside_the_drawn_days_is_told_and_not_drawn() -> None:
    late = Event(date(2030, 1, 1), "A", "a target was set")
    figure = line_chart(line("Here", 60, 61, 62), name="t", title="T", style=STYLE, events=[late])
    assert "rw-event" not in figure.svg
    assert "1 January 2030" in figure.note


def test_letters_that_would_touch_stand_on_rows_of_their_own() -> None:
    assert rows_of([0.0, 5.0, 10.0, 30.0]) == [0, 1, 2, 0]


def test_a_group_of_places_is_a_line_in_a_pale_band_and_its_range_is_no_interval() -> None:
    group = line("Core Cities", 70, 71, 72, wide=12.0, spread=True)
    figure = line_chart(line("Here", 60, 61, 62), [group], name="t", title="T", style=STYLE)
    assert "rw-spread1" in figure.svg
    assert "“Core Cities” is the middle of its places" in figure.note
    assert figure.table.head[3:5] == ("Core Cities: middle", "Least to greatest")
    assert figure.table.rows[0][3:5] == ("72.0%", "60.0% to 84.0%")  # as published: not rounded by its range


def test_small_charts_that_stand_together_share_their_scale() -> None:
    low, high = line("Low", 10, 11, 12), line("High", 80, 85, 90)
    shared = shared_scale([low, high], STYLE)
    drawn = [
        small_chart(one, name=one.label, title="T", style=STYLE, shared=shared).svg for one in (low, high)
    ]
    ticks = [[part.split("<")[0] for part in svg.split('rw-tick"')[1:]] for svg in drawn]
    assert ticks[0][: len(shared.ticks)] == ticks[1][: len(shared.ticks)]
    alone = small_chart(low, name="a", title="T", style=STYLE).svg
    assert alone != drawn[0]
