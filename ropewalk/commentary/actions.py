"""Every write to commentary: checks the right, writes, tells the audit, and says when readers see more."""

from typing import Any

from ropewalk.accounts import published
from ropewalk.accounts.audit import writing
from ropewalk.accounts.by import By, NotAllowedError
from ropewalk.accounts.guard import guard
from ropewalk.accounts.models import Organisation, Person
from ropewalk.accounts.pre_election import Publishing
from ropewalk.accounts.reads import line_above
from ropewalk.accounts.rights import Thing
from ropewalk.accounts.roles import Right
from ropewalk.commentary.models import Comment, Reply
from ropewalk.commentary.models.comment import State
from ropewalk.plan import subjects
from ropewalk.plan.subjects import Subject
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.errors import Fault, UserError
from ropewalk.vocabulary.period import parse_period

LONGEST = 5_000


class StaleError(UserError):
    """Somebody else changed the comment meanwhile."""


def thing_of(row: Comment) -> Thing:
    """What rights are asked over. Who wrote it does not publish it."""
    return Thing(subjects.priorities(row.about), line_above(row.organisation), frozenset({row.author}))


def write(by: By, about: Subject, period: str, text: str, role: str, organisation: Organisation) -> Comment:
    """Begin a comment as a draft. ``role``: what the writer is, as readers will see it."""
    subjects.must_be_known(about)
    try:
        parse_period(period)
    except (ValueError, OverflowError) as error:
        remedy = "Write its first day and its length, such as 2026-04-01/P3M"
        raise UserError(Fault("this is not a period", remedy, value=period)) from error
    with writing(by) as say:
        row = Comment(
            subject_kind=about.kind,
            subject=about.code,
            period=period,
            state=State.DRAFT,
            written_at=clock.now(),
            **_signed(by, text, role, organisation),
        )
        by.must(Right.COMMENT, thing_of(row))
        row.save()
        say("comment written", "comment", f"{row} {row.pk}", None, {"text": row.text})
    return row


def rewrite(by: By, pk: int, seen: int, text: str, role: str) -> Comment:
    """Change a draft of one's own. Raises StaleError where it has changed since version ``seen``."""
    with writing(by) as say:
        row = _held(pk, seen)
        _own(by, row)
        if row.stands not in (State.DRAFT, State.SIGNED):
            raise UserError(Fault(f"the comment is {row.state}", "Write another"))
        before = row.text
        row.text, row.role, row.state, row.signed_at = _words(text), _words(role, 200), State.DRAFT, None
        _save(row)
        say("comment changed", "comment", f"{row} {row.pk}", {"text": before}, {"text": row.text})
    return row


def sign(by: By, pk: int, seen: int, said: str = "") -> Comment:
    """Put one's name to a draft. ``said``: what the finding says now; it is kept with the comment."""
    with writing(by) as say:
        row = _held(pk, seen)
        _own(by, row)
        _from(row, State.DRAFT)
        row.state, row.signed_at, row.said = State.SIGNED, clock.now(), said
        _save(row)
        say("comment signed", "comment", f"{row} {row.pk}", None, {"text": row.text, "finding": said})
    return row


def publish(by: By, pk: int, seen: int) -> Comment:
    """Show a signed comment to readers; nobody does so with their own."""
    with writing(by) as say:
        row = _held(pk, seen)
        by.must(Right.SIGN_OFF, thing_of(row))
        _from(row, State.SIGNED)
        guard(say, Publishing.COMMENT, str(row.pk))
        row.state, row.published_at, row.published_by = State.PUBLISHED, clock.now(), by.name
        _save(row)
        say("comment published", "comment", f"{row} {row.pk}", None, {"text": row.text})
        published.changed()
    return row


def withdraw(by: By, pk: int, seen: int, why: str) -> Comment:
    """Take a published comment back: readers see that it was withdrawn, and why. Its writer may, and whoever
    publishes."""
    with writing(by) as say:
        row = _held(pk, seen)
        if by.name != row.author:
            by.must(Right.SIGN_OFF, thing_of(row))
        _from(row, State.PUBLISHED)
        row.state, row.withdrawn_at, row.withdrawn_why = State.WITHDRAWN, clock.now(), _words(why, 1000)
        _save(row)
        say("comment withdrawn", "comment", f"{row} {row.pk}", None, {"why": row.withdrawn_why})
        published.changed()
    return row


def reply(by: By, pk: int, text: str, role: str, organisation: Organisation) -> Reply:
    """Answer a published comment; readers see the answer beside it at once."""
    with writing(by) as say:
        comment = _held(pk, None)
        thing = thing_of(comment)
        by.must(Right.REPLY, thing if by.may(Right.REPLY, thing) else _own_thing(organisation))
        _from(comment, State.PUBLISHED)
        guard(say, Publishing.REPLY, str(comment.pk))
        row = Reply(comment=comment, published_at=clock.now(), **_signed(by, text, role, organisation))
        row.save()
        say("reply published", "comment", f"{comment} {comment.pk}", None, {"text": row.text})
        published.changed()
    return row


def withdraw_reply(by: By, pk: int, why: str) -> Reply:
    """Take a reply back: readers see that it was withdrawn, and why."""
    with writing(by) as say:
        row = Reply.objects.select_for_update(of=("self",)).filter(pk=pk).first()
        if row is None or row.withdrawn_at:
            raise UserError(Fault("there is no such reply", "Choose one that is shown", value=str(pk)))
        if by.name != row.author:
            by.must(Right.SIGN_OFF, thing_of(row.comment))
        row.withdrawn_at, row.withdrawn_why = clock.now(), _words(why, 1000)
        row.save(update_fields=["withdrawn_at", "withdrawn_why"])
        say("reply withdrawn", "comment", str(row), None, {"why": row.withdrawn_why})
        published.changed()
    return row


def _own_thing(organisation: Organisation) -> Thing:
    """A partner replies in the name of its own organisation to whatever is published."""
    return Thing(organisations=line_above(organisation))


def _signed(by: By, text: str, role: str, organisation: Organisation) -> dict[str, Any]:
    name = Person.objects.filter(email=by.name).values_list("name", flat=True).first() or by.name
    return {
        "text": _words(text),
        "role": _words(role, 200),
        "author": by.name,
        "name": name,
        "organisation": organisation,
    }


def _held(pk: int, seen: int | None) -> Comment:
    row = Comment.objects.select_for_update(of=("self",)).select_related("organisation").filter(pk=pk).first()
    if row is None:
        raise UserError(Fault("there is no such comment", "Choose one of the list", value=str(pk)))
    if seen is not None and row.version != seen:
        raise StaleError(Fault("somebody has changed it since", "Look at what it says now"))
    return row


def _own(by: By, row: Comment) -> None:
    if by.name != row.author:
        raise NotAllowedError(Fault("only who wrote a comment changes or signs it", "Write one of your own"))
    by.must(Right.COMMENT, thing_of(row))


def _from(row: Comment, state: State) -> None:
    if row.stands is not state:
        raise UserError(
            Fault(f"the comment is {row.state}, and would have to be {state}", "Look at it again")
        )


def _save(row: Comment) -> None:
    row.version += 1
    row.save()


def _words(text: str, longest: int = LONGEST) -> str:
    text = text.strip()
    if not text:
        raise UserError(Fault("something is empty that must say something", "Write it"))
    if len(text) > longest:
        raise UserError(Fault(f"it is longer than {longest:,} letters", "Write less"))
    return text
