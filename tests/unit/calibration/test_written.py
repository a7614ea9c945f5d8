"""A calibration's file and page."""

from datetime import date
from pathlib import Path

import pytest

from ropewalk.calibration.markdown import markdown
from ropewalk.calibration.public import read
from ropewalk.calibration.shortfall import shortfalls
from ropewalk.calibration.store import write
from ropewalk.vocabulary.calibration import Calibration, ClassPower, ClassRate, Coverage, Stability


def rate(points: int, called: float) -> ClassRate:
    return ClassRate(
        name="normal", rhythm="yearly", points=points, series=100, improving=called, worsening=0.0,
        silent=0.0, error=0.01, usual=0.2,
    )  # fmt: skip


def found(change: str, ours: float, trend: float | None, chart: float) -> ClassPower:
    return ClassPower(
        name="normal", rhythm="yearly", points=5, series=10_000, change=change, size=3.0, alarms=0.02,
        ours=ours, error=0.005, recent_trend=trend, control_chart=chart,
    )  # fmt: skip


CALIBRATION = Calibration(
    made=date(2026, 1, 31),
    revision=7,
    seed=3,
    series=100,
    simulated=(rate(5, 0.01), rate(6, 0.06)),
    power=(found("rise", 0.5, 0.7, 0.1), found("step", 0.4, None, 0.1)),
    coverage=(Coverage(group="overall", horizon=1, nominal=0.8, covered=0.79, count=1234),),
    stability=(Stability(rule="ours", flips=0.1, expected=None, count=10),),
)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    assert read(tmp_path) is None
    path = write(tmp_path, CALIBRATION)
    assert read(tmp_path) == CALIBRATION
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_a_folder_that_cannot_be_written_to_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="not"):
        write(tmp_path / "absent", CALIBRATION)


def test_the_page_has_every_figure_in_its_place() -> None:
    page = markdown(CALIBRATION)
    assert "| stable series | n = 5 | n = 6 |" in page
    assert "| normal | 1.0 (20) | 6.0 (20) |" in page
    assert "| normal | 5 | 2.0 | 45 | 70 | 10 |" in page
    assert "rise of 3 sd: 50%, trend 70%" in page
    assert "| all | 1 | 80% | 79.0% |  | 1,234 |" in page
    assert "**not met**" in page
    assert "## Forecast misses" not in page  # nothing was found about them


def test_the_page_says_when_no_real_series_were_held() -> None:
    assert "No real series were held" in markdown(Calibration(made=date(2026, 1, 31)))


def test_a_class_is_behind_only_beyond_the_luck_of_the_draw() -> None:
    near, far = found("rise", 0.5, 0.51, 0.1), found("step", 0.4, 0.6, 0.1)
    (row,) = shortfalls([near, far])
    assert (row.behind, row.count) == (1, 4)
    assert row.furthest.startswith("step")
