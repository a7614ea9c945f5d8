"""The gap inside a place, drawn and told: from where most people are short of money to where fewest are."""

from dataclasses import dataclass, replace
from typing import Any, Final

import polars as pl

from ropewalk.figures.gradient import Step, gradient
from ropewalk.figures.inputs import Figure, Style
from ropewalk.figures.numbers import is_percent
from ropewalk.figures.units import unit_words
from ropewalk.findings.inequality.rules import PER, RANKINGS
from ropewalk.publish.website import held
from ropewalk.publish.website.cards import Tag
from ropewalk.publish.website.subject import Subject
from ropewalk.publish.website.told import told
from ropewalk.vocabulary.language import _, later
from ropewalk.vocabulary.words import Kind, Position, Question

FIRST: Final = (later("Most people short of money"), later("Fewest people short of money"))
NO_GAP: Final = later("The gap cannot be told")
PARTS: Final = {5: later("Fifth"), 10: later("Tenth")}
WHERE: Final = later("where most people are short of money")
"""How ``RANKINGS`` names the end that goes without most."""
TITLES: Final = {
    Position.WORSE: later("Worse {where}"),
    Position.BETTER: later("Better {where}"),
    Position.NOT_DISTINGUISHABLE: later("No clear gap between neighbourhoods"),
}


@dataclass(frozen=True, slots=True)
class Gap:
    """What is held of a gap. ``row``: of the table of gaps; ``groups`` and ``neighbourhoods``: the rows of
    the other two; ``title``: what it says in a few words."""

    row: dict[str, Any]
    groups: pl.DataFrame
    neighbourhoods: pl.DataFrame
    style: Style
    title: str
    sentence: str
    tag: Tag
    figure: Figure


def gap(subject: Subject) -> Gap | None:
    """The gap of an indicator inside a place; None where none is told."""
    found = held.gaps(subject.account, subject.indicator.id, subject.place)
    if found.gaps.is_empty():
        return None
    row = found.gaps.row(0, named=True)
    style = _style(subject)
    return Gap(
        row=row,
        groups=found.groups,
        neighbourhoods=found.neighbourhoods,
        style=style,
        title=_title(row),
        sentence=told(row["sentence"]),
        tag=_tag(row),
        figure=_figure(subject, found.groups, row, style),
    )


def _style(subject: Subject) -> Style:
    if subject.indicator.kind is Kind.COUNT:
        return replace(subject.style, unit=_("for every {per:,.0f} people").format(per=PER), decimals=0)
    return subject.style


def _title(row: dict[str, Any]) -> str:
    where = RANKINGS[row["ranking"]][0]
    verdict = Position(row["verdict"])
    if verdict is Position.CANNOT_SAY and row["slope_index"] is not None:
        return f"{'Higher' if row['slope_index'] > 0 else 'Lower'} {where}"
    return _(TITLES.get(verdict, NO_GAP)).format(where=_(where))


def _tag(row: dict[str, Any]) -> Tag:
    where = RANKINGS[row["ranking"]][0]
    note = _(where) if row["verdict"] in (Position.BETTER, Position.WORSE) else ""
    return Tag(Question.POSITION, row["verdict"], note)


def _figure(subject: Subject, groups: pl.DataFrame, row: dict[str, Any], style: Style) -> Figure:
    by_group = {one["group"]: one for one in groups.iter_rows(named=True)}
    steps = [
        Step(str(at), one["value"], one["lower"], one["upper"], one["neighbourhoods"])
        if (one := by_group.get(at))
        else Step(str(at), None)
        for at in range(1, row["groups"] + 1)
    ]
    unit = "" if is_percent(style.unit) or not style.unit else f", {unit_words(style.unit)}"
    return gradient(
        steps,
        name="inside",
        title=_("{title}, group by group{unit}").format(title=subject.indicator.title, unit=unit),
        style=style,
        ends=(_(FIRST[0]), _(FIRST[1])),
        head=_(PARTS[row["groups"]]),
    )
