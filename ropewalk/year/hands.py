"""What the command line lends a year: the commands that people type while it lasts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hands:
    """``load``: load these sources, with a note; ``work``: do what was left for later; ``step``: called with
    what is being played, how many steps are done, and how many there are."""

    load: Callable[[Sequence[str], str], None]
    work: Callable[[], None]
    step: Callable[[str, int, int], None] = lambda *_: None
