"""Figures on maps: the neighbourhoods of a place, or the councils of the land, each with its table."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ropewalk.figures.choropleth import Box, Shape, around, choropleth
from ropewalk.figures.inputs import Figure, Table
from ropewalk.figures.map_steps import with_states
from ropewalk.figures.numbers import interval, short, state_words
from ropewalk.findings.outlines import Outline
from ropewalk.publish.website import addresses, held
from ropewalk.publish.website.account import NEIGHBOURHOOD, WARD, Account
from ropewalk.publish.website.beside import compares_with_nobody
from ropewalk.publish.website.cards import Tag
from ropewalk.publish.website.homes import called
from ropewalk.publish.website.mapped_figures import (
    Held,
    classed_of,
    newest_of,
    of_authorities,
    of_homes,
)
from ropewalk.publish.website.mapped_words import COUNCILS, HOMES, described, said
from ropewalk.publish.website.subject import Subject
from ropewalk.vocabulary.language import gettext as _
from ropewalk.vocabulary.period import period_words
from ropewalk.vocabulary.words import Kind, Position, Question

AUTHORITY: Final = "authority"
FEWEST: Final = 10
"""A map of fewer places tells nothing that their table does not."""


@dataclass(frozen=True, slots=True)
class Row:
    """A place in the table beside a map. ``tag``: its verdict beside the average, None where none is held."""

    href: str
    name: str
    within: str
    value: str
    likely: str
    tag: Tag | None


@dataclass(frozen=True, slots=True)
class Mapped:
    """A map with its table, lowest figure first; places without a figure stand last. ``said``: what it says;
    ``places``: the codes of those drawn; ``near``: the same close to the reader's, drawn larger; ``sources``:
    whose lines these are."""

    figure: Figure
    said: str
    places: frozenset[str]
    rows: tuple[Row, ...]
    within: str
    ranged: bool
    tagged: bool
    near: Figure | None
    sources: tuple[str, ...]


def inside_map(subject: Subject) -> Mapped | None:
    """The neighbourhoods of the subject's place; None where no boundaries or too few figures are held."""
    account, indicator = subject.account, subject.indicator
    outlines = account.outlines
    homes = held.homes_of(account, subject.place)
    drawn = {code: one for code, one in outlines.places.get(NEIGHBOURHOOD, {}).items() if code in homes}
    known = of_homes(subject, tuple(drawn))
    if len(drawn) < FEWEST or not known.values:
        return None
    classed = with_states(classed_of(subject, known), known.states, tuple(drawn))
    pages = addresses.in_places(indicator.id, drawn)
    shapes = [_shape(one, called(account, code), pages[code], known) for code, one in drawn.items()]
    drawn_wards, wards = outlines.places.get(WARD, {}).items(), held.wards(account)
    lines = [one.path for code, one in drawn_wards if subject.place in account.places[code].parents]
    title = _("{measure}: the neighbourhoods of {place}").format(measure=indicator.title, place=subject.name)
    names = {shape.code: shape.name for shape in shapes}
    rows = _rows(indicator.id, names, known, lambda code: wards.get(code, ""))
    figure = choropleth(
        shapes,
        classed,
        name="map",
        title=title,
        description=described(names, known, classed),
        behind=lambda: _table(title, rows, _("Neighbourhood")),
        lines=lines,
        note=" ".join([classed.rule, *([_wards_words()] if lines else [])]),
    )
    return _mapped(account, figure, rows, _("Ward"), NEIGHBOURHOOD, said(HOMES, known, names), names)


def authority_map(subject: Subject) -> Mapped | None:
    """Every council area that has a figure of the newest period; None where too few have one."""
    account, indicator = subject.account, subject.indicator
    outlines = account.outlines
    drawn = outlines.places.get(AUTHORITY, {})
    known = of_authorities(subject, tuple(drawn))
    if len(known.values) < FEWEST:
        return None
    judged = {code for code in known.verdicts if code in known.values}
    countries = {_country(account, code) for code in judged or known.values}
    drawn = {code: one for code, one in drawn.items() if _country(account, code) in countries}
    classed = with_states(classed_of(subject, known), known.states, tuple(drawn))
    names = {code: account.names[code] for code in drawn}
    shapes = [
        _shape(
            one, names[code], addresses.indicator(indicator.id, code) if code in known.values else "", known
        )
        for code, one in drawn.items()
    ]
    period = period_words(newest_of(subject)["period"][0])
    title = _("{measure}: council areas, {period}").format(measure=indicator.title, period=period)
    rows = _rows(indicator.id, names, known, lambda code: _above(account, code))
    lines = [
        one.path
        for code, one in outlines.places.get("region", {}).items()
        if _country(account, code) in countries
    ]

    def draw(name: str, some: Sequence[Shape], box: Box | None, what: str) -> Figure:
        return choropleth(
            some,
            classed,
            name=name,
            title=what,
            description=described(names, known, classed),
            behind=lambda: _table(title, rows, _("Council area")),
            reader=subject.place if subject.place in drawn else "",
            lines=lines,
            box=box,
            note=classed.rule,
        )

    figure = draw("map", shapes, None, title)
    region = account.above(subject.place, "region")
    close = [shape for shape in shapes if region and region.code in account.places[shape.code].parents]
    near = None
    if close and region and len(close) < len(shapes):
        box = around(close)
        some = [shape for shape in shapes if _meet(shape.box, box)]
        near_title = _("{measure}: council areas close to {place}, {period}").format(
            measure=indicator.title, place=subject.name, period=period
        )
        near = draw("map-near", some, box, near_title)
    told = said(COUNCILS, known, names)
    return replace(_mapped(account, figure, rows, _("Region or country"), AUTHORITY, told, names), near=near)


def has_authority_map(subject: Subject) -> bool:
    """Whether there is a map of council areas. A count has none: it would tell large places from small."""
    indicator = subject.indicator
    if indicator.kind is Kind.COUNT or compares_with_nobody(indicator):
        return False
    if not subject.account.outlines.places.get(AUTHORITY):
        return False
    councils = held.of_kinds(subject.account, AUTHORITY)
    return sum(code in councils for code in newest_of(subject)["place"]) >= FEWEST


def _mapped(
    account: Account,
    figure: Figure,
    rows: tuple[Row, ...],
    within: str,
    kind: str,
    told: str,
    drawn: Iterable[str],
) -> Mapped:
    layer = account.outlines.layers[kind]
    return Mapped(
        figure=figure,
        said=told,
        places=frozenset(drawn),
        rows=rows,
        within=within,
        ranged=any(row.likely for row in rows),
        tagged=any(row.tag for row in rows),
        near=None,
        sources=layer.sources,
    )


def _shape(one: Outline, name: str, href: str, known: Held) -> Shape:
    value, state = known.values.get(one.code), known.states.get(one.code, "")
    figure = short(value, known.style) if value is not None else state_words(state) or _("no figure held")
    box = (one.left, one.top, one.right, one.bottom)
    return Shape(one.code, name, one.path, one.x, one.y, box, href, f"{name}: {figure}")


def _rows(
    indicator: str, names: Mapping[str, str], known: Held, within: Callable[[str], str]
) -> tuple[Row, ...]:
    """Lowest figure first, those without one last, by name."""
    order = sorted(names, key=lambda c: (c not in known.values, known.values.get(c, 0.0), names[c]))
    # Where the indicator has no figure of a place, the page of the place itself.
    pages = addresses.in_places(indicator, known.values)
    return tuple(
        _row(code, pages.get(code) or addresses.place(code), names[code], known, within(code))
        for code in order
    )


def _row(code: str, href: str, name: str, known: Held, within: str) -> Row:
    value, state = known.values.get(code), known.states.get(code, "")
    verdict = known.verdicts.get(code, "") if value is not None else ""
    return Row(
        href=href,
        name=name,
        within=within,
        value=short(value, known.style) if value is not None else state_words(state) or _("not held"),
        likely=interval(*known.limits.get(code, (None, None)), known.style),
        tag=Tag(Question.POSITION, verdict) if verdict and verdict != Position.CANNOT_SAY else None,
    )


def _table(title: str, rows: Sequence[Row], head: str) -> Table:
    cells = tuple((row.name, row.within, row.value, row.likely) for row in rows)
    return Table(title, (head, _("In"), _("Figure"), _("Likely range")), cells, (2, 3))


def _country(account: Account, code: str) -> str:
    """The country that a place lies in, or is."""
    found = account.above(code, "country")
    return found.code if found and found.code[0] != "K" else code


def _above(account: Account, code: str) -> str:
    found = account.above(code, "region") or account.above(code, "country")
    return found.name if found else ""


def _wards_words() -> str:
    return _("The stronger lines are wards, built from neighbourhoods by best fit.")


def _meet(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]
