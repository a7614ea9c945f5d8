"""The golden thread: of a team, of all of them, and what is not tied to anything."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from ropewalk.accounts import reads
from ropewalk.accounts.models import Person
from ropewalk.office import delivery_words as say
from ropewalk.plan.board import Board, board
from ropewalk.plan.subjects import SubjectKind
from ropewalk.thread.judged import Judgement, judgement
from ropewalk.thread.loose import End, loose_ends
from ropewalk.thread.strands import Glance, Part, Strand, glance, serving, strands
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.language import _, later

PARTS: Final = {
    Part.RUNS: later("Run by this team"),
    Part.PROMISED: later("Run by another; this team promised something in it"),
    Part.PARTNER: later("Run by another; this team is a partner in it"),
}
ENDS: Final = {
    End.ACTION_NO_OUTCOME: later("Actions that no outcome is linked to"),
    End.ACTION_NO_PROMISE: later("Actions that serve no promise"),
    End.ACTION_NO_TEAM: later("Actions that no team is named for"),
    End.MEASURE_NO_OWNER: later("Measures without an owner"),
    End.MEASURE_NO_PROMISE: later("Measures that serve no promise"),
    End.PROMISE_NO_ACTION: later("Promises that no action serves"),
    End.PROMISE_NO_MEASURE: later("Promises that no measure tells of"),
}
MINE, SERVED, ABOVE = "mine", "served", "above"
"""What a thread is to somebody: of their team, of a promise that they look after, of what stands above."""
HEADINGS: Final = {
    MINE: later("What my team does, and what for"),
    SERVED: later("A promise that I look after"),
    ABOVE: later("Above my team"),
}
PUBLIC: Final = {SubjectKind.INDICATOR: "indicators", SubjectKind.PRIORITY: "priorities"}


@dataclass(frozen=True, slots=True)
class Told:
    """A thread as a page shows it. ``href``: its own page, empty where the reader is on it."""

    title: str
    href: str
    strands: tuple[Strand, ...]
    glance: Glance


def told(title: str, href: str, found: Iterable[Strand]) -> Told:
    """A thread with its numbers."""
    found = tuple(found)
    return Told(title, href, found, glance(found))


def shared() -> dict[str, Any]:
    """What the templates of threads need: words."""
    return {"say": say, "part_of": lambda part: _(PARTS[part]), "heading_of": lambda kind: _(HEADINGS[kind])}


def threads_of(person: Person, held: Board) -> list[tuple[str, Told]]:
    """The threads of somebody, each with what it is to them: of each team that they belong to or have a role
    over, of the promises that they have a role over, and of what stands above their teams."""
    found = judgement(_store(), held.definitions.plan.place)
    grants = list(person.grants.all())
    over = (grant.organisation.code for grant in grants if grant.organisation is not None)
    teams = list(dict.fromkeys([*([person.organisation.code] if person.organisation else []), *over]))
    titles = {one.code: one.title for one in held.definitions.plan.priorities()}
    promises = dict.fromkeys(grant.priority for grant in grants if grant.priority in titles)
    above = dict.fromkeys(held.parents.get(code, "") for code in teams)
    told_of = partial(_of, held, found)
    return [
        *((MINE, told_of(code)) for code in teams),
        *((SERVED, told(f"{code} {titles[code]}", "", serving(held, found, code))) for code in promises),
        *((ABOVE, told_of(code)) for code in above if code and code not in teams),
    ]


def _of(held: Board, found: Judgement, code: str) -> Told:
    return told(held.named(code), reverse("thread", args=[code]), strands(held, found, below(held, code)))


def below(held: Board, code: str) -> frozenset[str]:
    """An organisation with all below it."""
    return frozenset(one for one, line in held.lines.items() if code in line)


def _store() -> Path:
    return Path(settings.WORKSPACE) / "store"


@require_safe
def threads(request: HttpRequest) -> HttpResponse:
    """Every organisation with the numbers of its thread, and how many ends are loose."""
    held = board(clock.today(), records=False)
    found = judgement(_store(), held.definitions.plan.place)
    rows = [
        (one, glance(strands(held, found, below(held, one.row.code)))) for one in reads.tree(closed=False)
    ]
    loose = [one for one in loose_ends(held) if one.things]
    return render(request, "office/threads.html", {"rows": rows, "loose": len(loose), **shared()})


@require_safe
def thread(request: HttpRequest, code: str) -> HttpResponse:
    """The thread of one organisation with all below it."""
    held = board(clock.today(), records=False)
    tree = reads.tree()
    branch = next((one for one in tree if one.row.code == code), None)
    if branch is None:
        raise Http404
    row = branch.row
    found = judgement(_store(), held.definitions.plan.place)
    context = {
        "thread": told(row.name, "", strands(held, found, below(held, code))),
        "row": row,
        "above": next((one.row for one in tree if one.row.pk == row.parent_id), None),
        "under": [one.row for one in tree if one.row.parent_id == row.pk and one.row.closed_on is None],
        **shared(),
    }
    return render(request, "office/thread.html", context)


@require_safe
def loose(request: HttpRequest) -> HttpResponse:
    """What is not tied to anything, counted."""
    held = board(clock.today(), records=False)
    rows = [(_(ENDS[one.end]), one) for one in loose_ends(held)]
    return render(request, "office/loose.html", {"rows": rows, "public": PUBLIC})
