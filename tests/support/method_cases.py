"""Every public method of the statistics, once, with numbers to try it on: the register of general properties.

The cases stand in method_register.py. A method that is not there fails a test: none can be forgotten.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, Literal

import numpy as np

Arrays = dict[str, np.ndarray]
Unit = Literal["row", "group", "member", "table"]


@dataclass(frozen=True)
class Case:
    """``method``: its name, module first. ``make``: good numbers for so many units. ``unit``: what answers on
    its own: a "row" (first axis of all arrays and answers), a "group" of rows (one answer a group), a
    "member" (rows in groups, one answer a row) or the whole "table". ``fixed``: other arguments.
    ``needed``: arrays without which a unit's ``answers`` are NaN. ``limits``: names of lower, value and
    upper. ``scaled``: arrays in the values' unit, and the power of it that answers are in. ``agrees``:
    limits leave nought out exactly when ``p_value`` is below 1 - confidence. ``jumps``: why limits at
    two confidences are not nested. ``close``: why answers are not the same to the last bit."""

    method: str
    make: Callable[[np.random.Generator, int], Arrays]
    unit: Unit
    fixed: dict[str, Any] = field(default_factory=dict)
    needed: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    limits: tuple[tuple[str, str, str], ...] = ()
    scaled: tuple[tuple[str, ...], dict[str, int]] = ((), {})
    agrees: bool = False
    jumps: str = ""
    close: str = ""

    def function(self) -> Callable[..., Any]:
        from importlib import import_module

        module, name = self.method.split(".")
        found: Callable[..., Any] = getattr(import_module(f"ropewalk.stats.{module}"), name)
        return found

    def call(self, arrays: Arrays, **more: Any) -> dict[str, np.ndarray]:
        """The answer's arrays by name; one that is itself an answer has its fields after a dot."""
        return named(self.function()(**arrays, **(self.fixed | more)))


def named(answer: Any, before: str = "") -> dict[str, np.ndarray]:
    if isinstance(answer, np.ndarray):
        return {before or "answer": answer}
    if isinstance(answer, tuple):
        return {k: v for i, part in enumerate(answer) for k, v in named(part, f"{before}{i}").items()}
    found: dict[str, np.ndarray] = {}
    if is_dataclass(answer):
        for one in fields(answer):
            found |= named(getattr(answer, one.name), f"{before}.{one.name}".lstrip("."))
    return found


def take(case: Case, arrays: Arrays, units: np.ndarray) -> Arrays:
    """The same numbers of some units only, in the order given."""
    if case.unit == "row":
        return {name: a[units] for name, a in arrays.items()}
    rows = np.concatenate([np.flatnonzero(group_of(arrays) == unit) for unit in units])
    return {name: a[rows] for name, a in arrays.items()}


def group_of(arrays: Arrays) -> np.ndarray:
    return arrays["family"] if "family" in arrays else arrays["group"]


def own(case: Case, arrays: Arrays, unit: int) -> np.ndarray | int:
    """Which entries of the arrays belong to the unit."""
    return unit if case.unit == "row" else group_of(arrays) == unit


def panel(rng: np.random.Generator, rows: int, points: int = 20) -> np.ndarray:
    return rng.normal(50, 4, (rows, points))


def times(rows: int, points: int = 20) -> np.ndarray:
    return np.tile(np.arange(float(points)), (rows, 1))


def counts(rng: np.random.Generator, *shape: int, mean: float = 30.0) -> np.ndarray:
    return rng.poisson(mean, shape).astype(float)


def keys(units: int, size: int = 6) -> np.ndarray:
    return np.repeat(np.arange(units), size)
