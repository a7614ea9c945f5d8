"""Search: by everyday words, official names, places, promises, sources, words and pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest

from ropewalk.figures.sentences import tally, verdict_sentence
from ropewalk.publish.website import addresses, held
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.answer import page
from ropewalk.publish.website.cards import Tag, counted_words, direction_tag
from ropewalk.publish.website.entries import index_of
from ropewalk.publish.website.find import LONGEST_QUERY, Entry, Found, close_words, find
from ropewalk.publish.website.site import Link
from ropewalk.vocabulary.language import _, later

IDEAS: Final = (
    later("bins"),
    later("jobs"),
    later("wages"),
    later("weight"),
    later("schools"),
    later("homes"),
)
FIRST_OF_KIND: Final = 5
GROUPS: Final = {
    "Measure": later("Measures"),
    "Priority": later("Promises"),
    "Aim": later("Aims"),
    "Place": later("Places"),
    "Word": later("Words explained"),
    "Page": later("Pages"),
    "Source": later("Sources"),
    "Value": later("Values"),
}


@dataclass(frozen=True, slots=True)
class Result:
    """A thing that was found, with what is said of it: a verdict, or the verdicts counted."""

    entry: Entry
    tag: Tag | None = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind: the best, and the rest folded away."""

    name: str
    title: str
    first: tuple[Result, ...]
    rest: tuple[Result, ...]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What search shows. ``mended``: words that were read as other words; ``close``: words to try instead."""

    query: str
    count: int
    groups: tuple[Group, ...]
    mended: tuple[tuple[str, str], ...]
    close: tuple[Link, ...]
    ideas: tuple[Link, ...]
    ways: tuple[Link, ...]
    crumbs: tuple[Link, ...]


@page("search.html", keeps=("q",))
def search(account: Account, request: HttpRequest) -> SearchPage:
    """The view of search."""
    query = " ".join(request.GET.get("q", "")[:LONGEST_QUERY].replace("\0", "").split())
    known = index_of(account)
    found = find(known, query) if query else Found(())
    return SearchPage(
        query=query,
        count=len(found.entries),
        groups=grouped(account, found),
        mended=found.mended,
        close=_links(close_words(known, query)) if query and not found.entries else (),
        ideas=_links([_(word) for word in IDEAS]),
        ways=tuple(Link(_(text), addresses.at(href)) for text, href in WAYS),
        crumbs=(Link(_("Home"), addresses.at(addresses.HOME)), Link(_("Search"))),
    )


WAYS: Final = (
    (later("All measures, promise by promise"), addresses.INDICATORS),
    (later("All places"), addresses.PLACES),
    (later("What the words mean"), addresses.WORDS),
    (later("Where the data comes from"), addresses.SOURCES),
)


def grouped(account: Account, found: Found) -> tuple[Group, ...]:
    """What was found by kind; the kind with the best match comes first."""
    return tuple(_group(account, kind, entries) for kind, entries in by_kind(found).items())


def by_kind(found: Found) -> dict[str, list[Entry]]:
    """What was found in the order in which it is shown."""
    kinds: dict[str, list[Entry]] = {}
    for entry in found.entries:
        kinds.setdefault(entry.kind, []).append(entry)
    return kinds


def _group(account: Account, kind: str, entries: Sequence[Entry]) -> Group:
    results = tuple(_result(account, entry) for entry in entries)
    # One more is shown rather than folded away alone.
    many = len(results) > FIRST_OF_KIND + 1
    first = results[:FIRST_OF_KIND] if many else results
    return Group(kind.lower(), _(GROUPS[kind]), first, results[len(first) :])


def _result(account: Account, entry: Entry) -> Result:
    """A result with its verdict: of a measure its direction, of a promise or an aim its measures counted."""
    if entry.kind == "Measure":
        return _measure(account, entry)
    if entry.kind == "Priority":
        return Result(entry, said=_counted(account, (entry.about,)))
    if entry.kind == "Aim":
        return Result(entry, said=_counted(account, [p.code for p in account.aims[entry.about].priorities]))
    return Result(entry)


def _measure(account: Account, entry: Entry) -> Result:
    place = held.place_of(account, entry.about)
    found = held.headline_verdicts(account, place).get(entry.about)
    if found is None or found.direction is None:
        inside = held.inside(account, entry.about, place)
        return Result(
            entry, said=_("Known by neighbourhood") if inside else _("No figure is held for the city")
        )
    counted = counted_words(account).get(entry.about, "") if place == account.city.place else ""
    return Result(entry, direction_tag(found.direction, counted))


def _counted(account: Account, codes: Sequence[str]) -> str:
    """The verdicts of the measures that serve some promises, counted in a sentence."""
    serving = [one for one in account.definitions.indicators if set(codes) & set(one.priorities)]
    return verdict_sentence(tally(account.headlines_of(serving)))


def _links(words: Sequence[str]) -> tuple[Link, ...]:
    return tuple(Link(word, addresses.search(word)) for word in words)
