"""What people decided about publishers' figures, as the store keeps it: rules accepted, figures corrected."""

from collections.abc import Callable, Mapping
from typing import Final, TypeVar

import msgspec
import polars as pl

from ropewalk.vocabulary.accepted import Acceptance, Correction
from ropewalk.vocabulary.source import Origin
from ropewalk.vocabulary.words import State

ACCEPTANCE: Final = "acceptance"
CORRECTION: Final = "correction"
T = TypeVar("T")


def acceptances(papers: Mapping[str, str]) -> dict[str, tuple[Acceptance, ...]]:
    """Documents of acceptances by source, in the order of their ids."""
    return _by_source(papers, lambda text: msgspec.json.decode(text, type=Acceptance))


def corrections(papers: Mapping[str, str]) -> dict[str, tuple[Correction, ...]]:
    """Documents of corrections by source, in the order of their ids."""
    return _by_source(papers, lambda text: msgspec.json.decode(text, type=Correction))


def _by_source(papers: Mapping[str, str], read: Callable[[str], T]) -> dict[str, tuple[T, ...]]:
    """An id begins with its source's."""
    found: dict[str, tuple[T, ...]] = {}
    for name in sorted(papers):
        source = name.split("/", 1)[0]
        found[source] = (*found.get(source, ()), read(papers[name]))
    return found


def told(one: Correction, series: pl.DataFrame) -> bool:
    """Whether a correction may be told: never of a figure that is hidden. ``series``: as readers see it."""
    row = series.filter(pl.col("breakdown") == one.breakdown, pl.col("period") == one.period)
    if row.is_empty() or one.use == State.SUPPRESSED:
        return False
    return isinstance(one.use, str) or row["value"].item(0) is not None


def editions(papers: pl.DataFrame) -> dict[str, dict[int, Origin]]:
    """The origin that each revision told of a source: source -> revision -> origin. ``papers``: see
    ``Store.papers_since``."""
    found: dict[str, dict[int, Origin]] = {}
    rows = papers.filter(pl.col("kind") == "origin").select("id", "revision", "document")
    for source, revision, document in rows.iter_rows():
        found.setdefault(source, {})[revision] = msgspec.json.decode(document, type=Origin)
    return found
