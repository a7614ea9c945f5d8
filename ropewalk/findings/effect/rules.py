"""The rule of "did it work?" in numbers; docs/decisions/0015 has the figures behind them."""

from typing import Final

LEAST_EACH_SIDE: Final = 8
"""Separate periods wanted before and after, for a series to be judged by itself."""
MOST_YEARLY: Final = 15
MOST_MONTHLY: Final = 60
MOST_QUARTERLY: Final = 40
"""Nearest periods used on each side: no line stays straight for ever."""
ASKED: Final = 2
"""A series by itself is asked two questions (a step at once, off its line since): p-values count twice."""
MEAN_OF: Final = 3
"""Beside similar places, the mean of up to so many years a side, or of one year's months or quarters."""
LEAST_OF: Final = 2
"""And of no fewer than so many: no verdict rests on two points."""
LEAST_PEERS: Final = 19
"""With 19 others the place itself is one of 20: being the furthest out is then as rare as 1 in 20."""
ALREADY: Final = 0.2
"""A place that was moving the same way before, beside the others, by more than chance does 1 time in 5, is
not said to have moved with an action."""
