"""How long it takes to suppress or round a table, and what the ways not taken would cost. From the root:

    .venv/bin/python -m bench.suppression [--tables 40]

The figures of docs/decisions/0011. Tables of 8 x 8 counts and their totals are made from a seed: negative
binomial, so that small counts are many. Times are of the processor, in thousandths of a second.
"""

import argparse
import time
from collections.abc import Callable

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from ropewalk.stats.rounding import round_table
from ropewalk.stats.suppression import suppress_related, suppress_table
from ropewalk.stats.suppression_tables import small_counts, sums_of_table, with_totals

MEANS = (2, 5, 10, 20, 50)


def tables(mean: int, count: int) -> list[np.ndarray]:
    rng = np.random.default_rng(mean)
    return [with_totals(rng.negative_binomial(1, 1 / (1 + mean), (8, 8))) for _ in range(count)]


def times(method: Callable[[np.ndarray], object], given: list[np.ndarray]) -> str:
    found = []
    for table in given:
        start = time.process_time()
        method(table)
        found.append(1000 * (time.process_time() - start))
    spread = np.quantile(found, [0.5, 0.95, 1.0])
    return f"mean {np.mean(found):7.1f}  median {spread[0]:7.1f}  95% {spread[1]:7.1f}  most {spread[2]:7.1f}"


def one_program(counts: np.ndarray) -> int:
    """The whole task as one program: a table of changes for each small count, each cell changed by a hidden
    amount of at most M where it is hidden. Widths of one; noughts known to be shown."""
    v, relations = counts.ravel(), sums_of_table(counts.shape)
    secret, n = np.flatnonzero(small_counts(v)), v.size
    big, k = v.sum(), len(np.flatnonzero(small_counts(v)))
    # Cells hidden, then for each secret: its table of changes, and whether it goes up or down.
    cost = np.concatenate([np.ones(n), np.zeros(k * (n + 1))])
    rows, low, high = [], [], []

    def add(parts: dict[int, float], least: float, most: float) -> None:
        row = np.zeros(len(cost))
        row[list(parts)] = list(parts.values())
        rows.append(row)
        low.append(least)
        high.append(most)

    for number, cell in enumerate(secret):
        at, way = n + number * n, n + k * n + number
        for sums in relations:
            add({at + int(j): sums[j] for j in np.flatnonzero(sums)}, 0, 0)
        for j in range(n):
            add({at + j: 1.0, j: -big}, -np.inf, 0)
            add({at + j: 1.0, j: max(v[j] - 1, 0.0)}, 0, np.inf)
        add({at + int(cell): 1.0, way: -(big + 1)}, -big, np.inf)
        add({at + int(cell): 1.0, way: -(big + 1)}, -np.inf, -1)
    first = np.concatenate([small_counts(v).astype(float), np.full(k * n, -big), np.zeros(k)])
    last = np.concatenate([(v > 0).astype(float), np.full(k * n, big), np.ones(k)])
    whole = np.concatenate([np.ones(n), np.zeros(k * n), np.ones(k)])
    found = milp(
        cost,
        integrality=whole,
        bounds=Bounds(first, last),
        constraints=LinearConstraint(np.array(rows), low, high),
        options={"time_limit": 60.0},
    )
    return -1 if found.x is None else int(np.rint(found.x[:n]).sum())


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--tables", type=int, default=40)
    count = options.parse_args().tables
    for mean in MEANS:
        suppress_table(tables(mean, 1)[0], width=3)  # compiled before the clock starts
    for mean in MEANS:
        given = tables(mean, count)
        small = np.mean([small_counts(t).sum() for t in given])
        hidden = np.mean([suppress_table(t).hidden.sum() for t in given])
        print(f"mean count {mean}: {small:.1f} small cells of 81, {hidden:.1f} hidden")
        for width in (1, 3, 5):
            print(f"  width {width}   ", times(lambda t, w=width: suppress_table(t, width=w), given))
        print("  rounding   ", times(lambda t: round_table(t[:-1, :-1]), given))
    few = tables(20, 3)
    print("any table, 3 ", times(lambda t: suppress_related(t.ravel(), sums_of_table(t.shape)), few))
    print("one program, 3", times(one_program, few))
    agree = [one_program(t) == suppress_table(t).hidden.sum() for t in few]
    print("the same number of cells:", agree)


if __name__ == "__main__":
    main()
