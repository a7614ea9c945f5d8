"""What readers see of commentary: published words, and where words were withdrawn. Two queries in all."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from ropewalk.commentary.models import Comment, Reply
from ropewalk.commentary.models.comment import State, Words
from ropewalk.plan import subjects
from ropewalk.plan.subjects import Subject
from ropewalk.vocabulary.language import ngettext


@dataclass(frozen=True, slots=True)
class Signed:
    """Words as they were signed: by whom, in which role, for which organisation, when readers first saw them.
    Where they were withdrawn, ``withdrawn`` is the day, ``why`` the reason, and there is no text.
    ``number``: of the comment among comments, of the reply among replies."""

    text: str
    name: str
    role: str
    organisation: str
    day: date
    withdrawn: date | None = None
    why: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Said:
    """A comment about something, with its replies, the oldest first. ``place``: empty for the plan's own."""

    subject: str
    place: str
    period: str
    words: Signed
    replies: tuple[Signed, ...] = ()


def comments() -> Mapping[str, tuple[Said, ...]]:
    """Every comment that was ever published, by what it is about (``indicator:jobs``), the newest first."""
    replies: dict[int, list[Signed]] = {}
    for reply in Reply.objects.exclude(published_at=None).select_related("organisation"):
        replies.setdefault(reply.comment_id, []).append(_signed(reply))
    rows = Comment.objects.filter(state__in=(State.PUBLISHED, State.WITHDRAWN)).select_related("organisation")
    found: dict[str, list[Said]] = {}
    for row in rows.order_by("-published_at", "-id"):
        said = Said(row.about.text, row.place, row.period, _signed(row), tuple(replies.get(row.pk, ())))
        found.setdefault(row.about.text, []).append(said)
    return {about: tuple(said) for about, said in found.items()}


def _signed(row: Words) -> Signed:
    at = row.published_at
    gone = row.withdrawn_at
    return Signed(
        text="" if gone else row.text,
        name=row.name,
        role=row.role,
        organisation=row.organisation.name,
        day=timezone.localdate(at) if at else date.min,
        withdrawn=timezone.localdate(gone) if gone else None,
        why=row.withdrawn_why,
        number=row.pk,
    )


def frozen() -> Mapping[str, Mapping[str, tuple[Said, ...]]]:
    """What a release freezes: every comment that was published, with its replies."""
    return {"comments": comments()}


def lacking() -> tuple[str, ...]:
    """What is still to be done before a release: comments that are drafts, and those that were signed and
    wait to be published, with what they are about. A reply never waits: it is published when it is
    written."""
    waiting = Comment.objects.filter(state__in=(State.DRAFT, State.SIGNED)).order_by("id")
    titles = subjects.every() if (rows := list(waiting)) else {}
    signed = [row.about for row in rows if row.stands is State.SIGNED]
    drafts = [row.about for row in rows if row.stands is State.DRAFT]
    found = []
    if signed:
        said = ngettext(
            "{count} signed comment waits to be published: {names}",
            "{count} signed comments wait to be published: {names}",
            len(signed),
        )
        found.append(said.format(count=len(signed), names=_named(signed, titles)))
    if drafts:
        said = ngettext(
            "{count} comment is still a draft: {names}",
            "{count} comments are still drafts: {names}",
            len(drafts),
        )
        found.append(said.format(count=len(drafts), names=_named(drafts, titles)))
    return tuple(found)


def _named(about: list[Subject], titles: Mapping[Subject, str]) -> str:
    return "; ".join(dict.fromkeys(titles.get(one, one.code) for one in about))
