"""What waits for somebody: counted from every room, each count one query, and where it is done."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from ropewalk.accounts.by import By
from ropewalk.accounts.rights import Thing
from ropewalk.accounts.roles import Right
from ropewalk.commentary import reads as comments
from ropewalk.commentary.models import Comment
from ropewalk.commentary.models.comment import State
from ropewalk.plan.board import Board
from ropewalk.plan.status import counted
from ropewalk.plan.subjects import Subject
from ropewalk.returns import reads as returns
from ropewalk.scrutiny import waits as scrutiny
from ropewalk.thread import reads as thread
from ropewalk.thread.strands import Part, Strand
from ropewalk.vocabulary.language import ngettext


@dataclass(frozen=True, slots=True)
class Waits:
    """Something to do, in words with its number; ``late``: whether its day is over."""

    text: str
    href: str
    late: bool = False


def waiting(by: By, held: Board, strands: tuple[Strand, ...], today: date) -> Iterator[Waits]:
    """What waits for them, what is late first. ``strands``: of their own teams."""
    found = [
        *_returns(by, today),
        *_milestones(strands, today),
        *_comments(by, held),
        *_scrutiny(by, held, today),
        *_thread(by, today),
    ]
    yield from sorted(found, key=lambda one: not one.late)


def _returns(by: By, today: date) -> Iterator[Waits]:
    count, at = returns.waiting(by, today), reverse("returns")
    if count.late:
        words = ngettext("{n} return is late", "{n} returns are late", count.late)
        yield Waits(words.format(n=count.late), at, late=True)
    if due := count.owed - count.late:
        words = ngettext("{n} return is to be sent in", "{n} returns are to be sent in", due)
        yield Waits(words.format(n=due), at)
    if count.to_check:
        words = ngettext("{n} return is to be checked", "{n} returns are to be checked", count.to_check)
        yield Waits(words.format(n=count.to_check), at)


def _milestones(strands: tuple[Strand, ...], today: date) -> Iterator[Waits]:
    """Of what their team runs or promised."""
    own = (
        one
        for strand in strands
        if strand.item.told and strand.part is not Part.PARTNER
        for one in (counted(strand.item.work) if strand.part is Part.RUNS else strand.mine)
    )
    if late := sum(one.done is None and one.due < today for one in own):
        words = ngettext("{n} milestone is past its day", "{n} milestones are past their day", late)
        yield Waits(words.format(n=late), f"{reverse('delivery')}?status=late", late=True)


def _comments(by: By, held: Board) -> Iterator[Waits]:
    rows = comments.open_rows(by)
    drafts = sum(row.stands is State.DRAFT for row in rows)
    ready = sum(row.stands is State.SIGNED and by.may(Right.SIGN_OFF, _thing(row, held)) for row in rows)
    if drafts:
        words = ngettext("{n} comment of yours is not signed", "{n} comments of yours are not signed", drafts)
        yield Waits(words.format(n=drafts), reverse("comments"))
    if ready:
        words = ngettext("{n} comment is to be published", "{n} comments are to be published", ready)
        yield Waits(words.format(n=ready), reverse("comments"))


def _scrutiny(by: By, held: Board, today: date) -> Iterator[Waits]:
    def thing_of(about: Subject, organisation: str) -> Thing:
        return Thing(held.thing(about.kind, about.code).priorities, held.lines.get(organisation, frozenset()))

    count, at = scrutiny.counts(by, thing_of, today), reverse("questions")
    if count.late:
        words = ngettext("{n} answer is late", "{n} answers are late", count.late)
        yield Waits(words.format(n=count.late), at, late=True)
    if due := count.answer - count.late:
        words = ngettext("{n} question or challenge to answer", "{n} questions and challenges to answer", due)
        yield Waits(words.format(n=due), at)
    if count.decide:
        words = ngettext(
            "{n} challenge is to be looked at", "{n} challenges are to be looked at", count.decide
        )
        yield Waits(words.format(n=count.decide), reverse("challenges"))
    if count.publish:
        words = ngettext("{n} answer is to be published", "{n} answers are to be published", count.publish)
        yield Waits(words.format(n=count.publish), at)


def _thread(by: By, today: date) -> Iterator[Waits]:
    count = thread.waiting(by, today)
    if offers := count.offers:
        words = ngettext(
            "{n} recognition waits for your answer", "{n} recognitions wait for your answer", offers
        )
        yield Waits(words.format(n=offers), reverse("recognitions"))
    if over := count.overdue:
        words = ngettext("{n} idea of yours is past its day", "{n} ideas of yours are past their day", over)
        yield Waits(words.format(n=over), reverse("ideas"))


def _thing(row: Comment, held: Board) -> Thing:
    about = held.thing(row.subject_kind, row.subject)
    line = held.lines.get(row.organisation.code, frozenset())
    return Thing(about.priorities, line, frozenset({row.author}))
