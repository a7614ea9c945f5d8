"""How much wider than the method's own the doubt of a forecast must be, for each kind of indicator.

Fitted on real series cut at past years, what came in the newest two years left out: docs/decisions/0013.
``python -m bench.outlook_widths WORKSPACE`` fits them again.
"""

from typing import Final

import numpy as np

from ropewalk.findings.measures import Floats, Measures
from ropewalk.vocabulary.words import Kind

WIDTHS: Final = {
    Kind.PROPORTION: (1.05, 0.03),
    Kind.RATE: (1.0, 0.0),
    Kind.MEAN: (1.15, 0.1),
    Kind.RATIO: (1.05, 0.22),
    Kind.COUNT: (1.0, 0.17),
    Kind.INDEX: (1.05, 0.07),
    Kind.MODELLED: (1.0, 0.05),
}
"""widen and growth: the error k steps ahead is multiplied by widen k^growth. Of indices too few are
held to fit: they have what fits all kinds together."""


def widths_of(measures: Measures) -> tuple[Floats, Floats]:
    """widen and growth, one entry a measure."""
    each = [WIDTHS[kind] for kind in measures.kinds]
    return np.array([w for w, _ in each], dtype=np.float64), np.array([g for _, g in each], dtype=np.float64)
