"""Figures of many places: neighbourhoods in a swarm, in groups, on a map; council areas on maps."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

import polars as pl

from ropewalk.publish.noting import kept
from ropewalk.publish.website import evidence, held
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.gap import Gap, gap
from ropewalk.publish.website.mapped import Mapped, authority_map, has_authority_map, inside_map
from ropewalk.publish.website.mapped_figures import newest_of
from ropewalk.publish.website.subject import Subject
from ropewalk.publish.website.taken.one import Taken, exchange

NEIGHBOURHOODS: Final = "neighbourhoods"
GAP: Final = "gap"
HOMES: Final = "map-neighbourhoods"
COUNCILS: Final = "map-councils"
NEAR: Final = "map-near"


def of_gap(subject: Subject, found: Gap) -> Taken:
    """The gap inside a place: its numbers are those of its groups."""
    return Taken(subject, GAP, found.figure, found.sentence or found.title, found.tag, lambda: found.groups)


def of_homes_map(subject: Subject, found: Mapped) -> Taken:
    """The map of the neighbourhoods of a place."""
    said = found.said or found.figure.title
    return Taken(subject, HOMES, found.figure, said, None, partial(_of_homes, subject))


def of_council_maps(subject: Subject, found: Mapped) -> Mapping[str, Taken]:
    """The map of council areas, and the same close to the subject's place where there is one, by name."""
    said, data = found.said or found.figure.title, partial(_of_councils, subject, found.places)
    out = {COUNCILS: Taken(subject, COUNCILS, found.figure, said, None, data)}
    if found.near:
        out[NEAR] = Taken(subject, NEAR, found.near, found.near.title, None, data)
    return out


def _gap(subject: Subject) -> Taken | None:
    found = gap(subject)
    return of_gap(subject, found) if found else None


def _neighbourhoods(subject: Subject) -> Taken | None:
    figure, _rows = evidence.neighbourhoods(subject)
    if figure is None:
        return None
    return Taken(subject, NEIGHBOURHOODS, figure, figure.title, None, partial(_of_homes, subject))


def _homes_map(subject: Subject) -> Taken | None:
    found = inside_map(subject)
    return of_homes_map(subject, found) if found else None


def _council_map(subject: Subject, name: str) -> Taken | None:
    key = subject.indicator.id, subject.place, subject.breakdown
    return _council_maps(subject.account, *key).get(name)


@kept(8, by_language=True)
def _council_maps(account: Account, code: str, place: str, breakdown: str) -> Mapping[str, Taken]:
    """Both maps of an indicator: whoever takes one elsewhere asks for its page, numbers, drawing, picture and
    frame one after the other, and then for the other map."""
    subject = Subject(account, account.indicators[code], place, breakdown)
    found = authority_map(subject) if has_authority_map(subject) else None
    return of_council_maps(subject, found) if found else {}


def _of_homes(subject: Subject) -> pl.DataFrame:
    """The newest row of each neighbourhood."""
    inside = held.inside(subject.account, subject.indicator.id, subject.place)
    series = held.series(subject.account, subject.indicator.id)
    rows = series.filter((pl.col("breakdown") == subject.breakdown) & pl.col("place").is_in(inside))
    return exchange(held.latest(rows))


def _of_councils(subject: Subject, drawn: frozenset[str]) -> pl.DataFrame:
    """The rows of the council areas that are drawn, in the period that the map shows."""
    return exchange(newest_of(subject).filter(pl.col("place").is_in(sorted(drawn))))


MADE: Final[dict[str, Callable[[Subject], Taken | None]]] = {
    NEIGHBOURHOODS: _neighbourhoods,
    GAP: _gap,
    HOMES: _homes_map,
    COUNCILS: partial(_council_map, name=COUNCILS),
    NEAR: partial(_council_map, name=NEAR),
}
