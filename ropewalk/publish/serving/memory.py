"""A store of answers bounded in bytes, which a flood of addresses asked for once cannot empty.

Two shelves (segmented least recently used, Karedla, Love and Wherry 1994): what comes in stands on trial;
what is asked for again moves to the safe shelf. A crawl of everything, or of made-up searches, turns over the
trial shelf and leaves the other alone.
"""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Final, Generic, Protocol, TypeVar

TRIAL_SHARE: Final = 0.25


class Sized(Protocol):
    """Something that knows how many bytes it holds."""

    @property
    def size(self) -> int:
        """Bytes."""


S = TypeVar("S", bound=Sized)


class Memory(Generic[S]):
    """``most``: bytes that all entries together may hold; one alone at most an eighth of the trial shelf."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._trial: OrderedDict[Hashable, tuple[S, int]] = OrderedDict()
        self._safe: OrderedDict[Hashable, tuple[S, int]] = OrderedDict()
        self._bytes = {id(self._trial): 0, id(self._safe): 0}
        self._lock = Lock()

    @property
    def size(self) -> int:
        """Bytes held now."""
        return sum(self._bytes.values())

    def __len__(self) -> int:
        """How many entries there are."""
        return len(self._trial) + len(self._safe)

    def get(self, key: Hashable) -> S | None:
        """An entry; asked for, it is kept longer. None when it is not there."""
        with self._lock:
            found = self._safe.get(key)
            if found is not None:
                self._safe.move_to_end(key)
                return found[0]
            found = self._trial.get(key)
            if found is None:
                return None
            self._take(self._trial, key)
            self._put(self._safe, key, found[0])
            self._hold()
            return found[0]

    def put(self, key: Hashable, entry: S, *, safe: bool = False) -> None:
        """Keep an entry, on trial or at once ``safe``; one that is too large is not kept."""
        if entry.size > self.most * TRIAL_SHARE / 8:
            return
        with self._lock:
            there = key in self._safe
            self._take(self._safe, key)
            self._take(self._trial, key)
            self._put(self._safe if safe or there else self._trial, key, entry)
            self._hold()

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._trial.clear()
            self._safe.clear()
            self._bytes = dict.fromkeys(self._bytes, 0)

    def _put(self, shelf: "OrderedDict[Hashable, tuple[S, int]]", key: Hashable, entry: S) -> None:
        size = entry.size
        shelf[key] = (entry, size)
        self._bytes[id(shelf)] += size

    def _take(self, shelf: "OrderedDict[Hashable, tuple[S, int]]", key: Hashable) -> None:
        found = shelf.pop(key, None)
        if found is not None:
            self._bytes[id(shelf)] -= found[1]

    def _hold(self) -> None:
        """Back within the bounds: from the safe shelf the oldest go on trial, from there they go."""
        while self._bytes[id(self._safe)] > self.most * (1 - TRIAL_SHARE):
            key, (entry, _) = next(iter(self._safe.items()))
            self._take(self._safe, key)
            self._put(self._trial, key, entry)
        while self._bytes[id(self._trial)] > self.most * TRIAL_SHARE:
            self._take(self._trial, next(iter(self._trial)))
