"""The two ways in which a method that a reference program also computes can be asked for."""

from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

Mode: TypeAlias = Literal["sound", "as published"]
"""``sound`` (the default everywhere): the method without the program's faults, which each docstring lists.
``as published``: the program's own number or label, faults and all, for whoever wants to check ours."""


def words(labels: tuple[str, ...], codes: npt.ArrayLike) -> npt.NDArray[np.str_]:
    """Labels for an array of positions in ``labels``, same shape. Codes stay numbers until someone reads."""
    return np.array(labels, dtype=np.str_)[np.asarray(codes, dtype=np.int64)]
