"""Methods beside their floors: the answers are the same ones, and a wrong one is not timed."""

from dataclasses import replace

import numpy as np
import pytest

from ropewalk.benchmarks import floors


def test_every_method_answers_as_its_floor_does_and_both_are_timed() -> None:
    found = floors.measure(60, 1)
    assert len({line["name"] for line in found}) == 7
    for line in found:
        assert set(line) == {"name", "seconds", "floor_seconds", "ratio", "r_seconds"}
        assert min(line["seconds"], line["floor_seconds"]) > 0


def test_the_tables_hold_what_the_methods_are_for() -> None:
    answers = {task.name.split(",")[0]: task.ours() for task in floors.tasks(400)}
    # All rules of the chart, trends both ways, and places on both sides of a funnel come up.
    assert set(np.unique(answers["control chart"][3])) >= {0, 1, 2, 3, 5, 6, 7, 8}
    assert set(np.unique(answers["recent trend"][2])) == {2, 3, 4}
    assert len(np.unique(answers["funnel significance"][1])) >= 3


def test_a_wrong_answer_is_not_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    task = floors.tasks(60)[0]
    wrong = replace(task, floor=lambda: tuple(a * 1.01 for a in task.floor()))
    monkeypatch.setattr(floors, "tasks", lambda series: [wrong])
    with pytest.raises(AssertionError, match="rate grouped"):
        floors.measure(60, 1)
