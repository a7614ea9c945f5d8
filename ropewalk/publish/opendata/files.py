"""From a table's name to its file: made once, kept on the shelf."""

import gzip
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from ropewalk.findings.exchange.datasets import DATASETS, Dataset
from ropewalk.findings.exchange.tables import rows
from ropewalk.publish.opendata.endings import FORMATS, Format
from ropewalk.publish.opendata.formats.csvw import encoded
from ropewalk.publish.opendata.given import give
from ropewalk.publish.opendata.holding import Holding

Write = Callable[[Path], None]
LARGE: Final = "large"
"""Whoever makes a large file waits for the others: readers of pages must always find a free hand."""
LARGE_ROWS: Final = 100_000
FROZEN: Final = "What a numbered release froze of them stands in its own files."


class NotHeldError(Exception):
    """There is no such table or file. ``why``: in plain words; ``gone``: it was there once."""

    def __init__(self, why: str, *, gone: bool = False) -> None:
        super().__init__(why)
        self.why, self.gone = why, gone


@dataclass(frozen=True, slots=True)
class Asked:
    """A file that was asked for. ``indicator`` None: of all; ``revision`` None: the newest there is."""

    dataset: Dataset
    format: Format
    indicator: str | None = None
    revision: int | None = None

    @property
    def name(self) -> str:
        """The file's name, its folder of measures included."""
        part = f"/{self.indicator}" if self.indicator else ""
        return f"{self.dataset.name}{part}.{self.format.ending}"

    @property
    def saved_as(self) -> str:
        """What a reader's computer calls it."""
        stem = self.name.removesuffix(f".{self.format.ending}").replace("/", "-")
        revision = f"-r{self.revision}" if self.revision is not None else ""
        return f"{stem}{revision}.{self.format.ending}"


def asked(
    holding: Holding, table: str, ending: str, indicator: str | None = None, revision: int | None = None
) -> Asked:
    """The file that an address names. Raises NotHeldError when there is none."""
    dataset, chosen = DATASETS.get(table), FORMATS.get(ending)
    if dataset is None or chosen is None or (indicator and not dataset.by_indicator):
        raise NotHeldError("There is no such table.")
    if revision is not None:
        _check_revision(holding, dataset, revision)
    if indicator and holding.measure(indicator, revision or holding.revision) is None:
        raise NotHeldError("There was no such measure." if revision else "There is no such measure.")
    return Asked(dataset, chosen, indicator, revision)


def _check_revision(holding: Holding, dataset: Dataset, revision: int) -> None:
    if not 1 <= revision <= holding.revision:
        raise NotHeldError(f"There is no revision {revision}. The newest is {holding.revision}.")
    if dataset.written:
        raise NotHeldError(f"{dataset.title} are given as they stand now. {FROZEN}")
    if not dataset.kept:
        raise NotHeldError(
            "We do not keep this table of every revision. It is worked out anew from each, by the rules of "
            "the day. The table called said holds what we told readers, and when.",
            gone=True,
        )


def file(holding: Holding, one: Asked) -> Path:
    """Where the file lies, made if it is not there; a text lies there compressed (gzip).

    Raises NotHeldError when the table has no such file, BusyError when another is making it, OSError when
    the disk refuses, StoreError when what is held is damaged.
    """
    key = holding.key_at(one.revision, one.dataset, one.indicator)
    name = f"{key}/{one.name}{'.gz' if one.format.text else ''}"
    kept = holding.shelf.kept(name)
    if kept:
        return kept
    if collects(one):
        return holding.shelf.take(name, compressed(lambda to: write_collection(holding, one, to)))
    revision = one.revision or holding.revision
    count = _height(holding, one.dataset, revision, one.indicator)
    why = one.format.refuses(one.dataset, count)
    if why or (one.indicator and not count):
        raise NotHeldError(why or "We hold nothing of this measure in this table.")

    def write(to: Path) -> None:
        one.format.write(give(holding.library, one.dataset, revision, one.indicator), to)

    queue = LARGE if count > LARGE_ROWS else ""
    return holding.shelf.take(name, compressed(write) if one.format.text else write, queue=queue)


@lru_cache(maxsize=4096)
def _height(holding: Holding, dataset: Dataset, revision: int, indicator: str | None) -> int:
    """How many rows a table has: a file that is refused again and again costs nothing."""
    return rows(holding.library, dataset, revision, indicator).height


def collects(one: Asked) -> bool:
    """Whether it is a list of cubes: all measures at once would be a cube that no reader can hold."""
    return one.format.ending == "json" and one.dataset.cube and one.indicator is None


def compressed(write: Write) -> Write:
    """What writes the same file compressed; the same bytes whenever it is made."""

    def packed(to: Path) -> None:
        plain = to.with_name(f"{to.name}-plain")
        try:
            write(plain)
            with (
                plain.open("rb") as given,
                to.open("wb") as out,
                gzip.GzipFile("", "wb", 6, out, mtime=0) as packing,
            ):
                shutil.copyfileobj(given, packing, 1 << 20)
        finally:
            plain.unlink(missing_ok=True)

    return packed


def write_collection(holding: Holding, one: Asked, to: Path) -> None:
    """Write a JSON-stat collection: the cubes of all measures that have one, by address."""
    revision = one.revision or holding.revision
    held = rows(holding.library, one.dataset, revision)["indicator"].unique(maintain_order=True)
    known = holding.known_at(revision).indicators
    items = [
        {"class": "dataset", "href": f"{one.dataset.name}/{name}.json", "label": known[name].title}
        for name in held
        if name in known
    ]
    made = {"version": "2.0", "class": "collection", "label": one.dataset.title, "link": {"item": items}}
    to.write_bytes(encoded(made))
