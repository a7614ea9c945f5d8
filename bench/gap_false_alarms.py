"""How often the rule for gaps calls one where there is none, and how often it sees one that is there.

Made-up neighbourhoods whose figures have nothing to do with their order, or a given share of their own spread
from end to end. `.venv/bin/python -m bench.gap_false_alarms --series 4000`, half a minute.
"""

import argparse
import json
from collections.abc import Callable
from datetime import date

import numpy as np
import polars as pl

from ropewalk.findings.inequality.groups import group_values
from ropewalk.findings.inequality.slopes import slopes

Draw = Callable[[np.random.Generator, tuple[int, int]], tuple[np.ndarray, np.ndarray | None]]
PEOPLE = 1500.0
SIZES = {25: 5, 60: 5, 100: 10, 300: 10}


def normal(rng: np.random.Generator, shape: tuple[int, int]) -> tuple[np.ndarray, None]:
    return 20 + rng.normal(0, 4, shape), None


def skewed(rng: np.random.Generator, shape: tuple[int, int]) -> tuple[np.ndarray, None]:
    return 10 * np.exp(rng.normal(0, 0.8, shape)), None


def chance(rng: np.random.Generator, shape: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    events = rng.poisson(6, shape).astype(float)
    return 1000 * events / PEOPLE, events


def scattered(rng: np.random.Generator, shape: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    events = rng.poisson(rng.gamma(2, 20, shape)).astype(float)
    return 1000 * events / PEOPLE, events


CLASSES: dict[str, Draw] = {
    "normal, no counts": normal,
    "skewed (log sd 0.8), no counts": skewed,
    "counts about 6, chance only": chance,
    "counts about 40, variance 21 times chance": scattered,
}


def called(draw: Draw, size: int, parts: int, series: int, steep: float, seed: int) -> float:
    """The share of series with a p-value below 0.05. ``steep``: the gap, in standard deviations."""
    rng = np.random.default_rng(seed)
    rate, events = draw(rng, (series, size))
    if steep:
        rate, events = rate + steep * rate.std() * np.linspace(0.5, -0.5, size), None
    which = np.arange(size) * parts // size + 1
    cells = pl.DataFrame(
        {
            "indicator": np.repeat(np.arange(series), size),
            "place": np.zeros(series * size, dtype=np.int64),
            "period": np.zeros(series * size, dtype=np.int64),
            "part": np.tile(which, series),
            "parts": np.full(series * size, parts),
            "rate": rate.ravel(),
            "events": events.ravel() if events is not None else np.full(series * size, np.nan),
            "people": np.full(series * size, PEOPLE),
            "weight": np.full(series * size, PEOPLE),
            "counted": np.full(series * size, events is not None),
            "kind": ["rate"] * (series * size),
            "scale": np.full(series * size, 1000.0),
        }
    )
    return float((slopes(group_values(cells))["p_value"] < 0.05).mean())  # type: ignore[arg-type]


def main() -> None:
    """Print one row a class: per cent called, by number of neighbourhoods."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--series", type=int, default=4000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    out = {"day": date.today().isoformat(), "series": options.series, "seed": options.seed}  # noqa: DTZ011
    tables: dict[str, dict[str, dict[int, float]]] = {}
    for steep in (0.0, 0.5, 1.0):
        tables[f"gap of {steep:g} sd"] = {
            name: {
                size: round(100 * called(draw, size, parts, options.series, steep, options.seed), 1)
                for size, parts in SIZES.items()
            }
            for name, draw in CLASSES.items()
        }
    print(json.dumps(out | {"per cent called": tables}, indent=1))


if __name__ == "__main__":
    main()
