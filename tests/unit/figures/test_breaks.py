"""A declared break stands between the figures that must not be compared."""

import re
from datetime import date

from ropewalk.figures.breaks import break_marks, rule_at
from ropewalk.figures.inputs import Line, Point
from ropewalk.figures.marks import Frame
from ropewalk.figures.scales import Scale, date_scale, middle_day
from ropewalk.vocabulary.indicator import Break

SNAPSHOTS = Line("A", tuple(Point(f"{year}-09-26/P1D", 5.0) for year in (2015, 2019, 2025)))


def frame(line: Line) -> Frame:
    return Frame(date_scale([middle_day(p.period) for p in line.points], 60, 500), Scale(0, 10, 300, 20))


def new(day: date) -> Break:
    return Break(date=day, reason="New method")


def test_rule_on_the_day_of_a_figure_stands_clear_before_it():
    drawn = frame(SNAPSHOTS)
    figure = drawn.x.at(middle_day("2019-09-26/P1D"))
    at = rule_at(new(date(2019, 9, 26)), SNAPSHOTS, drawn)
    assert drawn.x.start < at <= figure - 8


def test_rule_stands_between_neighbours_however_close():
    line = Line("A", tuple(Point(f"{year}-01-01/P1Y", 5.0) for year in range(1925, 2025)))
    drawn = frame(line)
    before, after = (drawn.x.at(middle_day(f"{year}-01-01/P1Y")) for year in (1999, 2000))
    assert before < rule_at(new(date(2000, 1, 1)), line, drawn) < after


def test_labels_of_close_breaks_stand_on_rows_of_their_own():
    line = Line("A", tuple(Point(f"{year}-01-01/P1Y", 5.0) for year in range(2000, 2025)))
    svg = break_marks([new(date(2004, 1, 1)), new(date(2005, 1, 1))], line, frame(line), labelled=True)
    heights = re.findall(r'<text x="[\d.]+" y="([\d.]+)"', svg)
    assert len(set(heights)) == 2


def test_break_outside_the_drawn_dates_is_not_marked():
    assert break_marks([new(date(1990, 1, 1))], SNAPSHOTS, frame(SNAPSHOTS), labelled=True) == ""


def test_small_drawings_have_the_rule_alone():
    svg = break_marks([new(date(2019, 9, 26))], SNAPSHOTS, frame(SNAPSHOTS), labelled=False)
    assert "rw-break" in svg
    assert "<text" not in svg
