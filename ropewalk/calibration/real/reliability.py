"""Did what was called so likely happen so often? Stated chances of made-up targets against what came."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from ropewalk.calibration.real.cuts import HORIZONS
from ropewalk.calibration.real.tries import Tries
from ropewalk.calibration.real.weights import mean, mean_by_indicator
from ropewalk.vocabulary.calibration import Reliability

TENTHS: Final = 10


def reliability_rows(tries: Tries) -> tuple[Reliability, ...]:
    """A row for each horizon and tenth of stated chance, what was held back apart."""
    return tuple(_rows(tries))


def _rows(tries: Tries) -> Iterator[Reliability]:
    tenth = np.minimum((tries.chance * TENTHS).astype(np.int64), TENTHS - 1)
    measure = np.broadcast_to(tries.measure[:, None], tenth.shape)
    for heldout in (False, True):
        for horizon in HORIZONS:
            mine = (tries.heldout == heldout) & (tries.horizon == horizon)
            for at in range(TENTHS):
                chosen = mine[:, None] & (tenth == at)
                if not chosen.any():
                    continue
                came = tries.reached[chosen] * 1.0
                yield Reliability(
                    horizon=horizon,
                    low=at / TENTHS,
                    high=(at + 1) / TENTHS,
                    stated=mean(tries.chance[chosen]),
                    came=mean(came),
                    by_indicator=mean_by_indicator(came, measure[chosen]),
                    count=len(came),
                    heldout=heldout,
                )
