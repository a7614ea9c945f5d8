"""Whether the work of actions is on time, by the published rule: told apart from results, always."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ropewalk.design.languages import content
from ropewalk.figures.delivery_words import done_words, milestone_words, why_words
from ropewalk.figures.verdicts import DELIVERY, look
from ropewalk.plan import public
from ropewalk.publish.noting import asked
from ropewalk.publish.website import plainly
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.cards import Tag
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.delivery import Status, Work
from ropewalk.vocabulary.language import _, ngettext

ON_TIME = (Status.ON_TRACK, Status.DONE)


@dataclass(frozen=True, slots=True)
class Record:
    """A risk, a recovery plan or a decision that readers may see: its kind, its words, and facts."""

    kind: str
    title: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How the work of an action goes. ``tag``: none where no work is held, or it was given up; ``override``:
    what was set by hand, and what the rule says; ``steps``: milestones in words; ``facts``: who and when."""

    action: str
    tag: Tag | None = None
    words: str = ""
    why: str = ""
    override: str = ""
    steps: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    records: tuple[Record, ...] = ()


@asked
def told(account: Account) -> Mapping[str, public.Told]:
    """The status of each action of which some work is held, today; none for one that was given up."""
    works = account.doing.delivery.work
    began = {action.id: action.began for action in account.definitions.actions}
    held = {work.action for work in works}
    found = public.statuses(works, began, clock.today())
    return {action: one for action, one in found.items() if action in held}


@asked
def progress(account: Account, action: str) -> Progress:
    """How the work of one action goes."""
    work = next((one for one in account.doing.delivery.work if one.action == action), None)
    records = tuple(_records(account, "action", action))
    if work is None:
        return Progress(action, records=records)
    steps = tuple(milestone_words(one, content(one.title)) for one in work.milestones)
    facts = tuple((term, text) for term, text in _facts(account, work) if text)
    if work.stopped_because:
        gone = _("This work was given up. Why: {reason}").format(reason=content(work.stopped_because))
        return Progress(action, words=gone, steps=steps, facts=facts, records=records)
    one = told(account)[action]
    return Progress(
        action,
        tag=Tag(DELIVERY, one.status),
        words=f"{done_words(one.done, one.of, one.late)}.",
        why="" if one.override else why_words(one.why),
        override=_override(one),
        steps=steps,
        facts=facts,
        records=records,
    )


def _override(one: public.Told) -> str:
    held = one.override
    if held is None:
        return ""
    said = _(
        "This status was set by hand by {name}, until the end of {day}. Why: {reason} "
        "The rule says: {status}."
    )
    return said.format(
        name=held.by,
        day=plainly.day(held.until.isoformat()),
        reason=content(held.reason if held.reason.endswith(".") else f"{held.reason}."),
        status=look(DELIVERY, one.computed).label,
    )


def _facts(account: Account, work: Work) -> tuple[tuple[str, str], ...]:
    names, titles = account.doing.names, {one.id: one.title for one in account.definitions.actions}
    return (
        (_("Should end"), plainly.day(work.ends.isoformat()) if work.ends else ""),
        (_("Run by"), content(names.get(work.organisation, work.organisation)) if work.organisation else ""),
        (_("Partners"), ", ".join(names.get(code, code) for code in work.partners)),
        (_("Waits for"), ", ".join(titles.get(code, code) for code in work.after)),
    )


@asked
def records_of(account: Account, kind: str, subject: str) -> tuple[Record, ...]:
    """The risks, recovery plans and decisions about a thing that readers may see."""
    return tuple(_records(account, kind, subject))


def _records(account: Account, kind: str, subject: str) -> Sequence[Record]:
    held, mine = account.doing.delivery, (kind, subject)
    found = [
        Record(
            _("Risk"),
            one.title,
            (
                (_("Before controls"), _size(*one.before)),
                (_("Controls"), one.controls),
                (_("After controls"), _size(*one.after)),
                (_("Owner"), one.owner),
            ),
        )
        for one in held.risk
        if (one.subject_kind, one.subject) == mine
    ]
    found += [
        Record(
            _("Recovery plan"),
            one.cause,
            (
                (_("What is done about it"), one.steps),
                (_("What should come of it"), one.expected),
                (_("What was found"), one.found),
                (_("Looked at again on"), plainly.day(one.review_on.isoformat())),
                (_("Owner"), one.owner),
            ),
        )
        for one in held.recovery_plan
        if (one.subject_kind, one.subject) == mine
    ]
    found += [
        Record(
            _("Decision"),
            one.title,
            (
                (_("Decided"), f"{plainly.day(one.decided_on.isoformat())}, {one.decided_by}"),
                (_("Why"), one.reason),
                (_("On what evidence"), one.evidence),
            ),
        )
        for one in held.decision
        if (one.subject_kind, one.subject) == mine
    ]
    return found


def _size(likely: int, bad: int) -> str:
    return _("{likely} of 5 likely, {bad} of 5 bad").format(likely=likely, bad=bad)


def on_time_words(account: Account, actions: Sequence[str]) -> str:
    """How many of some actions are late or at risk, of how many whose work is told; empty where none is."""
    found = told(account)
    here = [found[action] for action in actions if action in found]
    if not here:
        return ""
    counts = Counter(one.status for one in here)
    by_hand = sum(one.override is not None for one in here)
    said = _("Of {count} with a status, {late} late and {risk} at risk.").format(
        count=len(here), late=counts[Status.LATE], risk=counts[Status.AT_RISK]
    )
    if by_hand:
        hand = ngettext("{count} was set by hand.", "{count} were set by hand.", by_hand)
        return f"{said} {hand.format(count=by_hand)}"
    return said


def green_words(account: Account, begun: Sequence[str], flat: Sequence[str]) -> str:
    """Work on time beside a result that is flat, with its denominator; empty where no work is on time.
    ``begun``: the actions that began; ``flat``: those of them whose results did not get better."""
    found = told(account)
    green = [action for action in begun if action in found and found[action].status in ON_TIME]
    if not green:
        return ""
    said = ngettext(
        "Of {green} on time or done, {flat} has no result that got better.",
        "Of {green} on time or done, {flat} have no result that got better.",
        len(set(green) & set(flat)),
    )
    return said.format(green=len(green), flat=len(set(green) & set(flat)))
