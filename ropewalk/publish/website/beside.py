"""Whom the reader wants beside a place: ``?with=E92000001&with=core-cities``, in the order of the address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl
from django.http import QueryDict
from markupsafe import Markup

from ropewalk.design.languages import content
from ropewalk.figures.inputs import Line, Point
from ropewalk.findings.spread import spread
from ropewalk.publish.noting import kept
from ropewalk.publish.website import held
from ropewalk.publish.website.account import NEIGHBOURHOOD, Account
from ropewalk.publish.website.subject import Subject
from ropewalk.vocabulary.indicator import Indicator
from ropewalk.vocabulary.language import _, ngettext
from ropewalk.vocabulary.peers import PeerSet
from ropewalk.vocabulary.words import Kind

ASKED: Final = "with"
MOST: Final = 8
"""So many may stand beside a place; beyond three each has a small chart of its own."""

SMALL: Final = (NEIGHBOURHOOD, "ward")
ABOVE: Final = ("country", "region")
NOBODY: Final = "nobody"  # how a definition says that comparing would mislead


@dataclass(frozen=True, slots=True)
class Choice:
    """``codes``: places and peer sets to draw beside, in order; ``own``: whether the reader picked them;
    ``said``: what was asked for and is left out, and why."""

    codes: tuple[str, ...]
    own: bool = False
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """A box to tick."""

    code: str
    name: str
    on: bool


@dataclass(frozen=True, slots=True)
class Picker:
    """The form: ``groups`` of boxes, each with a title; ``names``: of every place, to type from; ``own``:
    whether the reader has picked; ``most``: how many may be."""

    groups: tuple[tuple[str, tuple[Option, ...]], ...]
    names: Markup
    own: bool
    most: int = MOST


def choice(subject: Subject, asked: QueryDict) -> Choice:
    """What the address asks for; without a word in it the country and the region. A count of a whole country
    beside a city's would flatten the city's line, so a count stands alone until the reader says otherwise."""
    if compares_with_nobody(subject.indicator):
        return Choice(())
    if ASKED not in asked:
        kinds = () if subject.indicator.kind is Kind.COUNT else ABOVE
        above = (subject.account.above(subject.place, kind) for kind in kinds)
        return Choice(
            tuple(place.code for place in above if place is not None and _held(subject, place.code))
        )
    texts = [text.strip() for text in asked.getlist(ASKED) if text.strip()]
    found = [resolved(subject.account, subject.place, text) for text in texts[: 4 * MOST]]
    codes = [code for code in dict.fromkeys(found) if code and code != subject.place]
    there = [code for code in codes if _held(subject, code)]
    without = [subject.account.names.get(code, code) for code in codes if code not in there]
    return Choice(tuple(there[:MOST]), own=True, said=_said(found.count(""), without, len(there)))


def _said(unknown: int, without: Sequence[str], there: int) -> tuple[str, ...]:
    out = [_("No figure is held for {name}, so it is left out.").format(name=name) for name in without[:MOST]]
    if unknown:
        words = ngettext(
            "We do not know {count} place that you asked for. Check the name.",
            "We do not know {count} places that you asked for. Check the names.",
            unknown,
        )
        out.append(words.format(count=unknown))
    if there > MOST:
        out.append(_("At most {most} are shown at once. The rest are left out.").format(most=MOST))
    return tuple(out)


def resolved(account: Account, place: str, text: str) -> str:
    """The code that a reader means by a code, a peer set of the place or a name; empty where none."""
    code = account.renames.get(text, text)
    if code in account.places:
        return code
    if any(peer_set.peers_of(place) for peer_set in account.definitions.peer_sets if peer_set.id == text):
        return text
    return _by_name(account).get(text.casefold(), "")


@kept(2)
def _by_name(account: Account) -> Mapping[str, str]:
    """The code of every place that may be typed, by its name."""
    every = [place for place in account.places.values() if place.kind not in SMALL and not place.gone]
    return {place.name.casefold(): place.code for place in reversed(every)}


def compares_with_nobody(indicator: Indicator) -> bool:
    """Whether the definition says that comparing it would mislead."""
    return indicator.comparators == (NOBODY,)


def members(subject: Subject, code: str) -> tuple[str, ...]:
    """The places of a peer set beside the subject's; none for the code of a place."""
    found = next((one for one in subject.account.definitions.peer_sets if one.id == code), None)
    return found.peers_of(subject.place) if found else ()


def _held(subject: Subject, code: str) -> bool:
    """Whether there is anything to draw of a place or a peer set."""
    return bool({code, *members(subject, code)} & with_figures(subject.account, subject.indicator.id))


@kept(64)
def with_figures(account: Account, indicator: str) -> frozenset[str]:
    """The places that have a figure of an indicator."""
    whole = held.series(account, indicator)
    return frozenset(whole["place"].filter(whole["value"].is_not_null()).unique())


def group_lines(subject: Subject, codes: Sequence[str]) -> dict[str, Line]:
    """The middle and the range of each peer set among ``codes``."""
    whole = held.series(subject.account, subject.indicator.id)
    headline = whole.filter(pl.col("breakdown") == subject.breakdown)
    out = {}
    for code in codes:
        places = members(subject, code)
        rows = spread(headline, places) if places else headline.clear()
        if rows.height:
            points = (Point(*row) for row in rows.select("period", "value", "lower", "upper").iter_rows())
            out[code] = Line(title_of(subject.account, code), tuple(points), spread=True)
    return out


def title_of(account: Account, code: str) -> str:
    """A place's name, or a peer set's title in short: what stands before the colon; where two sets begin
    alike, what stands after it."""
    name = account.names.get(code, code)
    head, _, tail = name.partition(":")
    alike = sum(one.title.partition(":")[0] == head for one in account.definitions.peer_sets)
    tail = tail.strip()
    return f"{tail[:1].upper()}{tail[1:]}" if tail and alike > 1 else head


def picker(subject: Subject, chosen: Choice) -> Picker | None:
    """The form to pick by; None where nothing may be compared or nothing else has a figure."""
    account = subject.account
    others = with_figures(account, subject.indicator.id) - {subject.place}
    if compares_with_nobody(subject.indicator) or not others or account.is_a(subject.place, NEIGHBOURHOOD):
        return None
    above = [place.code for kind in ABOVE if (place := account.above(subject.place, kind))]
    sets = [one for one in account.definitions.peer_sets if _offers(one, subject, others)]
    listed = [*above, *(one.id for one in sets)]
    more = [code for code in chosen.codes if code not in listed]
    groups = (
        (_("Larger areas"), _options([code for code in above if code in others], account, chosen)),
        (_("Groups of places"), _options([one.id for one in sets], account, chosen)),
        (_("Places that you picked"), _options(more, account, chosen)),
    )
    filled = tuple((title, boxes) for title, boxes in groups if boxes)
    return Picker(filled, place_names(account), chosen.own)


def _offers(one: PeerSet, subject: Subject, others: frozenset[str]) -> bool:
    return len(others & set(one.peers_of(subject.place))) > 2


def _options(codes: Sequence[str], account: Account, chosen: Choice) -> tuple[Option, ...]:
    return tuple(Option(code, _name(account, code), code in chosen.codes) for code in codes)


def _name(account: Account, code: str) -> str:
    """A place's name, which is its own in every language, or a peer set's title, which is content."""
    name = account.names.get(code, code)
    return name if code in account.places else content(name)


@kept(2)
def place_names(account: Account) -> Markup:
    """An option for each place that may be typed, made once: hundreds stand on every indicator's page."""
    every = {place.name for place in account.places.values() if place.kind not in SMALL and not place.gone}
    return Markup("").join(Markup('<option value="{}"></option>').format(name) for name in sorted(every))
