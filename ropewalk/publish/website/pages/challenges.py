"""What readers challenge: counted with denominators, shown with their words, answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl
from django.http import HttpRequest

from ropewalk.design.jinja_environment import date_words
from ropewalk.design.languages import content, filled
from ropewalk.publish.noting import asked
from ropewalk.publish.website import addresses, held
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.answer import known, page
from ropewalk.publish.website.questioned import OVERDUE, STANDING, WAITS, Line, challenge_line, is_late
from ropewalk.publish.website.site import Link
from ropewalk.publish.website.subjects_of import subject_link
from ropewalk.scrutiny.public import DECLINED_FOR, OUTCOMES, WRONG, Counts, Doubt, has_form
from ropewalk.vocabulary.language import _, ngettext
from ropewalk.vocabulary.rules_of_scrutiny import Rules


@dataclass(frozen=True, slots=True)
class Row:
    """A challenge in the register."""

    line: Line
    about: Link


@dataclass(frozen=True, slots=True)
class ChallengesPage:
    """The register. ``counts``: each count with what it is out of; ``reasons``: the published list of reasons
    to decline, each with how often it was given; ``open``: whether readers have a form here."""

    lead: str
    counted: str
    counts: tuple[tuple[str, str], ...]
    reasons: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    rules: Rules
    open: bool
    crumbs: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ChallengePage:
    """One challenge, with its answer once that is published; ``revised``: the load that changed its figures
    afterwards, where one is known."""

    one: Doubt
    about: Link
    wrong: str
    told: str
    outcome: str
    stand: str
    late: bool
    answered: str
    release: Link | None
    revised: Link | None
    crumbs: tuple[Link, ...]


@page("challenges.html", part=addresses.ABOUT)
def challenges(account: Account, _request: HttpRequest) -> ChallengesPage:
    """The view of the register."""
    record = account.scrutiny
    counts = record.counts
    return ChallengesPage(
        lead=_lead(counts),
        counted=_("Counted on {day}.").format(day=date_words(counts.day)) if counts.day else "",
        counts=tuple(_counts(counts)),
        reasons=tuple(
            (_(words), str((counts.declined or {}).get(reason, 0))) for reason, words in DECLINED_FOR.items()
        ),
        rows=tuple(
            Row(challenge_line(account, one), subject_link(account, one.subject, one.place))
            for one in record.challenges
        ),
        rules=account.rules,
        open=has_form(account.rules),
        crumbs=(_home(), Link(_("Challenges from readers"))),
    )


def _lead(counts: Counts) -> str:
    if not counts.confirmed:
        return _("No reader’s challenge has been shown or declined yet.")
    said = ngettext(
        "We answered {answered} of {count} challenge from readers.",
        "We answered {answered} of {count} challenges from readers.",
        counts.confirmed,
    )
    return said.format(count=counts.confirmed, answered=counts.answered)


def _counts(counts: Counts) -> list[tuple[str, str]]:
    """Each count, with what it is out of."""
    declined = sum((counts.declined or {}).values())
    of = _("{count} of {all}")
    rows = [
        (_("Came"), str(counts.came)),
        (_("Confirmed by the reader"), of.format(count=counts.confirmed, all=counts.came)),
        (_("Wait to be looked at"), of.format(count=counts.waiting, all=counts.confirmed)),
        (_("Not shown, with a reason"), of.format(count=declined, all=counts.confirmed)),
        (_("Answered"), of.format(count=counts.answered, all=counts.confirmed)),
    ]
    rows += [
        (_(words), of.format(count=(counts.outcomes or {}).get(outcome, 0), all=counts.answered))
        for outcome, words in OUTCOMES.items()
    ]
    if counts.median is not None:
        said = _("{days}, from {count} answered").format(days=f"{counts.median:g}", count=counts.answered)
        rows.append((_("Days to an answer (half took no longer)"), said))
    return rows if counts.came else []


@page("challenge.html", part=addresses.ABOUT)
def challenge(account: Account, _request: HttpRequest, number: int) -> ChallengePage:
    """The view of one challenge."""
    one: Doubt = known({one.number: one for one in account.scrutiny.challenges}.get(number))
    late = is_late(account, one)
    who = content(one.name) if one.name else _("A reader")
    return ChallengePage(
        one=one,
        about=subject_link(account, one.subject, one.place),
        wrong=_(WRONG[one.wrong]),
        told=filled(_("{who}, on {day}."), who=who, day=date_words(one.day)),
        outcome=_(OUTCOMES[one.outcome]) if one.outcome else "",
        stand=_(STANDING[OVERDUE if late else WAITS]),
        late=late,
        answered=_answered(one),
        release=_release(account, one.release),
        revised=_revised(account, one),
        crumbs=(
            _home(),
            Link(_("Challenges from readers"), addresses.at(addresses.CHALLENGES)),
            Link(_("Challenge {number}").format(number=number)),
        ),
    )


def _answered(one: Doubt) -> str:
    if one.published is None:
        return ""
    who = ", ".join(part for part in (one.answerer, one.role, one.organisation) if part)
    return filled(_("{who}, on {day}."), who=content(who), day=date_words(one.published))


def _release(account: Account, number: int | None) -> Link | None:
    """The release that corrects it, where that is out."""
    out: Mapping[int, str] = {one.number: one.title for one in account.releases if one.is_out}
    if number is None or number not in out:
        return None
    said = _("Release {number}: {title}").format(number=number, title=out[number])
    return Link(said, addresses.published(number))


def _revised(account: Account, one: Doubt) -> Link | None:
    """The first load since the challenge that changed figures of its measure in the own place, or took some
    away; none for anything else."""
    kind, _colon, code = one.subject.partition(":")
    if kind != "indicator" or one.place not in ("", account.city.place):
        return None
    found = changed_since(account, code, one.day.isoformat())
    if found is None:
        return None
    revision, day = found
    said = _("What changed on {day}").format(day=date_words(date.fromisoformat(day)))
    return Link(said, addresses.change(revision))


@asked
def changed_since(account: Account, indicator: str, day: str) -> tuple[int, str] | None:
    """The number and the day of that load."""
    at = {story.revision: story.at.date().isoformat() for story in held.stories(account)}
    rows = held.history(account).log.measures.filter(pl.col("own") & (pl.col("indicator") == indicator))
    changed = rows.filter(pl.col("revised") + pl.col("removed") > 0)["revision"].sort()
    return next(((number, at[number]) for number in changed if at.get(number, "") >= day), None)


def _home() -> Link:
    return Link(_("Home"), addresses.at(addresses.HOME))
