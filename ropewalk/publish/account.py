"""The account as of now: definitions and library together, with the look-ups that every medium needs."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Final, TypeVar, cast

import polars as pl
from django.conf import settings
from django.db import DatabaseError

from ropewalk.accounts import guard, published
from ropewalk.accounts.pre_election import Period
from ropewalk.calibration.public import FILE
from ropewalk.commentary.public import Said, comments
from ropewalk.findings.fit import check_fit
from ropewalk.findings.library import Library
from ropewalk.findings.outlines import HOME, Outlines
from ropewalk.findings.placed import POINTER
from ropewalk.plan import public
from ropewalk.plan.public import Doing
from ropewalk.publish import declared, noting
from ropewalk.publish.digests import digest
from ropewalk.releases import public as releases
from ropewalk.releases.public import Announced
from ropewalk.scrutiny import public as scrutiny
from ropewalk.scrutiny.public import About, Record
from ropewalk.vocabulary.accepted import Acceptance, Correction
from ropewalk.vocabulary.calibration import Calibration
from ropewalk.vocabulary.city import City, Definitions
from ropewalk.vocabulary.countries import in_language
from ropewalk.vocabulary.delivery import Delivery
from ropewalk.vocabulary.errors import RopewalkError
from ropewalk.vocabulary.indicator import Indicator
from ropewalk.vocabulary.language import in_force
from ropewalk.vocabulary.place import Place
from ropewalk.vocabulary.plan import Aim, Plan, Priority
from ropewalk.vocabulary.rules_of_scrutiny import FILE as RULES
from ropewalk.vocabulary.rules_of_scrutiny import USUAL, Rules
from ropewalk.vocabulary.source import Origin
from ropewalk.vocabulary.statement import FILE as STATEMENT
from ropewalk.vocabulary.statement import NOTHING, Statement

NEIGHBOURHOOD = "lsoa"
WARD = "ward"
OUTLINES = f"store/{HOME}/{POINTER}"
"""Where a workspace says which outlines are current."""

T = TypeVar("T")


class NotReadyError(Exception):
    """There is nothing to show yet: the workspace was never loaded, or cannot be read."""


@dataclass(frozen=True, eq=False)
class Account:
    """One version of the definitions with one state of the findings, of the calibration (None: not made) and
    of what is declared of the site; ``releases``: those announced, the newest number first; ``polls``: the
    times before a poll; ``key`` names all of them together."""

    definitions: Definitions
    library: Library
    key: str
    calibration: Calibration | None = None
    statement: Statement = NOTHING
    doing: Doing = Doing(Delivery(), {})  # noqa: RUF009 - frozen
    releases: tuple[Announced, ...] = ()
    polls: tuple[Period, ...] = ()
    rules: Rules = USUAL

    @property
    def city(self) -> City:
        """The city this account is about."""
        return self.definitions.city

    @property
    def plan(self) -> Plan:
        """The current edition of the plan."""
        return self.definitions.plan

    @cached_property
    def past_plans(self) -> tuple[Plan, ...]:
        """The editions of the plan that were superseded, oldest first."""
        return public.past_plans()

    @cached_property
    def version(self) -> str:
        """The version of the definitions; worked out from all of them, so once."""
        return self.definitions.version

    @cached_property
    def indicators(self) -> Mapping[str, Indicator]:
        """Every indicator by its id, in the definitions' order."""
        return {indicator.id: indicator for indicator in self.definitions.indicators}

    @cached_property
    def aims(self) -> Mapping[str, Aim]:
        """Every aim by its code."""
        return {aim.code: aim for aim in self.plan.aims}

    @cached_property
    def priorities(self) -> Mapping[str, Priority]:
        """Every priority by its code."""
        return {priority.code: priority for priority in self.plan.priorities()}

    @cached_property
    def aim_of(self) -> Mapping[str, Aim]:
        """The aim of each priority, by the priority's code."""
        return {priority.code: aim for aim in self.plan.aims for priority in aim.priorities}

    @property
    def places(self) -> Mapping[str, Place]:
        """Every place by its code, a country by its name in the language in force."""
        return self._by_language("places", self._places)

    def _places(self) -> Mapping[str, Place]:
        return in_language(self.library.places())

    @cached_property
    def outlines(self) -> Outlines:
        """What maps are drawn from; none where the workspace holds no boundaries."""
        return self.library.outlines()

    @cached_property
    def renames(self) -> Mapping[str, str]:
        """Old code of a place that is still there -> its newest."""
        return self.library.renames()

    @cached_property
    def origins(self) -> Mapping[str, Origin]:
        """Every source's origin by its id."""
        return self.library.origins()

    @cached_property
    def acceptances(self) -> Mapping[str, tuple[Acceptance, ...]]:
        """The broken rules that people accepted, by source."""
        return self.library.acceptances()

    @cached_property
    def corrections(self) -> Mapping[str, tuple[Correction, ...]]:
        """The corrections in force that may be told, by source."""
        return self.library.corrections()

    @cached_property
    def editions(self) -> Mapping[str, Mapping[int, Origin]]:
        """The origin that each revision told of a source."""
        return self.library.editions()

    @cached_property
    def comments(self) -> Mapping[str, tuple[Said, ...]]:
        """The signed words that people published, by what they are about."""
        return comments()

    @cached_property
    def scrutiny(self) -> Record:
        """The questions and challenges that readers see, and the counts of them."""
        return scrutiny.record()

    @cached_property
    def asked_about(self) -> Mapping[str, About]:
        """The same by what they are about."""
        return scrutiny.by_subject(self.scrutiny)

    @property
    def names(self) -> Mapping[str, str]:
        """The name of every place and the title of every peer set, by code."""
        return self._by_language("names", self._names)

    def _by_language(self, what: str, make: Callable[[], T]) -> T:
        """Made once for each language; a ``cached_property`` cannot tell them apart."""
        key = f"{what} {in_force().code}"
        if key not in self.__dict__:
            self.__dict__[key] = make()
        return cast("T", self.__dict__[key])

    def _names(self) -> Mapping[str, str]:
        sets = {peer_set.id: peer_set.title for peer_set in self.definitions.peer_sets}
        return {code: place.name for code, place in self.places.items()} | sets

    @cached_property
    def headlines(self) -> pl.DataFrame:
        """The headline verdict of each indicator for the city."""
        return self.library.headlines(self.city.place)

    @cached_property
    def measures_of_source(self) -> Mapping[str, tuple[Indicator, ...]]:
        """The indicators that each source feeds."""
        found: dict[str, tuple[Indicator, ...]] = {}
        for indicator in self.definitions.indicators:
            found[indicator.source] = (*found.get(indicator.source, ()), indicator)
        return found

    def indicators_of(self, priority: str) -> tuple[Indicator, ...]:
        """The indicators that serve a priority."""
        return tuple(found for found in self.definitions.indicators if priority in found.priorities)

    def indicators_of_aim(self, aim: Aim) -> tuple[Indicator, ...]:
        """The indicators that serve any priority of an aim, each once."""
        codes = {priority.code for priority in aim.priorities}
        return tuple(found for found in self.definitions.indicators if codes & set(found.priorities))

    def headlines_of(self, indicators: Iterable[Indicator]) -> pl.DataFrame:
        """The headlines of some indicators."""
        return self.headlines.filter(pl.col("indicator").is_in([found.id for found in indicators]))

    def above(self, place: str, kind: str) -> Place | None:
        """The country, or the region, that a place lies in."""
        parents = self.places[place].parents if place in self.places else ()
        return next((self.places[code] for code in parents if self.is_a(code, kind)), None)

    def is_a(self, code: str, kind: str) -> bool:
        """Whether a code is of a place of that kind."""
        return code in self.places and self.places[code].kind == kind


PARTS: Final = ("origins", "acceptances", "corrections", "editions", "comments", "asked_about")
WHOLES: Final = (
    *("places", "outlines", "renames", "names", "headlines"),
    *("releases", "doing", "polls", "scrutiny", "past_plans"),
)


class NotedAccount(Account):
    """An account that notes each look at what its library holds: part by part, or as a whole."""

    def __getattribute__(self, name: str) -> Any:
        """What is asked for; noted, where a load may change it."""
        if name not in PARTS and name not in WHOLES:
            return super().__getattribute__(name)
        spoken = in_force().code if name in WHOLES else ""
        seen: dict[tuple[str, str], tuple[Any, str]] = self.__dict__.setdefault("_seen", {})
        if (name, spoken) not in seen:
            with noting.noted():
                found = super().__getattribute__(name)
            whole = name in WHOLES
            seen[name, spoken] = (
                (found, digest(found)) if whole else (noting.Parts(f"account.{name}", found), "")
            )
        found, told = seen[name, spoken]
        if told:
            noting.note({noting.Look(spoken, f"account.{name}", "[]"): told})
        return found

    def look(self, name: str, words: Sequence[Any]) -> None:
        """Take a look that was noted once more: at a part of the account, or at the library."""
        kind, _, what = name.partition(".")
        if kind == "library":
            found = getattr(self.library, what)
            if callable(found):
                found(*words[0], **words[1])
            return
        found = getattr(self, what)
        if words:
            found.get(words[0])
        elif what in PARTS:
            found.note_whole()


def open_account() -> Account:
    """The account as of now: three queries, unless the definitions, the findings or releases moved on.

    Raises NotReadyError when definitions or findings are not there or cannot be read.
    """
    try:
        version, library = public.definitions_version(), _library(settings.WORKSPACE / "store")
        stamps = tuple(
            declared.stamp(settings.WORKSPACE / name) for name in (FILE, STATEMENT, OUTLINES, RULES)
        )
        stamps += (published.number(), releases.standing())
        return _open(version, library, library.key, stamps, noting.is_on())
    except (RopewalkError, DatabaseError) as error:
        raise NotReadyError from error


@lru_cache(maxsize=4)
def _library(store: Path) -> Library:
    return Library(store)


@lru_cache(maxsize=2)
def _open(version: str, library: Library, key: str, stamps: tuple[int, ...], noted: bool) -> Account:
    """Kept for as long as definitions, findings, calibration, statement, outlines, what people published and
    how many releases are out stay what they are.

    Raises StoreError when a derived table is not one that readers of this version ask for."""
    check_fit(library.folder)
    names = f"{version}-{key}-{'-'.join(map(str, stamps))}"
    calibrated, stated, *_others = stamps
    definitions = public.definitions()
    made = (
        *(declared.calibration(calibrated), declared.statement(stated), public.doing(), releases.announced()),
        *(guard.periods(), scrutiny.rules()),
    )
    if not noted:
        return Account(definitions, library, names, *made)
    return NotedAccount(definitions, cast("Library", noting.NotedLibrary(library)), names, *made)
