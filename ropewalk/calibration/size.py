"""How much a calibration makes up, and from what. Apart, so that the command line need not load the rest."""

from typing import Final

SERIES: Final = 12_000
QUICK: Final = 400
"""Series a class: enough to tell 5% from 5.6%; and enough to see that everything runs."""
SEED: Final = 12
