"""What was asked about something and what readers challenge: short lines that lead to the public record."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from django.conf import settings

from ropewalk.design.jinja_environment import date_words
from ropewalk.design.languages import content, filled
from ropewalk.publish.noting import asked
from ropewalk.publish.website import addresses
from ropewalk.publish.website.account import Account
from ropewalk.scrutiny.public import OUTCOMES, About, Asked, Doubt, Spoken, has_form
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.language import _, later

INDICATOR, ACTION, PRIORITY = "indicator", "action", "priority"
LONGEST = 160
"""Letters of a question that a line shows."""
NOTHING = About()
ANSWERED, LATE, WAITS, OVERDUE, TAKEN_BACK = "answered", "late", "waits", "overdue", "withdrawn"
STANDING = {
    ANSWERED: later("Answered in time"),
    LATE: later("Answered late"),
    WAITS: later("Waits for its answer"),
    OVERDUE: later("Overdue"),
    TAKEN_BACK: later("Taken back"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A question or a challenge in short. ``words``: as written, in English; ``title``: what it is about,
    where that is not the page's own subject; ``stand``: where it stands; ``late``: past its day."""

    words: str
    href: str
    told: str
    stand: str
    late: bool
    title: str = ""


@dataclass(frozen=True, slots=True)
class Questioned:
    """What a page shows of it; ``challenge``: where its reader can challenge it, empty for nowhere."""

    questions: tuple[Line, ...]
    challenges: tuple[Line, ...]
    challenge: str


def on_measure(account: Account, code: str, place: str) -> Questioned:
    """About a measure in a place; questions that name no place are about the plan's own."""
    own = account.city.place
    found = account.asked_about.get(f"{INDICATOR}:{code}", NOTHING)
    here = About(
        tuple(one for one in found.questions if (one.place or own) == place),
        tuple(one for one in found.challenges if (one.place or own) == place),
    )
    link = challenge_link(account, INDICATOR, code, "" if place == own else place)
    return Questioned(*_lines(account, [("", here)]), link)


def on_promise(account: Account, code: str) -> Questioned:
    """About a promise, then about its actions."""
    actions = [one for one in account.definitions.actions if code in one.priorities]
    found = [("", account.asked_about.get(f"{PRIORITY}:{code}", NOTHING))]
    found += [(one.title, account.asked_about.get(f"{ACTION}:{one.id}", NOTHING)) for one in actions]
    return Questioned(*_lines(account, found), challenge_link(account, PRIORITY, code))


def _lines(account: Account, found: Iterable[tuple[str, About]]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    every = [(title, one) for title, one in found if one is not NOTHING]
    return (
        tuple(question_line(account, one, title) for title, about in every for one in about.questions),
        tuple(challenge_line(account, one, title) for title, about in every for one in about.challenges),
    )


def question_line(account: Account, one: Asked, title: str = "") -> Line:
    """A question in a line, by what was asked last."""
    last = [turn for turn in one.turns if turn.due][-1]
    stand = standing(account, one, last)
    said = _("Put to {organisation} on {day}. Answer due by {due}.")
    return Line(
        words=short(last.text),
        href=addresses.question(one.number),
        told=filled(
            said,
            organisation=content(one.organisation),
            day=date_words(last.day),
            due=date_words(last.due) if last.due else "",
        ),
        stand=_(STANDING[stand]),
        late=stand in (LATE, OVERDUE),
        title=title,
    )


def standing(account: Account, one: Asked, turn: Spoken) -> str:
    """Where something that was asked stands."""
    if turn.answered:
        return LATE if turn.due and turn.answered > turn.due else ANSWERED
    if not one.waits:
        return TAKEN_BACK
    return OVERDUE if turn.due and turn.due < today(account) else WAITS


def challenge_line(account: Account, one: Doubt, title: str = "") -> Line:
    """A challenge in a line."""
    late = is_late(account, one)
    waits = STANDING[OVERDUE if late else WAITS]
    stand = _(OUTCOMES[one.outcome] if one.outcome else waits)
    told = _("A reader wrote this on {day}.").format(day=date_words(one.day))
    return Line(short(one.words), addresses.challenged(one.number), told, stand, late, title)


def is_late(account: Account, one: Doubt) -> bool:
    """Whether its answer is not there, or came, after its day."""
    return one.due is not None and (one.published or today(account)) > one.due


def short(text: str) -> str:
    """The beginning of a text, to the end of a word."""
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rpartition(' ')[0] or text[:LONGEST]} …"


@asked
def today(account: Account) -> date:  # noqa: ARG001 - given to all that is asked
    """The day here: a page that tells what is overdue is made again when the day is another."""
    return clock.today()


def challenge_link(account: Account, kind: str, code: str, place: str = "") -> str:
    """Where a reader can challenge something: the form; in a copy of files the live account's, where its
    address is set; else a letter, where somebody takes them; empty where there is none of these."""
    rules = account.rules
    if not rules.challenges:
        return ""
    if has_form(rules):
        return addresses.challenge(kind, code, place)
    if rules.site and not settings.ASKS:
        return f"{rules.site.rstrip('/')}{addresses.challenge(kind, code, place)}"
    if rules.email:
        subject = _("I challenge this: {code}").format(code=f"{code} {place}".strip())
        return f"mailto:{rules.email}?subject={quote(subject)}"
    return ""
