"""Which larger area each place belongs to, by the register or by its official name, and plain names."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Final

import polars as pl

from ropewalk.vocabulary.place import Place

LETTER: Final = re.compile(r"^(.+ \d{3})[A-Z]+$")
"""Official names of neighbourhoods are their area's name and a letter: Anytown 031A lies in Anytown 031."""


def by_parent(codes: Sequence[str], places: Mapping[str, Place], kinds: Collection[str]) -> list[str]:
    """The nearest parent of one of those kinds, by the register; empty where it has none."""
    parents = ([up for up in places[code].parents if up in places] for code in codes)
    return [next((up for up in above if places[up].kind in kinds), "") for above in parents]


def by_name(names: Sequence[str]) -> list[str]:
    """The official name of the area that each is a part of; empty where a name is not built so."""
    return [found[1] if (found := LETTER.match(name)) else "" for name in names]


def unchanged(codes: Sequence[str], places: Mapping[str, Place], edition: str) -> frozenset[str]:
    """The areas (by official name) that an earlier edition of neighbourhoods has under the same name and with
    just the same ground: everything that became a part of one was a part of the area of that name.

    ``codes``: the neighbourhoods of today. Where the register does not tell what one was, its area is none.
    """
    made_of = _before(codes, places, edition)
    links = {(by_name([places[code].name])[0], old) for code in codes for old in made_of.get(code, ("",))}
    strays = {new for new, old in links if new != old} | {old for new, old in links if new != old}
    return frozenset({new for new, _ in links if new} - strays)


def _before(codes: Sequence[str], places: Mapping[str, Place], edition: str) -> dict[str, tuple[str, ...]]:
    """For each code, the areas (by name) of the earlier edition's neighbourhoods that its ground was in."""
    found: dict[str, tuple[str, ...]] = {}
    for place in places.values():
        earlier = dict(place.editions).get(edition)
        if earlier:
            area = by_name([earlier])[0]
            for code in place.successors or (place.code,):
                found[code] = (*found.get(code, ()), area)
    return {code: found[code] for code in codes if code in found}


def plain_names(table: pl.DataFrame, official: str, name: str) -> dict[str, str]:
    """What people call each area, by its official name; an area that is listed twice has none."""
    rows = table.select(pl.col(official).alias("official"), pl.col(name).alias("name")).drop_nulls()
    once = rows.filter(pl.len().over("official") == 1, pl.col("name").str.strip_chars() != "")
    return dict(once.iter_rows())
