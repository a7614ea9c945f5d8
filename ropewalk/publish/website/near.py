"""What the page of a neighbourhood or a ward says beside its figures: where it lies, what is known there
beside the city's average, and what is known only for the whole city."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from ropewalk.figures.inputs import Figure, style_of
from ropewalk.figures.numbers import interval, short, state_words
from ropewalk.figures.units import unit_words
from ropewalk.publish.website import addresses, held, homes
from ropewalk.publish.website.account import NEIGHBOURHOOD, WARD, Account
from ropewalk.publish.website.cards import Tag
from ropewalk.publish.website.locator import locator
from ropewalk.publish.website.site import Link
from ropewalk.vocabulary.language import _
from ropewalk.vocabulary.period import period_short
from ropewalk.vocabulary.words import Kind, Question


@dataclass(frozen=True, slots=True)
class Known:
    """A measure that is known for the neighbourhood. ``average``: of its council's neighbourhoods together;
    ``tag``: better or worse than that, None where it cannot be judged."""

    title: str
    href: str
    value: str
    per: str
    period: str
    likely: str
    average: str
    tag: Tag | None


@dataclass(frozen=True, slots=True)
class Near:
    """``title``: what the place is called; ``best_fit``: how a ward's lines were drawn; ``only_city``:
    promises whose measures are known only for the city, with how many."""

    title: str
    area: Link | None
    ward: Link | None
    map: Figure | None
    beside: tuple[Link, ...]
    known: tuple[Known, ...]
    average_of: str
    only_city: tuple[tuple[Link, int], ...]
    best_fit: str
    homes: tuple[Link, ...]
    sources: tuple[str, ...]


def near(account: Account, place: str) -> Near | None:
    """What the page of a neighbourhood or a ward adds; None for others, and for those that are no more."""
    found = account.places[place]
    if found.kind not in (NEIGHBOURHOOD, WARD) or found.gone:
        return None
    area, council, ward = (
        homes.area_of(account, place),
        account.above(place, "authority"),
        account.above(place, WARD),
    )
    inside = homes.homes_in(account, place) if found.kind == WARD else (place,)
    layer = account.outlines.layers.get(found.kind)
    rows = known_in(account, place, council.code) if council and found.kind == NEIGHBOURHOOD else ()
    return Near(
        title=homes.called(account, place),
        area=Link(area.name, addresses.area(homes.slug_of(area.code))) if area else None,
        ward=Link(ward.name, addresses.place(ward.code)) if ward else None,
        map=_map(account, place, inside),
        beside=_beside(account, place),
        known=rows,
        average_of=council.name if council else "",
        only_city=_only_city(account, place),
        best_fit=layer.built if layer else "",
        homes=tuple(_link(account, code) for code in inside) if found.kind == WARD else (),
        sources=layer.sources if layer else (),
    )


def known_in(account: Account, place: str, council: str) -> tuple[Known, ...]:
    """Every measure that a neighbourhood has a figure of, or a hidden one, in the definitions' order."""
    gaps = held.gaps_of_council(account, council).filter(pl.col("neighbourhood") == place)
    beside = {row["indicator"]: row for row in gaps.iter_rows(named=True)}
    newest = {row["indicator"]: row for row in held.newest(account, place).iter_rows(named=True)}
    codes = [code for code in account.indicators if code in newest or code in beside]
    return tuple(_known(account, code, place, newest.get(code), beside.get(code)) for code in codes)


def _known(
    account: Account,
    code: str,
    place: str,
    newest: dict[str, Any] | None,
    beside: dict[str, Any] | None,
) -> Known:
    indicator = account.indicators[code]
    style, row = style_of(indicator), newest or beside or {}
    value = row.get("value")
    found = beside or {}
    verdict = str(found.get("beside") or "")
    # A count is set beside others as a rate, since neighbourhoods differ in size.
    counted = indicator.kind is Kind.COUNT
    rate = replace(style, unit="", decimals=0) if counted else style
    among = _("{figure} in every 1,000 people") if counted else "{figure}"
    average, likely = found.get("average"), interval(found.get("lower"), found.get("upper"), rate)
    return Known(
        title=indicator.title,
        href=addresses.indicator(code, place) if newest else addresses.indicator(code),
        value=short(value, style) if isinstance(value, float) else state_words(str(row.get("state", ""))),
        per="" if not style.unit or style.unit.startswith("%") else unit_words(style.unit),
        period=period_short(str(row["period"])),
        likely=among.format(figure=likely) if likely else "",
        average=among.format(figure=short(average, rate)) if isinstance(average, float) else "",
        tag=Tag(Question.POSITION, verdict) if verdict else None,
    )


def _only_city(account: Account, place: str) -> tuple[tuple[Link, int], ...]:
    """Promises in the plan's order, with how many of their measures the city has and this place has not."""
    city = set(held.newest(account, account.city.place)["indicator"])
    lacking = city - set(held.newest(account, place)["indicator"])
    if account.city.place not in account.places[place].parents:
        return ()
    counts = [
        (one, sum(found.id in lacking for found in account.indicators_of(one.code)))
        for one in account.priorities.values()
    ]
    return tuple((Link(one.title, addresses.priority(one.code)), n) for one, n in counts if n)


def _map(account: Account, place: str, inside: Sequence[str]) -> Figure | None:
    drawn = account.outlines.places.get(NEIGHBOURHOOD, {})
    marked = [code for code in inside if code in drawn]
    if not marked:
        return None
    ward = account.is_a(place, WARD)
    name = homes.called(account, place)
    show = [*marked, *(code for code in drawn[marked[0]].beside if not ward)]
    return locator(
        tuple(drawn.values()),
        marked,
        name="where",
        title=_("{place} and what lies round it").format(place=name),
        names={code: homes.called(account, code) for code in drawn},
        hrefs={code: addresses.place(code) for code in drawn},
        words=(_("In {area}").format(area=name) if ward else name, _("Round it")),
        labels={code: homes.short_name(account, code) for code in show},
        lines=[one.path for one in account.outlines.places.get(WARD, {}).values()],
        reader="" if ward else place,
    )


def _beside(account: Account, place: str) -> tuple[Link, ...]:
    one = account.outlines.of(account.places[place].kind, place)
    return tuple(_link(account, code) for code in (one.beside if one else ()))


def _link(account: Account, code: str) -> Link:
    return Link(homes.called(account, code), addresses.place(code))
