"""Rules that answer otherwise are a new edition of the method, declared with a reason."""

import pytest
from method_panel import fingerprint, thresholds

from ropewalk.findings import method, rules

HOW = (
    "The rules answer otherwise than the newest edition of the method says. If that is meant, add "
    "an Edition to ropewalk/findings/method.py that tells readers what changed and why. Its fingerprint: {}"
)


def test_the_newest_edition_is_that_of_the_rules() -> None:
    found = fingerprint()
    assert method.newest().fingerprint == found, HOW.format(found)


def test_a_moved_threshold_asks_for_an_edition(monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint()
    monkeypatch.setattr(rules, "LIKELY", 0.81)
    assert fingerprint() != before
    assert any("LIKELY 0.81" in line for line in thresholds())


def test_editions_are_numbered_dated_and_reasoned() -> None:
    assert [edition.number for edition in method.EDITIONS] == list(range(1, len(method.EDITIONS) + 1))
    days = [edition.day for edition in method.EDITIONS]
    assert days == sorted(days)
    for edition in method.EDITIONS:
        assert len(edition.what) > 20
        assert len(edition.why) > 10
        assert len(edition.fingerprint) == 12


def test_editions_between_two_are_those_after_the_first() -> None:
    assert method.between(0, method.newest().number) == method.EDITIONS
    assert method.between(method.newest().number, method.newest().number) == ()
