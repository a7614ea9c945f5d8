"""Exceptions: what got worse and which targets will be missed, each with cause, action, owner, date, effect.

What nobody has said is told as not held: a gap in a report that a reader can see is one that gets filled.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from ropewalk.figures.inputs import Table
from ropewalk.figures.line_chart import line_chart
from ropewalk.figures.numbers import count_of
from ropewalk.releases.report.evidence import Evidence, Measure, tally_of
from ropewalk.releases.report.model import Part, Picture, Section, Text
from ropewalk.releases.report.words import not_held
from ropewalk.vocabulary.action import Action
from ropewalk.vocabulary.language import _
from ropewalk.vocabulary.period import day_words
from ropewalk.vocabulary.words import Direction, Prospect


def exceptional(measures: tuple[Measure, ...]) -> tuple[Measure, ...]:
    """The measures that got worse, then those whose target is unlikely to be met."""
    worse = [one for one in measures if one.counted == Direction.WORSENING]
    missed = [one for one in measures if one.prospect_word == Prospect.UNLIKELY and one not in worse]
    return (*worse, *missed)


def exceptions(evidence: Evidence, measures: tuple[Measure, ...], *, drawn: bool = True) -> Iterator[Section]:
    """A section that counts them, then one for each."""
    found = exceptional(measures)
    said = _("{measures} of {total} got worse, or will probably miss its target.")
    total = tally_of(evidence, measures).total
    words = said.format(measures=count_of(len(found), "measure"), total=total)
    none = _("No measure got worse, and no target will probably be missed.")
    yield Section(_("Exceptions"), (Text(words if found else none),))
    for at, one in enumerate(found):
        yield Section(one.indicator.title, tuple(_parts(evidence, one, f"exception-{at}", drawn=drawn)), 3)


def _parts(evidence: Evidence, one: Measure, name: str, *, drawn: bool) -> Iterator[Part]:
    yield Text(one.direction or _("Its direction cannot be judged."))
    if one.position:
        yield Text(one.position)
    if one.indicator.target is not None:
        yield Text(one.prospect)
    if drawn and one.line is not None:
        yield Picture(
            line_chart(
                one.line,
                one.beside,
                name=name,
                title=one.indicator.title,
                style=one.style,
                target=one.indicator.target,
                breaks=one.indicator.breaks,
            )
        )
    yield _answers(evidence, one)


def _answers(evidence: Evidence, one: Measure) -> Table:
    code = one.indicator.id
    actions = [action for action in evidence.frozen.definitions.actions if code in action.indicators]
    head = (_("Cause"), _("Action"), _("Owner"), _("Date"), _("Expected effect"))
    caption = _("What is said and done about it: {title}").format(title=one.indicator.title)
    cause = cause_of(evidence, code)
    rows = [_recovery(plan) for plan in recovery_of(evidence, code)]
    rows += [(cause, *_action(action, code)) for action in actions]
    bare = (cause, not_held(), one.indicator.owner, not_held(), not_held())
    return Table(caption, head, tuple(rows) or (bare,))


def recovery_of(evidence: Evidence, indicator: str) -> tuple[Mapping[str, Any], ...]:
    """The recovery plans of a measure that readers see."""
    held = evidence.delivery("recovery_plan")
    return tuple(one for one in held if (one["subject_kind"], one["subject"]) == ("indicator", indicator))


def cause_of(evidence: Evidence, indicator: str) -> str:
    """The newest signed comment on a measure, with who signed it; not held where nobody did."""
    for said in evidence.comments(indicator):
        words = _("{words} ({who}, {role})")
        return words.format(words=said["text"], who=said["name"], role=said["role"])
    return not_held()


def _recovery(plan: Mapping[str, Any]) -> tuple[str, str, str, str, str]:
    day = day_words(date.fromisoformat(plan["review_on"]))
    looked = _("To be looked at on {day}").format(day=day)
    return plan["cause"], plan["steps"], plan["owner"], looked, plan["expected"]


def _action(action: Action, indicator: str) -> tuple[str, str, str, str]:
    hoped = action.expects(indicator)
    effect = not_held()
    if hoped is not None:
        said = _("{size:+g} {unit} by {day}") if hoped.unit else _("{size:+g} by {day}")
        effect = said.format(size=hoped.size, unit=hoped.unit, day=day_words(hoped.by))
    return action.title, action.owner or not_held(), day_words(action.began), effect
