"""Beside each verdict stands how often its kind is a false alarm, or that this is not held."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import unescape
from types import SimpleNamespace

import pytest
from django.http import HttpResponse

from ropewalk.figures.verdicts import EFFECT
from ropewalk.publish.website import answer, plainly, trust
from ropewalk.publish.website.account import Account
from ropewalk.vocabulary.calibration import (
    FOLLOWED,
    FOLLOWED_BESIDE,
    OVERALL,
    Calibration,
    ClassRate,
    Coverage,
)
from ropewalk.vocabulary.words import Frequency, Question

Get = Callable[..., HttpResponse]
RATES = [("stable", "yearly", 0.01), ("wild", "rolling", 0.03), ("waves", "monthly", 0.02),
         (f"{FOLLOWED}: x", "yearly", 0.035), (f"{FOLLOWED_BESIDE}: x", "yearly", 0.015)]  # fmt: skip
HELD = Calibration(
    made=date(2026, 1, 1),
    simulated=tuple(
        ClassRate(name=name, rhythm=rhythm, points=10, series=100, improving=rate, worsening=0.01, silent=0.0,
                  error=0.001)
        for name, rhythm, rate in RATES
    ),
    coverage=tuple(
        Coverage(group=OVERALL, horizon=h, nominal=n, covered=c, count=9)
        for h, n, c in ((1, 0.95, 0.943), (2, 0.95, 0.961), (1, 0.8, 0.5))
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("question", "method", "said"),
    [
        (Question.DIRECTION, "trend-gls-t", "At most 4.0 in 100."),
        (Question.DIRECTION, "chart-newest-t", "At most 3.0 in 100."),
        (Question.POSITION, "difference-mover", "Not held"),
        (Question.PROSPECT, "six-ways-t", "held it 94 to 96 times"),
        (EFFECT, "interrupted-gls-t", "At most 4.5 in 100."),
        (EFFECT, "beside-peers-rank-t", "At most 2.5 in 100."),
        (Question.DIRECTION, "", "Not held"),
    ],
)
def test_the_worst_class_judged_alike_is_told(question: str, method: str, said: str) -> None:
    indicator = SimpleNamespace(frequency=Frequency.MONTHLY)
    account = SimpleNamespace(calibration=HELD)
    assert said in trust.alarms_words(account, question, method, indicator)
    assert trust.alarms_words(SimpleNamespace(calibration=None), question, method, indicator) == "Not held"


def test_every_method_has_something_to_bear_in_mind() -> None:
    assert set(trust.CAVEATS) == set(plainly.METHODS)


def worked(get: Get, address: str) -> list[str]:
    html = get(address).content.decode().split('id="worked-out"')[1].split('id="provenance"')[0]
    parts = re.findall(r"<details.*?</details>", html, re.DOTALL)
    return [unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", part))) for part in parts]


def test_each_verdict_of_a_measure_shows_test_p_value_false_alarms_and_caveat(
    get: Get, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answer, "open_account", lambda: replace(account, calibration=HELD))
    told = [part for part in worked(get, "/indicators/work/") if "p-value" in part]
    assert len(told) >= 2
    for part in told:
        assert "Method" in part
        assert "Bear in mind" in part
    assert "False alarms in trials At most 4.0 in 100." in told[0]
    assert "False alarms in trials Not held" in told[1]


def test_without_a_calibration_every_rate_is_not_held(
    get: Get, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answer, "open_account", lambda: replace(account, calibration=None))
    told = [part for part in worked(get, "/indicators/work/") if "p-value" in part]
    assert told
    assert all("False alarms in trials Not held" in part for part in told)
