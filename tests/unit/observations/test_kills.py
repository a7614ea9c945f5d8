"""Loads killed at many of their steps and at random moments: the old revision or the new one, never another.

The whole campaign is ``python -m bench.kills``.
"""

from pathlib import Path

from bench.kills import campaign, steps_of


def test_loads_killed_at_their_steps_leave_the_old_revision_or_the_new(tmp_path: Path) -> None:
    counts = campaign(tmp_path / "a place é", at_steps=True, stride=13)
    assert counts["kills"] >= 12
    assert counts["other"] == 0
    assert counts["old"] + counts["new"] == counts["kills"]
    assert min(counts["old"], counts["new"]) >= 1


def test_loads_killed_at_random_moments_leave_the_old_revision_or_the_new(tmp_path: Path) -> None:
    counts = campaign(tmp_path / "kills", kills=10, seed=3)
    assert counts["other"] == 0


def test_a_load_that_is_spilled_takes_more_steps_than_one_in_memory() -> None:
    # So that the campaign above is known to end loads inside the spilling, too.
    assert 30 < steps_of("small") < steps_of("large")
