"""What PHEindicatormethods refuses or warns of: ours answers every other row, and says which it cannot.

The program stops its whole call; here an impossible number makes its own row or group missing, and only a
wrong question (no share for a confidence, words for numbers, other age bands) is an error, in words.
"""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from ropewalk.stats.funnel import significance
from ropewalk.stats.groups import grouped, spread
from ropewalk.stats.indirect import indirect_rate
from ropewalk.stats.inequality import slope_index
from ropewalk.stats.intervals import proportion_limits, rate_limits
from ropewalk.stats.life_expectancy import AGES, life_expectancy
from ropewalk.stats.quantiles import quantiles
from ropewalk.stats.standardised import direct_rate

MISSING = [True, False]
PEOPLE = np.full((2, len(AGES)), 3000.0)
DEATHS = np.tile(np.linspace(5, 300, len(AGES)), (2, 1))


def limits(x: list[float], n: list[float], **how: float) -> list[bool]:
    found = rate_limits(x, n, **how)
    assert np.isnan(found.lower).tolist() == np.isnan(found.value).tolist() == np.isnan(found.upper).tolist()
    return np.isnan(found.value).tolist()


def standardised(x: float = 20.0, n: float = 900.0, w: float = 1.0) -> list[bool]:
    """Two places, the first with these numbers in one band."""
    table = [np.full((2, 3), full) for full in (20.0, 900.0, 1.0)]
    for numbers, odd in zip(table, (x, n, w), strict=True):
        numbers[0, 1] = odd
    return np.isnan(direct_rate(*table).value).tolist()


def slopes(parts: int, *, people: float = 9.0, value: float = 0.4) -> list[bool]:
    v, n = np.tile(np.linspace(0.2, 0.6, parts), (2, 1)), np.full((2, parts), 9.0)
    v[0, 1], n[0, 2] = value, people
    found = slope_index(v, v - 0.1, v + 0.1, n, scale="logit")
    assert np.isnan(found.slope).tolist() == np.isnan(found.slope_lower).tolist()
    return np.isnan(found.slope).tolist()


def unequal_rows() -> list[bool]:
    panels = spread(grouped(["a", "a", "b", "b", "b"]), [4.0, 5, 6, 7, 8], [90.0] * 5, [3.0] * 5, [99.0] * 5)
    return np.isnan(indirect_rate(*panels).value).tolist()


def raises(run: Callable[[], object], words: str) -> bool:
    with pytest.raises(ValueError, match=words):
        run()
    return True


REJECTED: dict[tuple[str, str], Callable[[], bool]] = {
    ("phe_rate", "negative numerator"): lambda: limits([-1, 5], [9, 9]) == MISSING,
    ("phe_rate", "zero denominator"): lambda: limits([1, 5], [0, 9]) == MISSING,
    # Any confidence will do, one at a time: an even chance is a fair question, 95 (of a hundred) is none.
    ("phe_rate", "confidence 0.5"): lambda: (
        limits([5], [9], confidence=0.5) == [False]
        and raises(lambda: rate_limits([5], [9], confidence=95), "between 0 and 1, such as 0.95, not 95")
    ),
    ("phe_rate", "confidence c(.9,.99)"): lambda: raises(
        lambda: rate_limits([5], [9], confidence=[0.9, 0.99]),  # type: ignore[arg-type]
        "one number",
    ),
    ("phe_rate", "x > n (allowed)"): lambda: limits([50], [9]) == [False],
    ("phe_proportion", "x > n"): lambda: (
        np.isnan(proportion_limits([9, 2], [5, 5]).value).tolist() == MISSING
    ),
    ("phe_proportion", "zero denominator"): lambda: (
        np.isnan(proportion_limits([0, 2], [0, 5]).value).tolist() == MISSING
    ),
    ("calculate_dsr", "NA denominator"): lambda: standardised(n=np.nan) == MISSING,
    ("calculate_dsr", "zero denominator"): lambda: standardised(n=0.0) == MISSING,
    ("calculate_dsr", "negative stdpop"): lambda: standardised(w=-1.0) == MISSING,
    # A line needs no five parts; with three or more it leaves something to be wrong by.
    ("phe_sii", "4 quantiles"): lambda: slopes(4) == [False, False],
    ("phe_sii", "11 quantiles (warns)"): lambda: slopes(11) == [False, False],
    ("phe_sii", "zero population"): lambda: slopes(5, people=0.0) == MISSING,
    ("phe_sii", "proportion value > 1"): lambda: slopes(5, value=1.2) == MISSING,
    ("calculate_ISRate", "unequal rows per group"): lambda: unequal_rows() == MISSING,
    ("assign_funnel_significance", "proportion num>den"): lambda: (
        significance([[9, 2, 3]], [[5, 50, 60]], kind="proportion").words()[0].tolist()
        == ["Cannot say", "Not significant", "Not significant"]
    ),
    ("phe_quantile", "non-numeric"): lambda: raises(
        lambda: quantiles(["low", "high"], [0, 0], parts=2),  # type: ignore[arg-type]
        "could not convert string to float: 'low'",
    ),
    ("phe_life_expectancy", "first age not 0"): lambda: raises(
        lambda: life_expectancy(DEATHS[:, 1:], PEOPLE[:, 1:]), "20 columns each, one for each band in AGES"
    ),
}


def lives(at: int, *, deaths: float | None = None, people: float | None = None) -> tuple[bool, bool]:
    """Whether the first of two places is answered at birth, and whether it is said to be withheld."""
    d, p = DEATHS.copy(), PEOPLE.copy()
    d[0, at] = d[0, at] if deaths is None else deaths
    p[0, at] = p[0, at] if people is None else people
    found = life_expectancy(d, p)
    assert np.isfinite(found.value[1]).all()
    assert np.isnan(found.lower[0, 0]) == np.isnan(found.value[0, 0])
    return bool(np.isfinite(found.value[0, 0])), bool(found.suppressed[0, 0])


def few_people() -> bool:
    found = life_expectancy(DEATHS / 100, PEOPLE / 100)
    return bool(found.suppressed.all() and np.isnan(found.value).all() and np.isnan(found.upper).all())


def wide() -> bool:
    d = np.zeros((1, len(AGES)))
    d[0, -1] = 1
    found = life_expectancy(d, PEOPLE[:1] / 10)
    return bool(found.suppressed[0, 0] and np.isnan([found.value[0, 0], found.lower[0, 0]]).all())


WARNED: dict[str, Callable[[], bool]] = {
    "negative deaths": lambda: lives(3, deaths=-1.0) == (False, True),
    "zero or less population": lambda: lives(3, people=0.0) == (False, True),
    "different number of age bands": lambda: lives(3, deaths=np.nan, people=np.nan) == (False, False),
    "more deaths than population": lambda: lives(3, deaths=3001.0) == (False, True),
    "total population of less than 5,000": few_people,
    "confidence interval > 20 years": wide,
}


@pytest.mark.parametrize("entry", REJECTED, ids=": ".join)
def test_each_refused_input_has_its_rule(entry: tuple[str, str]) -> None:
    assert REJECTED[entry]()


@pytest.mark.parametrize("words", WARNED)
def test_each_warning_is_a_flag_beside_a_missing_number(words: str) -> None:
    assert WARNED[words]()


def test_nothing_that_the_program_refuses_or_warns_of_is_without_a_rule(folder: Path) -> None:
    told = json.loads((folder / "phem_errors.json").read_text(encoding="utf-8"))
    entries = {(entry["fn"], entry["input"]) for entry in told["rejected_inputs"]}
    assert entries <= set(REJECTED)
    for warning in told["warnings"]["life_expectancy"]:
        assert any(words in warning for words in WARNED)
