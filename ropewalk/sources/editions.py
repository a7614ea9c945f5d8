"""Editions: what a publisher put out before, kept beside what it says now, each with its own origin.

A source's folder holds its newest edition. The earlier ones are listed in ``editions.toml``, the oldest
first, and their bytes lie under ``editions/ID/``. All are read through the one map.
"""

import re
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from ropewalk.sources.documents import read_document
from ropewalk.sources.origin import name_faults, read_origin
from ropewalk.vocabulary.errors import DefinitionError, Fault
from ropewalk.vocabulary.source import File, Origin

LISTING = "editions.toml"
FOLDER = "editions"
MOMENT = "Write 2023-03-31 or 2023-03-31T14:43:53"
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


class Edition(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One edition that another has followed. ``published``: a day or a moment, by the publisher's own clock.

    None: not recorded. ``id`` is the name of its folder. ``address`` only where it differs from the source's.
    """

    id: str
    retrieved: date
    files: tuple[File, ...]
    published: Any = None
    address: str = ""
    notes: str = ""


class Editions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A whole ``editions.toml``, the oldest edition first."""

    edition: tuple[Edition, ...]


def read_editions(folder: Path) -> tuple[Origin, ...]:
    """The origin of every edition of a source, the oldest first; the last one is ``origin.toml``'s own.

    Raises DefinitionError when a field is wrong, an id is used twice, or the order is not the publisher's.
    """
    newest = read_origin(folder)
    if not (folder / LISTING).is_file():
        return (newest,)
    file = f"{folder.name}/{LISTING}"
    listed = read_document(folder / LISTING, Editions, file).edition
    if faults := _faults(listed, newest, file) + _strange_folders(folder, listed):
        raise DefinitionError(*faults)
    return (*(_origin(newest, edition) for edition in listed), newest)


def _origin(newest: Origin, edition: Edition) -> Origin:
    moment = edition.published if isinstance(edition.published, datetime) else None
    return replace(
        newest,
        edition=edition.id,
        published=moment.date() if moment else edition.published,
        published_at=moment,
        retrieved=edition.retrieved,
        address=edition.address or newest.address,
        files=edition.files,
        notes=edition.notes or newest.notes,
    )


def _faults(listed: tuple[Edition, ...], newest: Origin, file: str) -> list[Fault]:
    found = [
        Fault("`published` is not a day or a moment", MOMENT, file, None, edition.id)
        for edition in listed
        if edition.published is not None and not isinstance(edition.published, date)
    ]
    if found:
        return found
    names = [edition.id for edition in listed] + ([newest.edition] if newest.edition else [])
    twice = [name for name in dict.fromkeys(names) if names.count(name) > 1]
    found += [Fault("the edition is named twice", "Give each its own id", file, None, name) for name in twice]
    for edition in listed:
        found += _edition_faults(edition, file)
    remedy = "List the editions as they were published, the oldest first"
    for before, after in pairwise(edition for edition in listed if edition.published):
        if _moment(after) < _moment(before):
            problem = "the edition was published before the one above it"
            found.append(Fault(problem, remedy, file, None, after.id))
    return found


def _edition_faults(edition: Edition, file: str) -> list[Fault]:
    found = name_faults([each.name for each in edition.files], file)
    if not NAME.fullmatch(edition.id):
        remedy = "Use letters, digits, hyphens, dots and underscores"
        found.append(Fault("this cannot be an edition's id", remedy, file, None, edition.id))
    if not edition.files:
        found.append(Fault("the edition has no [[edition.files]]", "Name its files", file, None, edition.id))
    if edition.published and edition.retrieved < _moment(edition).date():
        remedy = "Mend one of the two dates"
        found.append(Fault("`retrieved` is before `published`", remedy, file, None, edition.id))
    return found


def _moment(edition: Edition) -> datetime:
    """The moment of publication; for a day alone, its beginning."""
    published = edition.published
    if isinstance(published, datetime):
        return published.replace(tzinfo=None)
    return datetime(published.year, published.month, published.day)  # noqa: DTZ001 - the publisher's own clock


def _strange_folders(folder: Path, listed: tuple[Edition, ...]) -> list[Fault]:
    held = {path.name for path in (folder / FOLDER).glob("[!.]*")}
    remedy = f"Add it to {LISTING}, or take it out of the folder"
    return [
        Fault(f"{LISTING} does not name this edition", remedy, file=f"{folder.name}/{FOLDER}/{name}")
        for name in sorted(held - {edition.id for edition in listed})
    ]
