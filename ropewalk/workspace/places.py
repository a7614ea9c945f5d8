"""The register of places, asked: the history of one, and the old codes that sources still use."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from ropewalk.observations.batch import Batch
from ropewalk.sources.coded import indicators_of
from ropewalk.sources.load import REGISTER, read_source
from ropewalk.sources.maps import read_map
from ropewalk.sources.register import Register, read_register
from ropewalk.vocabulary.errors import Fault, UserError
from ropewalk.vocabulary.history import History, history_of
from ropewalk.vocabulary.place import Place
from ropewalk.workspace.folder import Folder


@dataclass(frozen=True)
class Told:
    """A place with its history; ``names``: of every place that the history speaks of, by code."""

    place: Place
    history: History
    names: Mapping[str, str]
    origin: str


@dataclass(frozen=True)
class OldCode:
    """``old`` is read as the place ``new``: ``sources`` still use it, ``others`` use the new code alone."""

    old: str
    new: str
    name: str
    sources: tuple[str, ...]
    others: tuple[str, ...]


def tell(folder: Folder, code: str) -> Told:
    """What the register holds of a place, by any code that it has had. Raises UserError for a strange one."""
    register = read_register(folder.sources / REGISTER)
    try:
        history = history_of(code, register.places, register.renames)
    except KeyError as error:
        remedy = "Give its official code, such as E92000001"
        raise UserError(Fault("no such place is in the register", remedy, value=code)) from error
    spoken = {one for event in history.events for one in (*event.before, *event.after)}
    place = register.places[history.code]
    names = {one: register.places[one].name for one in (*spoken, *place.parents) if one in register.places}
    return Told(place, history, names, register.origin.attribution if register.origin else "")


def old_codes(folder: Folder, progress: Callable[[str, int, int], None] = lambda *_: None) -> list[OldCode]:
    """The codes on which the newest editions of sources differ, and what the register takes the old for."""
    register = read_register(folder.sources / REGISTER)
    names = [name for name in folder.source_ids() if name != REGISTER]
    old: dict[str, list[str]] = {}
    used: dict[str, set[str]] = {}
    for step, name in enumerate(names):
        progress(f"reading {name}", step, len(names))
        batch = _read(folder, name, register)
        used[name] = batch.place_codes()
        for code in batch.renames:
            old.setdefault(code, []).append(name)
    return [_old_code(code, sources, used, register) for code, sources in sorted(old.items())]


def _old_code(code: str, sources: list[str], used: Mapping[str, set[str]], register: Register) -> OldCode:
    new = register.renames[code]
    others = tuple(name for name, places in used.items() if new in places and name not in sources)
    return OldCode(code, new, register.places[new].name, tuple(sources), others)


def _read(folder: Folder, name: str, register: Register) -> Batch:
    own = folder.sources / name
    known = {i for table in read_map(own).table for i in indicators_of(table, name)}

    def beside(other: str) -> pl.DataFrame:
        return _read(folder, other, register).frame()

    return read_source(own, register, known_indicators=known, beside=beside)


def said(day: date | None) -> str:
    """A day as text; "not held" where the lists give none."""
    return day.isoformat() if day else "not held"
