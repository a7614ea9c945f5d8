"""What is held now: the library of the workspace that is served, and the names of its states."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from ropewalk.findings import exchange
from ropewalk.findings.exchange.datasets import Dataset
from ropewalk.findings.exchange.known import Known
from ropewalk.findings.exchange.tables import known
from ropewalk.findings.inequality.table import current_key
from ropewalk.findings.library import Library
from ropewalk.publish.account import Account, open_account
from ropewalk.publish.commented import comments_key
from ropewalk.publish.noting import kept
from ropewalk.publish.shelf import FOLDER, Shelf
from ropewalk.vocabulary.indicator import Indicator


@dataclass(frozen=True, eq=False)
class Holding:
    """The library with one state of it. ``key`` names all that its files follow from, the code that writes
    them included; ``said``: names the words of people that readers see; ``shelf``: where files are kept."""

    library: Library
    revision: int
    key: str
    shelf: Shelf
    said: str = ""

    @property
    def whole(self) -> str:
        """Names all that the file of every table follows from."""
        return f"{self.key}-{self.said}"

    @cached_property
    def known(self) -> Known:
        """What is known beside the figures, now."""
        return known(self.library, self.library.key, self.revision)

    def known_at(self, revision: int) -> Known:
        """What was known beside the figures as of a revision."""
        return known(self.library, self.library.key, revision)

    def measure(self, indicator: str, revision: int) -> Indicator | None:
        """A measure as it was defined as of a revision, or as it is now: figures may be older than their
        definition's place in the store. None where there is no such one."""
        then = self.known_at(revision).indicators.get(indicator)
        return then or self.known.indicators.get(indicator)

    def key_at(self, revision: int | None, dataset: Dataset, indicator: str | None) -> str:
        """Names all that a table follows from; as of a revision, that stays the same for ever but where
        small counts are hidden: what is hidden may grow."""
        if dataset.written:
            return f"{self.key}-{self.said}"
        if revision is None or not self.lasts(revision, dataset, indicator):
            return self.key if revision is None else f"{self.key}-r{revision}"
        return f"r{revision}-{code_key()}"

    def lasts(self, revision: int, dataset: Dataset, indicator: str | None) -> bool:
        """Whether nothing of a table as of a revision can be hidden later on."""
        closed = self.known.closed | self.known_at(revision).closed
        about = self.measure(indicator, revision) if indicator else None
        if about is None or dataset.name != "observations":
            return not closed
        return about.source not in closed


def open_holding() -> Holding:
    """What is held now. Raises NotReadyError when there is nothing yet or it cannot be read, StoreError
    when a file is damaged."""
    account = open_account()
    library = account.library
    gaps = current_key(library.folder)
    key = sha256(f"{library.key} {gaps} {code_key()}".encode()).hexdigest()[:16]
    said = _said(account)
    return _holding(library, library.revision, key, settings.WORKSPACE.joinpath(*FOLDER), said)


@lru_cache(maxsize=2)
def _holding(library: Library, revision: int, key: str, home: Path, said: str) -> Holding:
    """Kept for as long as what is held stays what it is."""
    return Holding(library, revision, key, Shelf(home), said)


@kept(2)
def _said(account: Account) -> str:
    """Worked out once for each state of the account."""
    return comments_key(account)[:16]


@lru_cache(maxsize=1)
def code_key() -> str:
    """Names the code that makes the files: what it would write otherwise is made anew."""
    digest = sha256()
    for room in (Path(__file__).parent, Path(exchange.__file__).parent):
        for file in sorted(room.rglob("*.py")):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
