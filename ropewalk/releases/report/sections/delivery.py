"""Delivery: what has been done, and whether the results moved; risks; what is asked for; what was decided."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from ropewalk.figures.inputs import Table
from ropewalk.figures.numbers import count_of
from ropewalk.findings.flat import Begun, Outcome, begun
from ropewalk.releases.report.evidence import Evidence, Measure
from ropewalk.releases.report.model import Section, Text
from ropewalk.releases.report.words import direction_word, not_held
from ropewalk.vocabulary.action import Action
from ropewalk.vocabulary.language import _, later
from ropewalk.vocabulary.period import day_words, parse_period

OUTCOMES: Final = {
    Outcome.MOVED: later("A measure got better. That proves no cause"),
    Outcome.FLAT: later("Work has begun, the result has not moved"),
    Outcome.TOO_SOON: later("Too soon to say"),
    Outcome.CANNOT_SAY: later("Cannot say"),
}


def delivery(evidence: Evidence, priorities: frozenset[str]) -> Section:
    """The actions of some promises, each with its outcome: doing is never taken for achieving."""
    title = _("Delivery")
    actions = [one for one in evidence.frozen.definitions.actions if priorities & set(one.priorities)]
    if not actions:
        return Section(title, (Text(_("No action is held for these promises.")),))
    found = {one.action: one for one in _begun(evidence, actions)}
    flat = sum(one.outcome is Outcome.FLAT for one in found.values())
    said = _("{actions} have begun. Of these, {flat} with results that have not moved.")
    words = said.format(actions=count_of(len(found), "action"), flat=flat)
    head = (_("Action"), _("Owner"), _("Began"), _("Result"))
    rows = tuple(
        (one.title, one.owner or not_held(), day_words(one.began), _outcome(found.get(one.id)))
        for one in actions
    )
    return Section(title, (Text(words), Table(_("Actions and their results"), head, rows)))


def risks(evidence: Evidence) -> Section:
    """The risks that the plan's room published."""
    head = (_("Risk"), _("Promise"), _("Owner"), _("Before controls"), _("After controls"))
    names = ("title", "priority", "owner", "before", "after")
    empty = _("No risk is held.")
    return _listed(_("Risks"), _("Risks of the plan"), evidence.room("plan", "risks"), (head, names), empty)


def asked_for(evidence: Evidence) -> Section:
    """The changes that somebody is asked to approve."""
    head, names = (_("Change"), _("Why"), _("Who asks")), ("what", "why", "by")
    empty = _("No change is asked for.")
    found = evidence.room("plan", "changes_asked_for")
    return _listed(_("Changes asked for"), _("Changes to decide on"), found, (head, names), empty)


def follow_up(evidence: Evidence, measures: Iterable[Measure]) -> tuple[Section, ...]:
    """What was decided, and the verdicts that are others than last time."""
    head, names = (_("Decision"), _("When"), _("By whom")), ("what", "on", "by")
    empty = _("No decision is held.")
    decided = _listed(
        _("Decisions"), _("Decisions"), evidence.room("plan", "decisions"), (head, names), empty
    )
    before = evidence.frozen.before
    title = _("Since last time")
    if before is None:
        return decided, Section(title, (Text(_("There is no earlier release to compare with.")),))
    turned = [one for one in measures if one.has_turned]
    if not turned:
        words = _("No verdict is another than in release {number}.").format(number=before.number)
        return decided, Section(title, (Text(words),))
    rows = tuple(
        (one.indicator.title, direction_word(one.before), direction_word(one.counted), one.direction)
        for one in turned
    )
    columns = (_("Measure"), _("Last release"), _("Now"), _("What the figures say"))
    caption = _("Verdicts that changed since release {number}").format(number=before.number)
    return decided, Section(title, (Table(caption, columns, rows),))


def _listed(
    title: str,
    caption: str,
    records: tuple[Mapping[str, Any], ...],
    columns: tuple[tuple[str, ...], tuple[str, ...]],
    empty: str,
) -> Section:
    head, names = columns
    if not records:
        return Section(title, (Text(empty),))
    rows = tuple(tuple(str(one.get(name) or not_held()) for name in names) for one in records)
    return Section(title, (Table(caption, head, rows),))


def _begun(evidence: Evidence, actions: list[Action]) -> tuple[Begun, ...]:
    counted = {one.indicator.id: one.counted for one in evidence.measures}
    newest: dict[str, date] = {}
    for one in evidence.measures:
        known = [point for point in one.line.points if point.value is not None] if one.line else []
        if known:
            newest[one.indicator.id] = parse_period(known[-1].period).start
    place, today = evidence.frozen.definitions.city.place, evidence.frozen.about.at.date()
    return begun(actions, counted, newest, place=place, today=today)


def _outcome(found: Begun | None) -> str:
    return _(OUTCOMES[found.outcome]) if found else _("Not begun")
