"""Figures that people sent in, as a source like any other: a file with its origin and its map, held to a
contract and loaded through the same door. Knows nothing of who sent them in."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Final

import polars as pl
import tomli_w

from ropewalk.observations.batch import Batch
from ropewalk.observations.store import Store
from ropewalk.sources.fetch.held import read_held
from ropewalk.sources.fetch.placing import EARLIER, LIST, keep_edition
from ropewalk.sources.fetch.swapping import alone, swap
from ropewalk.sources.load import REGISTER, read_source
from ropewalk.sources.register import read_register
from ropewalk.vocabulary.city import Definitions
from ropewalk.vocabulary.errors import Fault, SourceError, UserError
from ropewalk.vocabulary.indicator import Indicator
from ropewalk.vocabulary.source import returned
from ropewalk.vocabulary.words import State
from ropewalk.workspace.contract import hold
from ropewalk.workspace.editions import Chain
from ropewalk.workspace.folder import Folder
from ropewalk.workspace.load import store_sources

FILE: Final = "figures.csv"
NUMBERS: Final = ("value", "lower", "upper", "numerator", "denominator")
COLUMNS: Final = ("place", "period", *NUMBERS, "state", "return")
PROTECTED: Final = "returns"
"""The workspace's folder that says, before there is a first figure, how a measure's figures are protected."""
GROWTH: Final = 1000.0
"""A list that people add to may grow by any number of rows."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: of which place and period, its numbers (None: absent), its state, and the number of the
    return that it came by."""

    place: str
    period: str
    state: State
    number: int
    value: float | None = None
    lower: float | None = None
    upper: float | None = None
    numerator: float | None = None
    denominator: float | None = None


def load_returned(
    folder: Folder,
    definitions: Definitions,
    indicator: Indicator,
    figures: Iterable[Figure],
    *,
    by: str,
    note: str,
    day: date,
) -> int:
    """Make an indicator's returned figures exactly these, and load them; the revision that holds them.

    They are read and held to their contract before the source's folder changes; a load of what is held
    already makes no revision. Killed at any moment, the same call finishes what was begun. Raises UserError
    before the first load of the workspace, SourceError where a figure is refused: then nothing was changed.
    """
    if not Store.exists(folder.store):
        raise UserError(Fault("nothing was loaded yet", "Load the workspace first: ropewalk load"))
    source, data = returned(indicator.id), table_of(figures)
    with alone(folder.path) as area:
        room = area / "sources" / source
        _lay(room, folder, definitions, indicator, data, day)
        batch = _held(Folder(area), folder, definitions, source)
        _refuse_shared(Store.open(folder.store), batch, indicator.id)
        _place(room, folder.sources / source, area / source)
        done = store_sources(folder, [batch], by=by, note=note)
    return done[0].revision


def table_of(figures: Iterable[Figure]) -> bytes:
    """The figures as the bytes of a CSV, in one order whatever order they come in."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in sorted(figures, key=lambda one: (one.place, one.period, one.number)):
        numbers = (getattr(one, name) for name in NUMBERS)
        writer.writerow([one.place, one.period, *map(_written, numbers), str(one.state), one.number])
    return out.getvalue().encode()


def _written(number: float | None) -> str:
    """A number so that it is read back as the very same."""
    return "" if number is None else repr(number).removesuffix(".0")


def is_held(store: Store, indicator: str, figures: Iterable[Figure]) -> bool:
    """Whether the store holds exactly these figures of an indicator."""
    origin = store.origins().get(returned(indicator))
    digest = sha256(table_of(figures)).hexdigest()
    return origin is not None and [file.sha256 for file in origin.files] == [digest]


def _lay(
    room: Path, folder: Folder, definitions: Definitions, indicator: Indicator, data: bytes, day: date
) -> None:
    """The source's folder as it will be: the edition before among its editions, where a revision was made of
    it, and what people wrote beside it as it is."""
    room.mkdir(parents=True)
    now = folder.sources / room.name
    _bring(folder.path / PROTECTED / f"{indicator.id}.toml", room / "disclosure.toml")
    for name in ("disclosure.toml", "corrections.toml", "acceptances.toml", LIST):
        _bring(now / name, room / name)
    for path in sorted((now / EARLIER).rglob("*")):
        _bring(path, room / path.relative_to(now))
    if _was_loaded(folder, now, data):
        keep_edition(read_held(now), room)
    (room / FILE).write_bytes(data)
    (room / "map.toml").write_text(_map(indicator), encoding="utf-8")
    (room / "origin.toml").write_text(_origin(definitions, indicator, data, day), encoding="utf-8")


def _bring(path: Path, to: Path) -> None:
    """A copy of a file, where there is one."""
    if path.is_file():
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_bytes(path.read_bytes())


def _was_loaded(folder: Folder, now: Path, data: bytes) -> bool:
    """Whether the folder holds other bytes that a revision was made of."""
    if not (now / "origin.toml").is_file():
        return False
    held, known = read_held(now), Store.open(folder.store).origins().get(now.name)
    digest = held.hash(FILE)
    loaded = known is not None and digest in {file.sha256 for file in known.files}
    return loaded and held.is_whole() and digest != sha256(data).hexdigest()


def _held(staged: Folder, folder: Folder, definitions: Definitions, source: str) -> Batch:
    """The figures read and held to their contract, where they lie beside the workspace's own."""
    register = read_register(folder.sources / REGISTER)
    ids = [one.id for one in definitions.indicators]
    batch = read_source(staged.sources / source, register, known_indicators=ids)
    kept = hold(staged, [Chain(source, (batch,))], definitions.indicators, store=Store.open(folder.store))
    return kept.chains[0].batches[0]


def _refuse_shared(store: Store, batch: Batch, indicator: str) -> None:
    """Raise SourceError where another source tells one of the figures already."""
    mine = batch.frame().select("place", "period")
    places = mine.get_column("place").unique().to_list()
    held = store.read(indicators=[indicator], places=places)
    others = held.filter((pl.col("source") != batch.origin.id) & (pl.col("breakdown") == ""))
    shared = others.join(mine, on=["place", "period"], how="semi")
    remedy = "Open the return again and withdraw it, or take the figure out of that source"
    faults = [
        Fault(f"the source {row['source']} gives {indicator} of {row['period']} already", remedy)
        for row in shared.head(5).iter_rows(named=True)
    ]
    if faults:
        raise SourceError(*faults)


def _place(room: Path, target: Path, area: Path) -> None:
    """Put the folder in its place, in one step."""
    area.mkdir()
    new = room.rename(area / "new")
    if target.exists():
        swap(new, target)
    else:
        new.rename(target)


def _map(indicator: Indicator) -> str:
    words = {str(state): str(state) for state in State}
    table = {
        "file": FILE,
        "place": {"column": "place", "scheme": "gss"},
        "period": {"column": "period", "notation": "iso"},
        "state": {"column": "state", "words": words},
        "series": [{"indicator": indicator.id, **{name: name for name in NUMBERS}}],
    }
    return tomli_w.dumps({"contract": {"rows_most": GROWTH}, "table": [table]})


def _origin(definitions: Definitions, indicator: Indicator, data: bytes, day: date) -> str:
    council = definitions.city.council
    told = {
        "id": returned(indicator.id),
        "title": f"{indicator.official_title}, as sent in to {council}",
        "producer": indicator.producer,
        "licence": indicator.licence,
        "attribution": f"Source: {indicator.producer}.",
        "address": f"Held by {council}: {definitions.city.contact}",
        "retrieved": day,
        "notes": "Sent in, checked and signed off by three people in the office of the account.",
        "files": [{"name": FILE, "sha256": sha256(data).hexdigest(), "bytes": len(data)}],
    }
    return tomli_w.dumps(told)


def faults_told(faults: Sequence[Fault]) -> str:
    """Faults in few words, for who reads them on a page."""
    return " ".join(str(fault) for fault in faults[:3])
