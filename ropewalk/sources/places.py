"""Places from the register's files: kinds, parents, dates and successors."""

from collections.abc import Mapping
from datetime import date, timedelta

import polars as pl
from msgspec.structs import replace

from ropewalk.sources.neighbourhood_changes import with_changes
from ropewalk.sources.recodes import read_successors
from ropewalk.sources.register_files import Area, RegisterFiles
from ropewalk.vocabulary.history import mergers
from ropewalk.vocabulary.place import Place

# The level that the areas file gives decides the kind; the most particular one that fits, first.
KINDS = (("ctry", "country"), ("rgn", "region"), ("cauth", "combined-authority"), ("ltla", "authority"))


def read_places(
    files: RegisterFiles, more_kinds: Mapping[str, str], renames: dict[str, str]
) -> dict[str, Place]:
    """Every place by its newest code. Old codes of a place that is still there are not places."""
    successors = read_successors(files, renames)
    ends = _end_dates(files.councils)
    current = set(renames.values())
    found = {
        code: _place(area, renames, successors, ends, carried_on=code in current)
        for code, area in files.areas.items()
        if code not in renames
    }
    for code, name in files.more_areas.items():
        kind = more_kinds.get(code[:3])
        if kind and code not in found and code not in renames:
            found[code] = Place(code=code, name=name, kind=kind)
    found |= _begun_by_merger(found)
    found |= _neighbourhoods(files.neighbourhoods, found, renames)
    return found | with_changes(files.neighbourhood_changes, found, renames)


def _begun_by_merger(places: Mapping[str, Place]) -> dict[str, Place]:
    """Merged places whose own first day is in no list: the day after all that they were made of ended."""
    found = {}
    for code, parts in mergers(places).items():
        ends = {places[part].valid_to for part in parts}
        end = ends.pop() if len(ends) == 1 else None
        if places[code].valid_from is None and end is not None:
            found[code] = replace(places[code], valid_from=end + timedelta(days=1))
    return found


def _place(
    area: Area,
    renames: Mapping[str, str],
    successors: Mapping[str, tuple[str, ...]],
    ends: Mapping[str, date],
    *,
    carried_on: bool,
) -> Place:
    parents = tuple(dict.fromkeys(renames.get(parent, parent) for parent in area.parents))
    started = date(area.start, 4, 1) if area.start and not carried_on else None
    return Place(
        code=area.areacd,
        name=area.areanm,
        kind=_kind(area),
        parents=parents,
        # A code that replaced another for the same place began with the code, not with the place.
        valid_from=started,
        valid_to=_valid_to(area, ends),
        successors=successors.get(area.areacd, ()),
    )


def _kind(area: Area) -> str:
    for level, kind in KINDS:
        if level in area.level:
            return kind
    return "county" if "utla" in area.level else "metropolitan-county"


def _valid_to(area: Area, ends: Mapping[str, date]) -> date | None:
    """The register's own last day; else the last day of the last whole year that the areas file gives.

    English councils change on 1 April, so a council whose last whole year is 2022 ended in March 2023.
    """
    if area.areacd in ends:
        return ends[area.areacd]
    if area.end is None:
        return None
    return date(area.end, 12, 31) if "cauth" in area.level else date(area.end + 1, 3, 31)


def _end_dates(councils: pl.DataFrame) -> dict[str, date]:
    """The register writes some ends as the last day, others as the first day after (a 1 April)."""
    rows = councils.drop_nulls(["gss-code", "end-date"]).select("gss-code", pl.col("end-date").str.to_date())
    return {
        code: day - timedelta(days=1) if (day.month, day.day) == (4, 1) else day
        for code, day in rows.iter_rows()
    }


def _neighbourhoods(
    rows: pl.DataFrame, places: Mapping[str, Place], renames: Mapping[str, str]
) -> dict[str, Place]:
    """Neighbourhoods (LSOA) and wards under their authorities; parents nearest first."""
    found = {}
    for lsoa, name, ward, ward_name, authority in rows.iter_rows():
        code = renames.get(authority, authority)
        above = (code, *places[code].parents) if code in places else ()
        found[ward] = Place(code=ward, name=ward_name, kind="ward", parents=above)
        found[lsoa] = Place(code=lsoa, name=name, kind="lsoa", parents=(ward, *above))
    return found
