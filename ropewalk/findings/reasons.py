"""Reasons as bits of a whole number while findings are worked out; as codes joined by ``;`` in the table."""

from typing import Any, Final

import numpy as np
import numpy.typing as npt
import polars as pl

from ropewalk.vocabulary.words import Reason

ORDER: Final = tuple(Reason)
"""The fixed order in which reasons are written."""
BIT: Final = {reason: np.int64(1 << at) for at, reason in enumerate(ORDER)}

Bits = npt.NDArray[np.int64]
Codes = npt.NDArray[np.signedinteger[Any]]
"""Whole numbers of any width."""
Flags = npt.NDArray[np.bool_]


def flag(reason: Reason, where: Flags) -> Bits:
    """The reason's bit where it holds, else nought."""
    return np.where(where, BIT[reason], np.int64(0))


def has(bits: Codes, reason: Reason) -> Flags:
    """Where the reason is among the bits."""
    return np.asarray((bits & BIT[reason]) != 0, dtype=np.bool_)


def words(bits: Codes) -> pl.Series:
    """The codes of each number, joined by ``;`` in the order of ``vocabulary.words.Reason``."""
    distinct, which = np.unique(bits, return_inverse=True)
    texts = pl.Series(
        [";".join(r.value for r in ORDER if int(b) & int(BIT[r])) for b in distinct], dtype=pl.String
    )
    return texts.gather(pl.Series(which.astype(np.uint32)))
