"""What holds of every public method alike, and that none is left out; cases in support/method_register.py."""

import pkgutil
from importlib import import_module
from inspect import isfunction, signature

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from method_cases import Case, own, take
from method_register import CASES, HELPERS

import ropewalk.stats
from ropewalk.stats.arrays import Numbers

SEEDS = st.integers(0, 2**32 - 1)
ANY = (Numbers, Numbers | None, npt.ArrayLike, npt.ArrayLike | None)
WILD = st.sampled_from([np.nan, np.inf, -np.inf, 1e300, -1e300, -1.0, 0.0, 5e-324, 7.0])
UNITS = 6
EVERY = [pytest.param(case, id=f"{case.method}-{number}") for number, case in enumerate(CASES)]
OWN = [p for p in EVERY if p.values[0].unit != "table"]


def only(test: str) -> list:
    """The cases of which the property can be asked."""
    return [p for p in EVERY if getattr(p.values[0], test) and p.values[0].unit != "table"]


def public_methods() -> set[str]:
    """Functions that take anything like an array, as those meant for everybody do."""
    found = set()
    for module in pkgutil.iter_modules(ropewalk.stats.__path__):
        if module.name.endswith("_kernel"):
            continue
        held = import_module(f"ropewalk.stats.{module.name}")
        for name, one in vars(held).items():
            own_function = isfunction(one) and one.__module__ == held.__name__ and not name.startswith("_")
            if own_function and any(p.annotation in ANY for p in signature(one).parameters.values()):
                found.add(f"{module.name}.{name}")
    return found


def is_helper(method: str) -> bool:
    return method in HELPERS or method.split(".")[0] in HELPERS


def test_no_method_is_forgotten() -> None:
    cases = {case.method for case in CASES}
    assert {m for m in public_methods() - cases if not is_helper(m)} == set()
    assert not {m for m in cases if is_helper(m)}


def same(case: Case, one: np.ndarray, other: np.ndarray) -> None:
    if case.close:
        np.testing.assert_allclose(one, other, rtol=1e-9)
    else:
        np.testing.assert_array_equal(one, other)


def rows_of(case: Case, answer: dict[str, np.ndarray], units: np.ndarray) -> dict[str, np.ndarray]:
    """The units' part of an answer."""
    if case.unit == "member":
        size = len(next(iter(answer.values()))) // UNITS
        units = np.concatenate([np.arange(size) + unit * size for unit in units])
    return {name: a[units] for name, a in answer.items() if name != "group"}


@pytest.mark.parametrize("case", EVERY)
def test_inputs_may_be_read_only_and_stay_as_they_were(case: Case) -> None:
    arrays = case.make(np.random.default_rng(1), UNITS)
    before = {name: a.copy() for name, a in arrays.items()}
    for a in arrays.values():
        a.flags.writeable = False
    first, second = case.call(arrays), case.call(arrays)
    for name, a in arrays.items():
        np.testing.assert_array_equal(a, before[name])
    for name, a in first.items():
        np.testing.assert_array_equal(a, second[name])
        if name != "secret":  # the flags that were given, passed on
            assert not any(np.shares_memory(a, given) for given in arrays.values()), name


@pytest.mark.parametrize("case", OWN)
@settings(max_examples=6, deadline=None)
@given(
    seed=SEEDS,
    wild=st.lists(WILD, min_size=3, max_size=3),
    bad=st.sets(st.integers(0, UNITS - 1), max_size=4),
)
def test_a_bad_neighbour_changes_nothing(case: Case, seed: int, wild: list[float], bad: set[int]) -> None:
    arrays = case.make(np.random.default_rng(seed), UNITS)
    spoilt = {name: a.copy() for name, a in arrays.items()}
    for number, unit in enumerate(sorted(bad)):
        for a in spoilt.values():
            if a.dtype == np.float64:
                a[own(case, arrays, unit)] = wild[number % 3]
    good = np.array([unit for unit in range(UNITS) if unit not in bad])
    plain, after = case.call(arrays), case.call(spoilt)
    for name, a in rows_of(case, plain, good).items():
        same(case, rows_of(case, after, good)[name], a)


@pytest.mark.parametrize("case", OWN)
@settings(max_examples=5, deadline=None)
@given(seed=SEEDS, order=st.permutations(range(UNITS)), kept=st.integers(1, UNITS))
def test_each_is_answered_as_if_alone(case: Case, seed: int, order: list[int], kept: int) -> None:
    """Fewer of them, in another order: the same answers, to the last bit."""
    arrays, units = case.make(np.random.default_rng(seed), UNITS), np.array(order[:kept])
    if case.unit != "row":
        units = np.sort(units)  # groups come out sorted
    some = case.call(take(case, arrays, units))
    for name, a in rows_of(case, case.call(arrays), units).items():
        same(case, some[name], a)


@pytest.mark.parametrize("case", only("needed"))
@settings(max_examples=6, deadline=None)
@given(seed=SEEDS, unit=st.integers(0, UNITS - 1), data=st.data())
def test_what_is_missing_has_no_answer(case: Case, seed: int, unit: int, data: st.DataObject) -> None:
    arrays = case.make(np.random.default_rng(seed), UNITS)
    name = data.draw(st.sampled_from(case.needed))
    arrays[name] = arrays[name].copy()
    arrays[name][own(case, arrays, unit)] = np.nan
    found = rows_of(case, case.call(arrays), np.array([unit]))
    for answer in case.answers:
        assert np.isnan(found[answer]).all(), (name, answer)


@pytest.mark.parametrize("case", [p for p in only("limits") if not p.values[0].jumps])
@settings(max_examples=6, deadline=None)
@given(seed=SEEDS, narrow=st.floats(0.5, 0.97), more=st.floats(0.001, 0.025))
def test_limits_hold_the_value_and_widen_with_confidence(
    case: Case, seed: int, narrow: float, more: float
) -> None:
    arrays = case.make(np.random.default_rng(seed), UNITS)
    less, wide = (case.call(arrays, confidence=c) for c in (narrow, narrow + more))
    for lower, value, upper in case.limits:
        known = ~np.isnan(less[lower] + less[upper] + wide[lower] + wide[upper])
        assert known.any()
        room = 1e-9 * (1 + np.abs(less[value][known]))
        assert (wide[lower][known] <= less[lower][known] + room).all()
        assert (wide[upper][known] >= less[upper][known] - room).all()
        assert (less[lower][known] <= less[value][known] + room).all()
        assert (less[upper][known] >= less[value][known] - room).all()


@pytest.mark.parametrize("case", only("agrees"))
@settings(max_examples=6, deadline=None)
@given(seed=SEEDS, confidence=st.floats(0.5, 0.999))
def test_limits_leave_nought_out_exactly_when_the_p_value_is_small(
    case: Case, seed: int, confidence: float
) -> None:
    found = case.call(case.make(np.random.default_rng(seed), UNITS), confidence=confidence)
    ((lower, value, upper),) = case.limits
    known = np.isfinite(found[lower])
    assert known.any()
    small = found["p_value"][known] < 1 - confidence
    np.testing.assert_array_equal((found[lower][known] > 0) | (found[upper][known] < 0), small)
    assert ((found[lower] <= found[value]) & (found[value] <= found[upper]))[known].all()


@pytest.mark.parametrize("case", [p for p in only("limits") if "difference" not in p.id])
@settings(max_examples=6, deadline=None)
@given(seed=SEEDS, wild=st.lists(WILD, min_size=5, max_size=5))
def test_limits_never_say_what_the_value_may_not(case: Case, seed: int, wild: list[float]) -> None:
    rng = np.random.default_rng(seed)
    arrays = case.make(rng, UNITS)
    for a in arrays.values():
        if a.dtype == np.float64:
            where = rng.random(a.shape) < 0.1
            a[where] = rng.choice(wild, int(where.sum()))
    found = case.call(arrays)
    for lower, value, upper in case.limits:
        hidden = np.isnan(found[value])
        assert np.isnan(found[lower][hidden]).all()
        assert np.isnan(found[upper][hidden]).all()


def multiplies(case: Case) -> bool:
    """Whether it has a multiplier that answers are given times, and not one that values came with."""
    came = ("standard_errors", "recent_trend")
    return "multiplier" in signature(case.function()).parameters and not case.method.startswith(came)


@pytest.mark.parametrize("case", [p for p in OWN if multiplies(p.values[0])])
@pytest.mark.parametrize("times", [0.001, 8.0, 1e5])
def test_a_multiplier_multiplies(case: Case, times: float) -> None:
    arrays = case.make(np.random.default_rng(3), UNITS)
    one, more = case.call(arrays, multiplier=1.0), case.call(arrays, multiplier=times)
    names = {"value", "lower", "upper", "slope", "slope_lower", "slope_upper"} & set(one)
    assert names
    for name in names:
        np.testing.assert_allclose(more[name], one[name] * times, rtol=1e-9)


@pytest.mark.parametrize("case", [p for p in OWN if p.values[0].scaled[0]])
@settings(max_examples=5, deadline=None)
@given(seed=SEEDS, unit=st.sampled_from([0.001, 0.25, 7.0, 1e6]))
def test_the_unit_of_the_values_does_not_matter(case: Case, seed: int, unit: float) -> None:
    arrays = case.make(np.random.default_rng(seed), UNITS)
    inputs, powers = case.scaled
    plain = case.call(arrays)
    scaled = case.call({name: a * unit if name in inputs else a for name, a in arrays.items()})
    for name, power in powers.items():
        np.testing.assert_allclose(scaled[name], plain[name] * unit**power, rtol=1e-5, err_msg=name)
