"""Everything that search can find in an account: measures, promises, places, sources, words, pages."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Final

import msgspec

from ropewalk.publish.noting import kept
from ropewalk.publish.website import addresses, plainly
from ropewalk.publish.website.account import NEIGHBOURHOOD, Account
from ropewalk.publish.website.find import Entry, Index, find
from ropewalk.publish.website.glossary import glossary
from ropewalk.publish.website.homes import AREA, called, slug_of
from ropewalk.publish.website.indexing import index
from ropewalk.publish.website.thesaurus import thesaurus
from ropewalk.vocabulary.language import _, later

PAGES: Final = (
    (
        "compare",
        addresses.COMPARE,
        later("Compare places"),
        later("Places side by side, measure by measure."),
    ),
    (
        "indicators",
        addresses.INDICATORS,
        later("All measures"),
        later("Every measure of the plan."),
    ),
    (
        "places",
        addresses.PLACES,
        later("Places"),
        later("Every place that we hold figures for."),
    ),
    (
        "about",
        addresses.ABOUT,
        later("How we know"),
        later("What the verdict words mean, and how numbers are worked out."),
    ),
    (
        "right",
        addresses.RIGHT,
        later("How often we are right"),
        later("How many false alarms to expect, as we counted them."),
    ),
    (
        "changes",
        addresses.CHANGES,
        later("What changed"),
        later("What each load of new figures changed."),
    ),
    (
        "sources",
        addresses.SOURCES,
        later("Where the data comes from"),
        later("Every source, with its licence and its files."),
    ),
    (
        "values",
        addresses.VALUES,
        later("Our values"),
        later("What the council says it stands for."),
    ),
    (
        "words",
        addresses.WORDS,
        later("Words"),
        later("What the words on these pages mean."),
    ),
    (
        "accessibility",
        addresses.ACCESSIBILITY,
        later("Accessibility and privacy"),
        later("Who can use this site, what does not work yet, and what we keep about readers."),
    ),
)
"""Pages by their name in pages.toml, which holds what people call them."""


def index_of(account: Account) -> Index:
    """The index of an account, made once for each state of it."""
    return _index(account)


@kept(4, by_language=True)
def _index(account: Account) -> Index:
    every = (_measures, _promises, _pages, _words, _places, _areas, _sources)
    return index((entry for make in every for entry in make(account)), thesaurus(), account.city.name)


def places_like(account: Account, text: str) -> tuple[str, ...]:
    """The codes of places that a reader's words may mean, the likeliest first."""
    return tuple(
        entry.about
        for entry in find(index_of(account), text).entries
        if entry.kind == "Place" and entry.about
    )


def _measures(account: Account) -> Iterator[Entry]:
    for found in account.definitions.indicators:
        yield Entry(
            "Measure",
            found.title,
            addresses.indicator(found.id),
            found.definition,
            (found.title, " ".join(found.search_words), found.official_title, found.definition),
            found.search_words,
            (found.id,),
            found.id,
        )


def _promises(account: Account) -> Iterator[Entry]:
    for aim in account.plan.aims:
        texts = (aim.title, "", "", aim.summary)
        codes: tuple[str, ...] = (aim.code, f"aim {aim.code}")
        yield Entry("Aim", aim.title, addresses.aim(aim.code), aim.summary, texts, (), codes, aim.code)
        for one in aim.priorities:
            texts = (one.title, "", "", one.why)
            codes = (one.code, f"priority {one.code}", f"promise {one.code}")
            address = addresses.priority(one.code)
            yield Entry("Priority", one.title, address, one.why, texts, (), codes, one.code)
    for value in account.plan.values:
        texts = (value.title, "", "", value.summary)
        yield Entry(
            "Value", value.title, f"{addresses.at(addresses.VALUES)}#{value.id}", value.summary, texts
        )


def _places(account: Account) -> Iterator[Entry]:
    registered = account.library.places()
    older: dict[str, tuple[str, ...]] = {}
    for old, new in account.renames.items():
        older[new] = (*older.get(new, ()), old)
    for place in account.places.values():
        above = ", ".join(account.names[code] for code in place.parents[:2] if code in account.places)
        kind = plainly.kind_of_place(place.kind)
        hint = _("{kind} in {areas}").format(kind=kind, areas=above) if above else kind
        hint = _("{place}, no more").format(place=hint) if place.gone else hint
        codes = (place.code, *older.get(place.code, ()))
        name, official = called(account, place.code), registered[place.code].name
        texts = (name, "", official if name != official else "", above)
        codes += (official,) if name != official else ()
        yield Entry("Place", name, addresses.place(place.code), hint, texts, (), codes, place.code)


def _areas(account: Account) -> Iterator[Entry]:
    """Areas by the names that people use. They are not in the register, and have pages of their own."""
    known = account.outlines.places.get(AREA, {})
    homes = {home.area: home.code for home in account.outlines.places.get(NEIGHBOURHOOD, {}).values()}
    for area in known.values():
        council = account.above(homes.get(area.code, ""), "authority")
        above = council.name if council else ""
        hint = _("{kind} in {areas}").format(kind=_("Area"), areas=above) if above else _("Area")
        texts = (area.name, "", area.code, above)
        yield Entry("Place", area.name, addresses.area(slug_of(area.code)), hint, texts, (), (area.code,))


def _sources(account: Account) -> Iterator[Entry]:
    for origin in account.origins.values():
        texts = (origin.title, "", origin.producer, "")
        address = addresses.source(origin.id)
        yield Entry("Source", origin.title, address, origin.producer, texts, (), (origin.id,), origin.id)


def _words(_account: Account) -> Iterator[Entry]:
    for word in glossary():
        if word.shown:
            title, text = _(word.term), _(word.text)
            texts = (title, " ".join((word.term, *word.also)), "", text)
            address = addresses.word(word.id)
            yield Entry("Word", title, address, text, texts, word.also, (), word.id)


def _pages(_account: Account) -> Iterator[Entry]:
    called = _called()
    for name, address, title, hint in PAGES:
        # English words find a page in any language: nobody must know how we call it.
        texts = (_(title), f"{called[name]} {title}", "", _(hint))
        yield Entry("Page", _(title), addresses.at(address), _(hint), texts)


@lru_cache(maxsize=1)
def _called() -> Mapping[str, str]:
    text = files("ropewalk.publish.website").joinpath("words", "pages.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), dict[str, str])
