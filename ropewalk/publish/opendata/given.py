"""A table with all that must be said beside it, whatever the format."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import polars as pl

from ropewalk.findings.exchange.datasets import Dataset
from ropewalk.findings.exchange.known import Known
from ropewalk.findings.exchange.tables import known, rows
from ropewalk.findings.library import Library
from ropewalk.vocabulary.breakdown import breakdown_words
from ropewalk.vocabulary.indicator import Indicator
from ropewalk.vocabulary.period import period_words
from ropewalk.vocabulary.source import Origin

LONG_AGO: Final = datetime(1980, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, eq=False)
class Terms:
    """Who gives a table, as of what, and on what terms. ``at``: the moment of the revision; ``licences``: of
    the sources behind it; ``attributions``: the lines that they ask for; ``notes``: what a reader must
    know."""

    publisher: str
    contact: str
    account: str
    revision: int
    at: datetime
    licences: tuple[str, ...]
    attributions: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Given:
    """A table to be written. ``name``: its file's, without an ending; ``labels``: words for codes, by column.
    ``rows``: its columns as ``dataset`` says, no text null."""

    dataset: Dataset
    name: str
    title: str
    rows: pl.DataFrame
    terms: Terms
    labels: Mapping[str, Mapping[str, str]]


def give(library: Library, dataset: Dataset, revision: int, indicator: str | None = None) -> Given:
    """A table as of a revision: of one measure, or of all. Raises StoreError when files are damaged."""
    held = known(library, library.key, revision)
    about = held.indicators.get(indicator) if indicator else None
    name = f"{dataset.name}/{indicator}" if indicator else dataset.name
    title = f"{dataset.title}: {about.title if about else indicator}" if indicator else dataset.title
    found = rows(library, dataset, revision, indicator)
    return Given(dataset, name, title, found, terms(library, held, about), _labels(dataset, found, held))


def terms(library: Library, held: Known, about: Indicator | None = None) -> Terms:
    """What is said beside a table: of one measure, or of all."""
    origins = _origins(held, about)
    city = held.city
    return Terms(
        publisher=city.council if city else "",
        contact=city.contact if city else "",
        account=city.account_title if city else "",
        revision=held.revision,
        at=moment(library, held.revision),
        licences=tuple(dict.fromkeys(one.licence for one in origins)),
        attributions=tuple(dict.fromkeys(one.attribution for one in origins)),
        notes=_notes(about),
    )


def moment(library: Library, revision: int) -> datetime:
    """When a revision was made; long ago for the empty store."""
    entries = library.revisions().filter(pl.col("revision") == revision)["at"]
    found: datetime = entries.item() if entries.len() else LONG_AGO
    return found


def _origins(held: Known, about: Indicator | None) -> Iterable[Origin]:
    if about is None:
        return held.origins.values()
    return [held.origins[about.source]] if about.source in held.origins else []


def _notes(about: Indicator | None) -> tuple[str, ...]:
    if about is None:
        return ()
    what = (f"{about.title}: {about.definition}", f"Unit: {about.unit}", f"Published by {about.producer}")
    return tuple(note for note in (*what, about.quality, about.must_read, *about.caveats) if note)


def _labels(dataset: Dataset, found: pl.DataFrame, held: Known) -> Mapping[str, Mapping[str, str]]:
    """Words for the codes of a cube's dimensions."""
    if not dataset.cube:
        return {}

    def words(column: str, code: str) -> str:
        if column in ("place", "neighbourhood"):
            return held.places[code].name if code in held.places else code
        if column == "indicator":
            return held.indicators[code].title if code in held.indicators else code
        if column == "period":
            return period_words(code)
        return (breakdown_words(code) or "Everyone") if column == "breakdown" else str(code)

    return {
        key: {code: words(key, code) for code in found[key].unique(maintain_order=True)}
        for key in dataset.keys
    }
