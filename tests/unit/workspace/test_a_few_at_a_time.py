"""Findings are worked out a few indicators at a time, and are those of all at once."""

from datetime import date
from pathlib import Path

import pytest
from polars.testing import assert_frame_equal

from ropewalk.observations.at_a_time import some_at_a_time
from ropewalk.workspace import refresh
from ropewalk.workspace.definitions import read_definitions
from ropewalk.workspace.folder import Folder

DAY = date(2024, 7, 1)


def test_lists_hold_no_more_rows_than_fit_and_every_name_once() -> None:
    rows = [("a", 100_000), ("b", 100_000), ("c", 100_000), ("d", 900_000), ("without rows", 0)]
    lists = list(some_at_a_time(rows, 250_000))
    assert lists == [["a", "b"], ["c"], ["d"], ["without rows"]]
    assert list(some_at_a_time([], 250_000)) == [[]]


def test_one_at_a_time_gives_what_all_at_once_gives(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Folder(workspace)
    definitions = read_definitions(folder)
    whole = refresh.assess_as_of(folder, definitions, revision=4, today=DAY)
    asked: list[int] = []
    engine = refresh.assess_read

    def counted(*given: object, **named: object) -> object:
        asked.append(1)
        return engine(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(refresh, "assess_read", counted)
    monkeypatch.setattr(refresh, "ROWS_AT_ONCE", 1)
    apart = refresh.assess_as_of(folder, definitions, revision=4, today=DAY)
    assert len(asked) == 3
    for name in ("findings", "ranks", "headlines"):
        assert_frame_equal(getattr(apart, name), getattr(whole, name))
    assert whole.findings.height > 0
