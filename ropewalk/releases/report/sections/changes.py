"""Changes of what was promised: those that wait for a decision, those decided, and every day or target that
was changed since the last release, asked for or not."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

import msgspec

from ropewalk.figures.change_words import ANSWERS, becomes_words, thing_words, was_words
from ropewalk.figures.inputs import Style, Table, style_of
from ropewalk.plan.moved import Moved
from ropewalk.releases.report.evidence import Evidence
from ropewalk.releases.report.model import Part, Section, Text
from ropewalk.releases.report.words import not_held
from ropewalk.vocabulary.delivery import Answer, ChangeRequest
from ropewalk.vocabulary.language import _, later, ngettext
from ropewalk.vocabulary.period import day_words

Codes = frozenset[str] | None
"""Of which promises; None: of all."""
GONE: Final = later("It is in the plan no more")


def asked_for(evidence: Evidence, codes: Codes = None) -> Section:
    """What somebody is asked to approve, and what was changed since the last release without a word."""
    held = requests(evidence, codes)
    waiting = [one for one in held if one.answer is Answer.ASKED]
    parts: list[Part] = [Text(_waiting_words(waiting))]
    if waiting:
        parts.append(_waiting(evidence, waiting))
    if held and evidence.frozen.before is not None:
        parts.append(Text(_decided_words(decided(evidence, codes))))
    return Section(_("Changes asked for"), (*parts, *_moved(evidence, codes)))


def requests(evidence: Evidence, codes: Codes = None) -> tuple[ChangeRequest, ...]:
    """The changes that were asked for, as far as readers see them, of some promises."""
    held = _requests(evidence.frozen.rooms)
    return tuple(one for one in held if _concerns(evidence, one.subject_kind, one.subject, codes))


def decided(evidence: Evidence, codes: Codes = None) -> tuple[ChangeRequest, ...]:
    """Those that were answered since the last release; of a first release none, for nothing waited there."""
    before = evidence.frozen.before
    if before is None:
        return ()
    known = {one.id for one in _requests(before.rooms) if one.answer is not Answer.ASKED}
    held = requests(evidence, codes)
    return tuple(one for one in held if one.answer is not Answer.ASKED and one.id not in known)


def decided_table(evidence: Evidence, codes: Codes = None) -> tuple[Table, ...]:
    """What became of the changes that were asked for; nothing where none was answered."""
    found = decided(evidence, codes)
    if not found:
        return ()
    head = (_("What"), _("Asked for"), _("By whom"), _("Answer"), _("Decided"), _("Why"))
    rows = tuple(
        (
            _thing(evidence, one),
            becomes_words(one.alters, one.day, one.value, _style(evidence, one.subject)),
            one.asker,
            _(ANSWERS[one.answer]),
            _("{who}, {day}").format(who=one.decided_by, day=day_words(one.decided_on or one.asked_on)),
            one.because,
        )
        for one in found
    )
    return (Table(_("Answers to changes asked for"), head, rows),)


def moved_since(evidence: Evidence, codes: Codes = None) -> tuple[Moved, ...]:
    """The days and targets that were changed since the last release: those that it did not hold. What was
    changed after it was frozen and before it came out stands in neither otherwise."""
    before = evidence.frozen.before
    if before is None:
        return ()
    held = _moves(evidence.frozen.rooms)
    if "moved" in before.rooms.get("plan", {}):
        known = set(_moves(before.rooms))
        now = [one for one in held if one not in known]
    else:  # a release that froze no such list
        now = [one for one in held if one.at > before.at]
    return tuple(one for one in now if _concerns(evidence, one.subject_kind, one.subject, codes))


def _moves(rooms: Mapping[str, Any]) -> tuple[Moved, ...]:
    return msgspec.convert(rooms.get("plan", {}).get("moved", ()), tuple[Moved, ...])


def _requests(rooms: Mapping[str, Any]) -> tuple[ChangeRequest, ...]:
    held = rooms.get("plan", {}).get("delivery", {}).get("change_request", ())
    return msgspec.convert(held, tuple[ChangeRequest, ...])


def _concerns(evidence: Evidence, kind: str, code: str, codes: Codes) -> bool:
    if codes is None:
        return True
    definitions = evidence.frozen.definitions
    rows: Iterable[Any] = definitions.indicators if kind == "indicator" else definitions.actions
    return any(one.id == code and codes & set(one.priorities) for one in rows)


def _waiting_words(waiting: list[ChangeRequest]) -> str:
    if not waiting:
        return _("No change waits for a decision.")
    said = ngettext(
        "{count} change waits for a decision.", "{count} changes wait for a decision.", len(waiting)
    )
    return said.format(count=len(waiting))


def _decided_words(found: tuple[ChangeRequest, ...]) -> str:
    said = _("Since the last release: {agreed} agreed, {refused} refused, {withdrawn} taken back.")
    counts = {word: sum(one.answer is word for one in found) for word in Answer}
    return said.format(
        agreed=counts[Answer.AGREED], refused=counts[Answer.REFUSED], withdrawn=counts[Answer.WITHDRAWN]
    )


def _waiting(evidence: Evidence, waiting: Iterable[ChangeRequest]) -> Table:
    head = (_("What"), _("Now"), _("Asked for"), _("Why"), _("By whom"), _("Asked on"))
    rows = []
    for one in waiting:
        style = _style(evidence, one.subject)
        was = was_words(one.alters, one.was_day, one.was_value, style)
        becomes = becomes_words(one.alters, one.day, one.value, style)
        day = day_words(one.asked_on)
        rows.append((_thing(evidence, one), was, becomes, one.reason, one.asker, day))
    return Table(_("Changes that wait for a decision"), head, tuple(rows))


def _moved(evidence: Evidence, codes: Codes) -> tuple[Part, ...]:
    """Every day and target that was changed since the last release, whether it was asked for or not."""
    before = evidence.frozen.before
    if before is None:
        return ()
    found = moved_since(evidence, codes)
    if not found:
        said = _("No day was moved and no target was changed since release {number}.")
        return (Text(said.format(number=before.number)),)
    head = (_("What"), _("Was"), _("Is now"), _("Why"), _("Approved by"), _("Changed on"))
    rows = []
    for one in found:
        style = _style(evidence, one.subject)
        was = was_words(one.alters, one.was_day, one.was_value, style)
        becomes = becomes_words(one.alters, one.day, one.value, style)
        why, who = one.reason or _gone(evidence, one), one.approved_by or not_held()
        rows.append((_thing(evidence, one), was, becomes, why, who, day_words(one.at.date())))
    said = ngettext(
        "Since release {number}, {count} day or target was changed, asked for or not.",
        "Since release {number}, {count} days or targets were changed, asked for or not.",
        len(found),
    )
    words = said.format(count=len(found), number=before.number)
    return Text(words), Table(_("Days and targets that were changed"), head, tuple(rows))


def _gone(evidence: Evidence, one: Moved) -> str:
    """What is said where nobody gave a reason."""
    known = {action.id for action in evidence.frozen.definitions.actions}
    return not_held() if one.subject_kind == "indicator" or one.subject in known else _(GONE)


def _thing(evidence: Evidence, one: ChangeRequest | Moved) -> str:
    definitions = evidence.frozen.definitions
    titles = {row.id: row.title for row in definitions.indicators}
    titles |= {row.id: row.title for row in definitions.actions}
    told = one.title if isinstance(one, Moved) else ""
    milestone = _milestones(evidence).get((one.subject, one.milestone)) or told or one.milestone
    title = titles.get(one.subject) or ("" if one.milestone else told) or one.subject
    return thing_words(one.alters, title, milestone)


def _milestones(evidence: Evidence) -> dict[tuple[str, str], str]:
    return {
        (work["action"], one["id"]): one["title"]
        for work in evidence.delivery("work")
        for one in work.get("milestones", ())
    }


def _style(evidence: Evidence, code: str) -> Style | None:
    held = (style_of(one) for one in evidence.frozen.definitions.indicators if one.id == code)
    return next(held, None)
