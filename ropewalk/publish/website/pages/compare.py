"""Compare: any places by any measures, as a table of intervals. It is no league: nothing is sorted."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from ropewalk.figures.tables import RISKY_START
from ropewalk.publish.website import addresses, plainly
from ropewalk.publish.website.account import Account, NotReadyError, open_account
from ropewalk.publish.website.answer import download, not_ready, page
from ropewalk.publish.website.choice import (
    MOST_MEASURES,
    MOST_PLACES,
    Choice,
    choice_of,
    named,
    peer_sets,
    start_measures,
    start_places,
    with_peers,
)
from ropewalk.publish.website.compared import Cell, Row, compared
from ropewalk.publish.website.entries import places_like
from ropewalk.publish.website.find import LONGEST_QUERY
from ropewalk.publish.website.site import Link
from ropewalk.vocabulary.indicator import Indicator
from ropewalk.vocabulary.language import _

FEW: Final = 8
HEAD: Final = (
    "indicator",
    "title",
    "unit",
    "place",
    "name",
    "breakdown",
    "period",
    "value",
    "lower",
    "upper",
    "state",
    "beside_first",
    "rank",
)


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be ticked."""

    code: str
    title: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """The measures of a priority that are not chosen yet."""

    title: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class ComparePage:
    """What Compare shows. ``told``: what of the choice could not be done; ``meant``: places that a typed
    name may mean; ``typed``: that name."""

    places: tuple[Option, ...]
    measures: tuple[Option, ...]
    rows: tuple[Row, ...]
    told: tuple[str, ...]
    typed: str
    meant: tuple[Link, ...]
    peer_sets: tuple[Option, ...]
    parts: tuple[Part, ...]
    most: tuple[int, int]
    city: str
    first: str
    table: str
    start: str
    sources: tuple[str, ...]
    crumbs: tuple[Link, ...]


@require_safe
def compare(request: HttpRequest) -> HttpResponseBase:
    """The view of Compare. What the form's buttons ask for is turned into the address of its outcome."""
    try:
        account = open_account()
    except NotReadyError as error:
        return not_ready(error)
    moved = _moved(account, request)
    return HttpResponseRedirect(moved) if moved else shown(request)


@page("compare.html", part=addresses.COMPARE, keeps=("place", "measure", "add"))
def shown(account: Account, request: HttpRequest) -> ComparePage:
    """Compare, once the address says in full what is compared."""
    choice = choice_of(account, request)
    typed = _typed(request)
    rows = compared(account, choice)
    return ComparePage(
        places=tuple(Option(code, account.names[code], addresses.place(code)) for code in choice.places),
        measures=tuple(Option(code, account.indicators[code].title) for code in choice.measures),
        rows=rows,
        told=tuple(_told(choice)),
        typed=typed,
        meant=_meant(account, choice, typed),
        peer_sets=tuple(Option(one.id, one.title) for one in peer_sets(account)),
        parts=_parts(account, choice),
        most=(MOST_PLACES, MOST_MEASURES),
        city=account.city.name,
        first=account.names[choice.places[0]],
        table=addresses.compare_table(*_said(account, choice)),
        start=addresses.compare(),
        sources=tuple({row.indicator.source for row in rows}),
        crumbs=(Link(_("Home"), addresses.at(addresses.HOME)), Link(_("Compare places"))),
    )


@download
def table(account: Account, request: HttpRequest) -> tuple[str, str]:
    """The same as CSV: one row a measure and place, at full precision."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEAD)
    for row in compared(account, choice_of(account, request)):
        writer.writerows(_line(row.indicator, row.unit, cell) for cell in row.cells)
    return "compare.csv", out.getvalue()


def _line(indicator: Indicator, unit: str, cell: Cell) -> list[object]:
    keys = ("breakdown", "period", "value", "lower", "upper", "state")
    said = cell.tag.word if cell.tag else cell.not_compared.lower()
    texts = [indicator.id, indicator.title, unit, cell.place, cell.name]
    safe = ["'" + text if text.startswith(RISKY_START) else text for text in texts]
    return [*safe, *(cell.row.get(key, "") for key in keys), said, cell.rank]


def _moved(account: Account, request: HttpRequest) -> str:
    """Where a button of the form leads: a place added by name, put first, or a whole peer set."""
    choice = choice_of(account, request)
    places, measures = _said(account, choice)
    if peers := with_peers(account, request.GET.get("peers", "")):
        return addresses.compare(peers, measures)
    if "add" in request.GET and not _typed(request):
        return addresses.compare(places, measures)
    if (first := request.GET.get("first", "")) in choice.places:
        return addresses.compare([first, *(p for p in choice.places if p != first)], measures)
    found = named(account, typed) if (typed := _typed(request)) else ()
    if len(found) == 1 and (found[0] in choice.places or len(choice.places) < MOST_PLACES):
        return addresses.compare(tuple(dict.fromkeys((*choice.places, *found))), measures)
    return ""


def _said(account: Account, choice: Choice) -> tuple[Sequence[str], Sequence[str]]:
    """The choice as far as an address must spell it out: what everybody starts with stays out of it."""
    places = () if choice.places == start_places(account) else choice.places
    return places, () if choice.measures == start_measures(account) else choice.measures


def _typed(request: HttpRequest) -> str:
    """The name of a place that a reader typed."""
    return " ".join(request.GET.get("add", "")[:LONGEST_QUERY].replace("\0", "").split())


def _told(choice: Choice) -> Iterator[str]:
    places, measures = choice.beyond
    if choice.unknown:
        codes = ", ".join(choice.unknown)
        yield _("Left out, because we know no such code: {codes}.").format(codes=codes)
    if places:
        words = _("At most {most} places fit side by side. We left out {count} of those you picked.")
        yield words.format(most=MOST_PLACES, count=f"{places:,}")
    if measures:
        words = _("At most {most} measures fit on a page. We left out {count} of those you picked.")
        yield words.format(most=MOST_MEASURES, count=f"{measures:,}")


def _meant(account: Account, choice: Choice, typed: str) -> tuple[Link, ...]:
    """The places that a typed name may mean, each as a link to the table with it."""
    if not typed or len(choice.places) >= MOST_PLACES:
        return ()
    found = (*named(account, typed), *places_like(account, typed))
    return tuple(
        Link(_whole_name(account, code), addresses.compare([*choice.places, code], choice.measures))
        for code in tuple(dict.fromkeys(found))[:FEW]
    )


def _whole_name(account: Account, code: str) -> str:
    place = account.places[code]
    above = next((account.names[up] for up in place.parents if up in account.places), "")
    kind = plainly.kind_of_place(place.kind).lower()
    if not above:
        return f"{place.name} ({kind})"
    return _("{place} ({kind} in {area})").format(place=place.name, kind=kind, area=above)


def _parts(account: Account, choice: Choice) -> tuple[Part, ...]:
    """Every measure that is not chosen yet, under the first priority it serves."""
    options: dict[str, list[Option]] = {code: [] for code in account.priorities}
    for found in account.definitions.indicators:
        code = next((code for code in found.priorities if code in options), None)
        if code is not None and found.id not in choice.measures:
            options[code].append(Option(found.id, found.title))
    return tuple(
        Part(f"{code} {account.priorities[code].title}", tuple(some))
        for code, some in options.items()
        if some
    )
