"""The files that a register of places is built from, read and checked, as frames and structs."""

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

import msgspec
import polars as pl

from ropewalk.sources.documents import read_document
from ropewalk.sources.neighbourhood_changes import SCHEMA, NeighbourhoodChanges, read_changes
from ropewalk.sources.sheets import read_sheet
from ropewalk.sources.text import read_csv
from ropewalk.vocabulary.errors import DefinitionError, Fault, SourceError


class RegisterMap(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``places/map.toml``: which file is which. See docs/column-maps.md.

    ``areas``: JSON of codes with name, level, parents, start, end. ``more_areas``: JSON of codes and
    names, for those codes of ``more_kinds`` (first letters of a code -> kind) that ``areas`` lacks.
    ``changes``, ``councils``, ``neighbourhoods``: CSV. ``education``: the sheet of DfE numbers and names.
    ``neighbourhood_changes``: lists of one edition's neighbourhoods beside the next one's, oldest first.
    """

    areas: str
    changes: str
    councils: str
    more_areas: str = ""
    more_kinds: dict[str, str] = {}
    education: str = ""
    education_sheet: str = "Sheet1"
    neighbourhoods: tuple[str, ...] = ()
    neighbourhood_changes: tuple[NeighbourhoodChanges, ...] = ()


class Area(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of the areas file; ``start`` and ``end`` are the first and last whole years."""

    areacd: str
    areanm: str
    level: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    start: int | None = None
    end: int | None = None


class RegisterFiles(msgspec.Struct, frozen=True, kw_only=True):
    """The files, read: frames of strings with the publishers' own column names."""

    areas: dict[str, Area]
    more_areas: dict[str, str]
    changes: pl.DataFrame
    councils: pl.DataFrame
    education: pl.DataFrame
    neighbourhoods: pl.DataFrame
    neighbourhood_changes: pl.DataFrame


T = TypeVar("T")

CHANGES = ("oldcd", "newcd", "type", "start", "oldnm", "newnm")
COUNCILS = (
    "local-authority-code",
    "official-name",
    "gss-code",
    "end-date",
    "replaced-by",
    "former-gss-codes",
    "ecode",
    "old-ons-la-code",
)
EDUCATION = ("LA Number", "LA Name")
NEIGHBOURHOODS = (
    "lsoa21_code",
    "lsoa21_name",
    "ward24_code",
    "ward24_name",
    "ltla24_code",
)


def read_register_map(folder: Path) -> RegisterMap:
    """Read ``map.toml`` of the places folder. Raises DefinitionError."""
    return read_document(folder / "map.toml", RegisterMap, f"{folder.name}/map.toml")


def read_register_files(folder: Path, data: Mapping[str, bytes], plan: RegisterMap) -> RegisterFiles:
    """Read every file that the map names. Raises SourceError for a damaged one or a missing column."""
    named = [plan.areas, plan.changes, plan.councils, *plan.neighbourhoods]
    named += [one.file for one in plan.neighbourhood_changes]
    named += [name for name in (plan.more_areas, plan.education) if name]
    if missing := [name for name in named if name not in data]:
        remedy = "Add it to origin.toml, or mend the name"
        file = f"{folder.name}/map.toml"
        raise DefinitionError(*(Fault("there is no such file", remedy, file, None, name) for name in missing))
    source = folder.name
    more = _json(data, plan.more_areas, dict[str, str], source) if plan.more_areas else {}
    changed = [read_changes(data[c.file], c, f"{source}/{c.file}") for c in plan.neighbourhood_changes]
    frames = [_csv(data, name, NEIGHBOURHOODS, source) for name in plan.neighbourhoods]
    return RegisterFiles(
        areas=_json(data, plan.areas, dict[str, Area], source),
        more_areas=more,
        changes=_csv(data, plan.changes, CHANGES, source),
        councils=_csv(data, plan.councils, COUNCILS, source),
        education=_education(data, plan, source),
        neighbourhoods=pl.concat(frames) if frames else _empty(NEIGHBOURHOODS),
        neighbourhood_changes=pl.concat([pl.DataFrame(schema=SCHEMA), *changed]),
    )


def _json(data: Mapping[str, bytes], name: str, kind: type[T], source: str) -> T:
    try:
        return msgspec.json.decode(data[name], type=kind)
    except msgspec.DecodeError as error:
        fault = Fault(f"the file cannot be read: {error}", "Fetch the file again", file=f"{source}/{name}")
        raise SourceError(fault) from error


def _csv(data: Mapping[str, bytes], name: str, columns: tuple[str, ...], source: str) -> pl.DataFrame:
    return _columns(read_csv(data[name], file=f"{source}/{name}"), columns, f"{source}/{name}")


def _education(data: Mapping[str, bytes], plan: RegisterMap, source: str) -> pl.DataFrame:
    if not plan.education:
        return _empty(EDUCATION)
    file = f"{source}/{plan.education}"
    sheet = read_sheet(data[plan.education], file=file, sheet=plan.education_sheet)
    return _columns(sheet, EDUCATION, file)


def _columns(frame: pl.DataFrame, columns: tuple[str, ...], file: str) -> pl.DataFrame:
    remedy = "The file has changed its layout: fetch one with these columns"
    faults = [Fault(f"there is no column {c}", remedy, file=file) for c in columns if c not in frame.columns]
    if faults:
        raise SourceError(*faults)
    return frame.select(columns)


def _empty(columns: tuple[str, ...]) -> pl.DataFrame:
    return pl.DataFrame(schema=dict.fromkeys(columns, pl.String))
