"""Delivery: what has been done, and whether the results moved; risks; what was decided."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from ropewalk.figures.inputs import Table
from ropewalk.figures.numbers import count_of
from ropewalk.findings.flat import Begun, Outcome, begun
from ropewalk.releases.report.evidence import Evidence, Measure
from ropewalk.releases.report.model import Section, Text
from ropewalk.releases.report.sections import changes
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
    """The risks that readers see: likelihood by impact, each from 1 to 5."""
    title, held = _("Risks"), evidence.delivery("risk")
    if not held:
        return Section(title, (Text(_("No risk is held.")),))
    rows = tuple(
        (one["title"], _about(one), one["owner"], _size(one, "before"), _size(one, "after"), one["controls"])
        for one in held
    )
    head = (
        *(_("Risk"), _("Of what"), _("Owner"), _("Before controls")),
        *(_("After controls"), _("Controls")),
    )
    return Section(title, (Table(_("Risks: likelihood by impact, each from 1 to 5"), head, rows),))


def decisions(evidence: Evidence, codes: frozenset[str] | None = None) -> Section:
    """What was decided, by whom and why; and the answers to changes that were asked for."""
    title, held = _("Decisions"), evidence.delivery("decision")
    answers = changes.decided_table(evidence, codes)
    if not held:
        return Section(title, answers or (Text(_("No decision is held.")),))
    rows = tuple(
        (one["title"], day_words(date.fromisoformat(one["decided_on"])), one["decided_by"], one["reason"])
        for one in held
    )
    return Section(title, (Table(title, (_("Decision"), _("When"), _("By whom"), _("Why")), rows), *answers))


def _about(one: Mapping[str, Any]) -> str:
    return f"{one['subject_kind']} {one['subject']}"


def _size(one: Mapping[str, Any], when: str) -> str:
    likely, bad = one[f"likelihood_{when}"], one[f"impact_{when}"]
    return _("{likelihood} by {impact}").format(likelihood=likely, impact=bad)


def follow_up(
    evidence: Evidence, measures: Iterable[Measure], codes: frozenset[str] | None = None
) -> tuple[Section, ...]:
    """What was decided, and the verdicts that are others than last time."""
    decided = decisions(evidence, codes)
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
