"""Names of columns compared by their letters and digits alone: case, spaces and marks come and go."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


def plain(text: str) -> str:
    """``Lower Confidence Interval (95%)`` and ``lower_confidence_interval_95`` are alike."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


@dataclass(frozen=True)
class Columns:
    """The columns of a file, found by names that are alike; the first of two that are alike counts."""

    names: Sequence[str]
    _by_plain: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in reversed(self.names):
            self._by_plain[plain(name)] = name

    def first(self, wanted: Iterable[str]) -> str:
        """The column that bears the first of these names that any column bears; empty when none does."""
        return next((self._by_plain[plain(name)] for name in wanted if plain(name) in self._by_plain), "")
