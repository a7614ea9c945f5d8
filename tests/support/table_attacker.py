"""Somebody who wants to know a hidden count: linear programs over every table that fits what is shown."""

import numpy as np
from scipy.optimize import linprog


def sums(shape: tuple[int, int]) -> np.ndarray:
    """Every row and every column of a table with totals last: its parts less its total."""
    found = []
    for axis in (0, 1):
        for line in range(shape[axis]):
            one = np.zeros(shape)
            cells = one[line, :] if axis == 0 else one[:, line]
            cells[:-1], cells[-1] = 1, -1
            found.append(one.ravel())
    return np.array(found)


def attack(counts: np.ndarray, hidden: np.ndarray, relations: np.ndarray, floor: int) -> np.ndarray:
    """Least and greatest value of each hidden cell, shape (hidden cells, 2); infinite where there is none."""
    shown, cells = ~hidden, np.flatnonzero(hidden)
    known = relations[:, shown] @ counts[shown]
    found = []
    for at in range(len(cells)):
        ends = []
        for way in (1, -1):
            aim = np.zeros(len(cells))
            aim[at] = way
            answer = linprog(aim, A_eq=relations[:, hidden], b_eq=-known, bounds=(floor, None))
            assert answer.status in (0, 3)
            ends.append(answer.fun * way if answer.status == 0 else np.inf)
        found.append(ends)
    return np.array(found).reshape(len(cells), 2)
