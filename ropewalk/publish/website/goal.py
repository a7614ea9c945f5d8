"""The target of an indicator: the chance of reaching it, the pace it asks for, and every target before."""

from dataclasses import dataclass, replace
from datetime import date

from ropewalk.figures.inputs import Style
from ropewalk.figures.numbers import full, interval, is_percent
from ropewalk.findings.pace import Beside, Limits, Pace, pace_to
from ropewalk.plan.public import TargetChange
from ropewalk.publish.website.cards import Tag
from ropewalk.publish.website.rows import Verdicts
from ropewalk.publish.website.subject import Subject
from ropewalk.publish.website.worked import amount
from ropewalk.vocabulary.indicator import Target
from ropewalk.vocabulary.language import _, later
from ropewalk.vocabulary.period import day_words
from ropewalk.vocabulary.words import Question

BESIDE = {
    Beside.FAST_ENOUGH: later("The pace of late is faster than the pace that is needed."),
    Beside.TOO_SLOW: later("The pace of late is slower than the pace that is needed."),
    Beside.NOT_TOLD_APART: later("The pace of late cannot be told apart from the pace that is needed."),
    Beside.CANNOT_SAY: later("How the pace of late compares with that cannot be said."),
}


@dataclass(frozen=True, slots=True)
class Goal:
    """``target``: the one in force, None where none is; ``sentence``: what is found; ``beside``: the two
    paces in a sentence; ``rows``: the paces in numbers; ``changes``: every target, oldest first."""

    target: Target | None
    tag: Tag | None
    sentence: str
    beside: str
    rows: tuple[tuple[str, str], ...]
    changes: tuple[tuple[date, str, TargetChange], ...]


def goal(
    subject: Subject, verdicts: Verdicts, newest: Limits, changes: tuple[TargetChange, ...]
) -> Goal | None:
    """The section; None where no target is held and none was. Targets are the city's own."""
    own = subject.place == subject.account.city.place
    target = subject.indicator.target if own else None
    if target is None and not (own and changes):
        return None
    found, direction = verdicts.prospect, verdicts.direction
    pace = None
    if target is not None and direction is not None and direction.period:
        lately = direction.estimate, direction.lower, direction.upper
        pace = pace_to(target, newest, direction.period, lately, direction.method)
    return Goal(
        target=target,
        tag=Tag(Question.PROSPECT, found.verdict) if found and target else None,
        sentence=found.sentence if found and target else "",
        beside=_(BESIDE[pace.beside]) if pace else "",
        rows=_rows(pace, subject.style) if pace else (),
        changes=tuple((change.day, _change(change, subject.style), change) for change in changes),
    )


def _rows(pace: Pace, style: Style) -> tuple[tuple[str, str], ...]:
    rows = [(_("Needed each year from now"), pace.needed)]
    rows += [(_("Change a year of late"), pace.lately)] if pace.lately else []
    return tuple((term, _paced(limits, style)) for term, limits in rows)


def _paced(limits: Limits, style: Style) -> str:
    value, lower, upper = limits
    if value is None:
        return ""
    finer = replace(style, decimals=style.decimals + 1)
    points = is_percent(style.unit)
    size = amount(value, finer, lower, upper, points=points)
    likely = interval(lower, upper, replace(finer, unit=""))
    return _("{size} (likely range {likely})").format(size=size, likely=likely) if likely else size


def _change(change: TargetChange, style: Style) -> str:
    if change.target is None:
        return _("Withdrawn.")
    day = day_words(change.target.date)
    return _("{value} by {day}.").format(value=full(change.target.value, style), day=day)
