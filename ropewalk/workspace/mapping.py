"""A council's own file: look into it, propose its map, write its source's folder, mark what is wrong."""

import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from gzip import decompress
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from typing import NoReturn

from ropewalk.observations.store import Store
from ropewalk.observations.whole import whole
from ropewalk.sources.fetch.held import read_held
from ropewalk.sources.fetch.placing import keep_edition
from ropewalk.sources.fetch.swapping import OLD, swap
from ropewalk.sources.mapping.book import read_book
from ropewalk.sources.mapping.definitions import definition_text
from ropewalk.sources.mapping.groups import slug
from ropewalk.sources.mapping.marking import marked_book, place_marks
from ropewalk.sources.mapping.marks import Marks
from ropewalk.sources.mapping.mending import mended_map
from ropewalk.sources.mapping.origins import Told, origin_text, with_file
from ropewalk.sources.mapping.place_words import Gazetteer
from ropewalk.sources.mapping.proposal import Doubt, Proposal
from ropewalk.sources.mapping.propose import Asked, propose
from ropewalk.sources.mapping.writing import map_text
from ropewalk.sources.mapping.wrong_cells import look_over
from ropewalk.sources.maps import read_map
from ropewalk.sources.opening import Files
from ropewalk.sources.origin import read_bytes, read_origin
from ropewalk.sources.register import read_register
from ropewalk.vocabulary.errors import Fault, UserError
from ropewalk.workspace.definitions import read_city, read_indicators
from ropewalk.workspace.folder import Folder

KINDS = ("place", "period", "value", "markers", "rows", "indicator", "scale", "all")


@dataclass(frozen=True)
class Plan:
    """What `ropewalk map` would write: files by name, under the source's folder and under indicators/."""

    source: str
    proposal: Proposal
    data: bytes
    map: str
    origin: str
    doubts: tuple[Doubt, ...]
    definitions: dict[str, str] = field(default_factory=dict)


def gazetteer(folder: Folder) -> Gazetteer:
    """The workspace's register of places, asked by names, its own place's wards first."""
    return Gazetteer(read_register(folder.sources / "places"), read_city(folder).place)


def plan_source(
    folder: Folder, path: Path, *, asked: Asked, told: Told, source: str = "", confirmed: Sequence[str] = ()
) -> Plan:
    """Look into a file and say what its source's folder would hold; nothing is written.

    ``confirmed``: what a person has looked at and found right, of KINDS. Raises UserError for a file that
    is not there, SourceError for one in which no table can be found.
    """
    if strange := [word for word in confirmed if word not in KINDS]:
        remedy = f"Use one of: {', '.join(KINDS)}"
        raise UserError(
            *(Fault("there is nothing of this name to confirm", remedy, value=w) for w in strange)
        )
    data = _read(path)
    known = Asked(read_indicators(folder), asked.sheet, asked.indicator, asked.values)
    proposal = propose(read_book(data, path.name), gazetteer(folder), known)
    left = tuple(d for d in proposal.doubts if d.about not in confirmed and "all" not in confirmed)
    name = source or _source_id(path)
    new = [draft for draft in proposal.drafts if not draft.known]
    texts = {f"{d.indicator}.toml": definition_text(d, name) for d in new}
    here = {file: text for file, text in texts.items() if not (folder.indicators / file).exists()}
    title = told.title or next(iter(proposal.titles), "") or path.stem
    origin = origin_text(name, told, title, path.name, _unpacked(path.name, data), _today())
    return Plan(name, proposal, data, map_text(proposal, left), origin, left, here)


def write_source(folder: Folder, plan: Plan, path: Path, *, replace: bool = False) -> Path:
    """Write the source's folder and the definitions begun, all or nothing. Raises UserError when it is there.

    The folder is made beside its place and moved into it, so that a reader never sees half of one.
    """
    target = folder.sources / plan.source
    if target.exists() and not replace:
        remedy = "Name another with --source, or write it anew with --replace"
        raise UserError(Fault("there is such a source already", remedy, value=plan.source))
    _keep_what_is_loaded(folder, plan.source, _unpacked(path.name, plan.data)[0])
    with _made(target) as part:
        (part / path.name).write_bytes(plan.data)
        (part / "map.toml").write_text(plan.map, encoding="utf-8")
        (part / "origin.toml").write_text(plan.origin, encoding="utf-8")
    for name, text in plan.definitions.items():
        (folder.indicators / name).write_text(text, encoding="utf-8")
    return target


def take_back(folder: Folder, source: str, path: Path) -> Path:
    """Put a mended file in the place of the one that was marked; the map stays as it is.

    A marked copy of a text file is a workbook: the map then says so. Where the file is loaded it stays, as an
    earlier edition. Raises UserError when there is no such source, it reads several files, or its one map
    could not read both files; SourceError when the mended file lacks a sheet.
    """
    target = folder.sources / _known(folder, source)
    old = read_origin(target)
    data = _read(path)
    if len(old.files) != 1:
        remedy = "Put it in the source's folder by hand, with its sha256 and bytes in origin.toml"
        raise UserError(Fault("this source reads several files", remedy, value=source))
    was, text = old.files[0].name, (target / "map.toml").read_text(encoding="utf-8")
    held = read_held(
        target
    )  # only what is loaded and whole is an edition; a file never read is mended in place
    new = _is_another(folder, source, _unpacked(path.name, data)[0])
    earlier = new and held.is_whole() and not _is_another(folder, source, old.files[0].sha256)
    name = was if earlier else path.name
    book = replace(read_book(data, path.name), file=name)
    mended = mended_map(text, was, book)
    if earlier and (mended != text or path.suffix != Path(was).suffix):
        _refuse(source)
    origin = (target / "origin.toml").read_text(encoding="utf-8")
    if earlier:  # the name of an edition goes with the edition
        origin = re.sub(r"(?m)^edition\s*=.*\n", "", origin)
    with _made(target) as part:
        shutil.copytree(target, part, dirs_exist_ok=True)
        if earlier:
            keep_edition(held, part)
        (part / was).unlink(missing_ok=True)
        (part / name).write_bytes(data)
        (part / "map.toml").write_text(mended, encoding="utf-8")
        told = with_file(origin, was, name, _unpacked(path.name, data), _today())
        (part / "origin.toml").write_text(told, encoding="utf-8")
    return target


def _keep_what_is_loaded(folder: Folder, source: str, sha256: str) -> None:
    """Bytes that a revision was made of are never written over. Raises UserError when they would be."""
    if _is_another(folder, source, sha256):
        _refuse(source)


def _is_another(folder: Folder, source: str, sha256: str) -> bool:
    """Whether the store holds the source, made of other bytes than these."""
    held = Store.open(folder.store).origins() if Store.exists(folder.store) else {}
    return source in held and sha256 not in {file.sha256 for file in held[source].files}


def _refuse(source: str) -> NoReturn:
    problem = "the file of this source is loaded, and another may not be written over it"
    remedy = "Put it beside the other as a new edition (editions.toml), or name another --source"
    raise UserError(Fault(problem, remedy, value=source))


def find_marks(folder: Folder, source: str) -> tuple[bytes, Marks]:
    """Every wrong cell of a source's file, and the file's bytes. Raises when map or origin is wrong."""
    place = folder.sources / _known(folder, source)
    origin, plan = read_origin(place), read_map(place)
    data = read_bytes(place, origin)
    tables = [table for table in plan.table if not table.code]
    names = list(dict.fromkeys(table.file for table in tables))
    if len(names) != 1:
        remedy = "Mark one file at a time: give each its own source"
        raise UserError(Fault(f"this source's map reads {len(names)} files of columns", remedy, value=source))
    files = Files(source, data)
    known = gazetteer(folder)
    looked = [look_over(table, files, known) for table in tables]
    frames = {each.table.sheet: files.cells(each.table) for each in looked if each.cells}
    return data[names[0]], place_marks(data[names[0]], names[0], looked, frames)


def mark(folder: Folder, source: str, out: Path) -> Marks:
    """Write a marked copy of a source's file to ``out``, whole or not at all; none when nothing is wrong."""
    data, marks = find_marks(folder, source)
    if marks.marks or marks.faults:
        book = marked_book(data, marks)
        with whole(out) as part:
            part.write_bytes(book)
    return marks


@contextmanager
def _made(target: Path) -> Iterator[Path]:
    """A folder to fill, which takes the place of ``target`` in one step: whoever is killed leaves the old or
    the new."""
    room = target.parent / f".{target.name}.part-{token_hex(4)}"
    part = room / "new"
    try:
        part.mkdir(parents=True)
        yield part
        if target.exists():
            swap(part, target)
        else:
            part.rename(target)
    except BaseException:
        aside = room / OLD  # where the disk cannot exchange two names, and failed between two renames
        if aside.exists() and not target.exists():
            aside.rename(target)
        raise
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _read(path: Path) -> bytes:
    if not path.is_file():
        raise UserError(Fault("there is no such file", "Give the path of a file", file=str(path)))
    return path.read_bytes()


def _unpacked(name: str, data: bytes) -> tuple[str, int]:
    """Hash and length of the publisher's bytes, before any packing."""
    plain = decompress(data) if name.endswith(".gz") else data
    return sha256(plain).hexdigest(), len(plain)


def _known(folder: Folder, source: str) -> str:
    if source not in folder.source_ids() or source == "places":
        remedy = f"Choose from: {', '.join(name for name in folder.source_ids() if name != 'places')}"
        raise UserError(Fault("there is no such source", remedy, value=source))
    return source


def _source_id(path: Path) -> str:
    return slug(path.name.removesuffix(".gz").rsplit(".", 1)[0])[:60]


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the writer's day
