"""A line is broken wherever the data are."""

from datetime import date

from ropewalk.figures.inputs import Line, Point
from ropewalk.figures.marks import Frame, dot_marks, interval_marks, line_marks, runs
from ropewalk.figures.scales import Scale, date_scale, middle_day
from ropewalk.vocabulary.indicator import Break


def year(
    start: int, value: float | None = 1.0, limits: float | None = None, state: str = "measured"
) -> Point:
    known = value is not None and limits is not None
    lower, upper = (value - limits, value + limits) if known else (None, None)  # type: ignore[operator]
    return Point(f"{start}-01-01/P1Y", value, lower, upper, state)


def years(stretches: list[list[Point]]) -> list[list[int]]:
    return [[int(p.period[:4]) for p in stretch] for stretch in stretches]


def frame(points: list[Point]) -> Frame:
    return Frame(date_scale([middle_day(p.period) for p in points], 0, 100), Scale(0, 10, 100, 0))


def test_whole_series_is_one_stretch():
    assert years(runs(Line("A", (year(2020), year(2021), year(2022))))) == [[2020, 2021, 2022]]


def test_missing_value_breaks_the_line():
    line = Line("A", (year(2020), year(2021), year(2022, None), year(2023)))
    assert years(runs(line)) == [[2020, 2021], [2023]]


def test_missing_period_breaks_the_line():
    line = Line("A", tuple(year(y) for y in (2018, 2019, 2020, 2023, 2024)))
    assert years(runs(line)) == [[2018, 2019, 2020], [2023, 2024]]


def test_a_series_of_every_second_year_is_not_a_gap():
    line = Line("A", tuple(year(y) for y in (2016, 2018, 2020, 2022)))
    assert years(runs(line)) == [[2016, 2018, 2020, 2022]]


def test_declared_break_breaks_the_line_where_periods_start_on_or_after_it():
    line = Line("A", tuple(year(y) for y in (2019, 2020, 2021, 2022)))
    assert years(runs(line, [Break(date=date(2021, 1, 1), reason="New survey")])) == [
        [2019, 2020],
        [2021, 2022],
    ]


def test_no_value_gives_no_stretch():
    assert runs(Line("A", ())) == []
    assert runs(Line("A", (year(2020, None),))) == []


def test_lone_point_is_a_dot_so_that_it_is_not_lost():
    points = [year(2020), year(2021, None), year(2022), year(2023)]
    marks = line_marks(runs(Line("A", tuple(points))), frame(points), "rw-main")
    assert marks.count("<circle") == 1
    assert marks.count("<path") == 1


def test_few_points_have_whiskers_and_many_a_band():
    few = [year(y, 5.0, 1.0) for y in range(2018, 2022)]
    many = [year(y, 5.0, 1.0) for y in range(2010, 2022)]
    assert "rw-whisker" in interval_marks(runs(Line("A", tuple(few))), frame(few))
    drawn = interval_marks(runs(Line("A", tuple(many))), frame(many))
    assert "rw-band" in drawn
    assert "rw-whisker" not in drawn


def test_band_is_drawn_only_where_limits_are_known():
    points = [year(y, 5.0, 1.0 if y < 2015 else None) for y in range(2010, 2022)]
    drawn = interval_marks(runs(Line("A", tuple(points))), frame(points))
    assert drawn.count("rw-band") == 1
    assert drawn.count("L") == 9  # five years there and five back, the first point by M


def test_provisional_point_is_hollow():
    points = [year(2020), year(2021, 1.0, None, "provisional")]
    assert dot_marks(runs(Line("A", tuple(points))), frame(points)).count("rw-dot--hollow") == 1
