"""Numbered releases: their calendar, what was published under each, and its documents byte for byte."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from ropewalk.publish.website import addresses
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.answer import answering, known, page
from ropewalk.publish.website.site import Link
from ropewalk.releases import public
from ropewalk.releases.public import Announced, Kept, State
from ropewalk.vocabulary.errors import StoreError
from ropewalk.vocabulary.language import _, later
from ropewalk.vocabulary.period import day_words

WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TYPES: Final = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "pdf": "application/pdf",
    "docx": WORD,
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "csv": "text/csv; charset=utf-8; header=present",
    "json": "application/json",
}
TO_KEEP: Final = frozenset({"docx", "ods", "csv"})
NAMES: Final = {
    "report": later("Report to committee"),
    "scrutiny": later("Scrutiny brief"),
    "annex": later("Every table, to work with"),
    "findings": later("Every finding"),
    "manifest": later("What it froze, with hashes"),
}
MEDIA: Final = {
    "html": later("page"),
    "pdf": later("PDF"),
    "docx": later("Word"),
    "ods": later("spreadsheet (ODS)"),
    "csv": later("CSV"),
    "json": later("JSON"),
}
ORDER: Final = tuple(MEDIA)


@dataclass(frozen=True, slots=True)
class Entry:
    """A release in the calendar. ``when``: its planned time in words; ``moved``: each change of it, in words;
    ``early``: who reads it early, by role."""

    one: Announced
    href: str
    when: str
    moved: tuple[str, ...]
    early: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """What is to come, soonest first; what is out, newest first; what was cancelled."""

    ahead: tuple[Entry, ...]
    out: tuple[Entry, ...]
    cancelled: tuple[Entry, ...]
    data: str
    crumbs: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class PublishedPage:
    """A release that is out. ``documents``: title and, by medium, the files; ``by``: the correction that is
    out, ``of``: what it corrects itself."""

    entry: Entry
    out_since: str
    documents: tuple[tuple[str, tuple[Link, ...]], ...]
    by: Link | None
    by_reason: str
    by_changes: str
    of: Link | None
    revision: Link
    crumbs: tuple[Link, ...]


@page("published.html", part=addresses.ABOUT)
def calendar(account: Account, _request: HttpRequest) -> CalendarPage:
    """The view of the calendar."""
    every = [_entry(one) for one in account.releases]
    ahead = [one for one in every if one.one.state is State.PLANNED]
    return CalendarPage(
        ahead=tuple(sorted(ahead, key=lambda entry: entry.one.planned_for)),
        out=tuple(one for one in every if one.one.is_out),
        cancelled=tuple(one for one in every if one.one.state is State.CANCELLED),
        data=addresses.at(addresses.RELEASES),
        crumbs=(_home(), Link(_("Reports and when they come"))),
    )


@page("published_release.html", part=addresses.ABOUT)
def release(account: Account, _request: HttpRequest, number: int) -> PublishedPage:
    """The view of a release that is out."""
    numbered = {one.number: one for one in account.releases if one.is_out}
    one: Announced = known(numbered.get(number))
    newer = numbered.get(one.corrected_by)
    return PublishedPage(
        entry=_entry(one),
        out_since=moment(one.public_at or one.planned_for),
        documents=_documents(one),
        by=_link(newer) if newer else None,
        by_reason=newer.reason if newer else "",
        by_changes=newer.changes if newer else "",
        of=_link(numbered[one.corrects]) if one.corrects in numbered else None,
        revision=Link(str(one.revision), addresses.release(one.revision)),
        crumbs=(
            _home(),
            Link(_("Reports and when they come"), addresses.at(addresses.PUBLISHED)),
            Link(_("Release {number}").format(number=number)),
        ),
    )


@answering
def document(account: Account, _request: HttpRequest, number: int, name: str, ending: str) -> HttpResponse:
    """The view of a document: the bytes that were published, whatever has happened since."""
    found = {one.number: one for one in account.releases if one.is_out}.get(number)
    named = f"{name}.{ending}"
    kept = found and (named == "manifest.json" or any(one.name == named for one in found.documents))
    if not kept or ending not in TYPES:
        raise Http404
    try:
        content = public.document(number, named)
    except StoreError as error:
        raise Http404 from error
    if content is None:
        raise Http404
    answer = HttpResponse(content, content_type=TYPES[ending])
    if ending in TO_KEEP:
        answer["Content-Disposition"] = f'attachment; filename="release-{number}-{named}"'
    if found and found.corrected_by:
        answer["Link"] = f'<{addresses.published(found.corrected_by)}>; rel="successor-version"'
    return answer


def moment(at: datetime) -> str:
    """A moment as people write it, in the council's own time."""
    here = at.astimezone(timezone.get_current_timezone())
    return _("{day}, {time}").format(day=day_words(here.date()), time=f"{here:%H:%M}")


def _entry(one: Announced) -> Entry:
    said = _("Moved from {was} to {becomes}: {reason}")
    return Entry(
        one=one,
        href=addresses.published(one.number) if one.is_out else "",
        when=moment(one.planned_for),
        moved=tuple(
            said.format(was=moment(move.was), becomes=moment(move.becomes), reason=move.reason)
            for move in one.moves
        ),
        early=tuple(", ".join(filter(None, (seat.role, seat.organisation))) for seat in one.early),
    )


def _documents(one: Announced) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    """The documents by what they are, each with its files in the order of media."""
    manifest = Kept("manifest.json", one.manifest, 0)
    found: dict[str, list[tuple[str, str]]] = {}
    for kept in (*one.documents, manifest):
        stem, _dot, ending = kept.name.partition(".")
        if stem in NAMES and ending in MEDIA:
            found.setdefault(stem, []).append((ending, kept.name))
    return tuple(
        (
            _(NAMES[stem]),
            tuple(
                Link(_(MEDIA[ending]), addresses.published_file(one.number, name))
                for ending, name in sorted(found[stem], key=lambda file: ORDER.index(file[0]))
            ),
        )
        for stem in NAMES
        if stem in found
    )


def _link(one: Announced) -> Link:
    said = _("Release {number}: {title}").format(number=one.number, title=one.title)
    return Link(said, addresses.published(one.number))


def _home() -> Link:
    return Link(_("Home"), addresses.at(addresses.HOME))
