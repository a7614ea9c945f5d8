"""Which scheme a column of places is written in; and places by names that are nearly the register's."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property

from ropewalk.sources.maps import Scheme
from ropewalk.sources.register import Register

SCHEMES: tuple[Scheme, ...] = ("gss", "e-code", "dfe-number", "name", "dfe-name")
SMALL = ("ward", "lsoa")
# What councils add to a place's name, or leave out of it. The place is the same with and without.
FRAME = re.compile(
    r"\b(?:(?:metropolitan|london|royal|county|unitary) )?(?:borough|district|city|county|town|unitary)?"
    r" ?(?:council|authority)$|^(?:the )?(?:royal |london )?(?:borough|city|county|corporation) of |"
    r"\b(?:mbc|mdc|bc|dc|cc|ua|mb|lb|ward)$|^(?:lb|the) "
)
NEAR = 0.86
NAMES = 3000
MISSPELT = 400


@dataclass(frozen=True)
class Near:
    """A name that is not the register's, the place it may be, and how sure."""

    name: str
    code: str
    place: str
    sure: float


@dataclass(frozen=True)
class PlaceGuess:
    """A scheme, the share of cells whose place it names, names looked up, and names that nothing fits."""

    scheme: Scheme
    share: float
    kinds: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    near: tuple[Near, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True)
class Gazetteer:
    """The register asked by names nearly its own. ``own``: the workspace's place, whose wards come first."""

    register: Register
    own: str = ""

    @cached_property
    def large(self) -> Mapping[str, tuple[str, ...]]:
        """Plain name -> codes of places above the ward, current ones."""
        return _by_plain_name(
            (name, code)
            for name, codes in self.register.lookups.get("name", {}).items()
            for code in codes
            if code in self.register.places and not self.register.places[code].gone
        )

    @cached_property
    def small(self) -> Mapping[str, tuple[str, ...]]:
        """Plain name -> codes of wards and neighbourhoods; of the own place alone where it has such."""
        places = [p for p in self.register.places.values() if p.kind in SMALL and not p.gone]
        own = [p for p in places if self.own in p.parents]
        return _by_plain_name((p.name, p.code) for p in own or places)

    def look_up(self, name: str) -> Near | None:
        """The one place that a name may mean, by its frame, by its letters, or none."""
        plain = plain_name(name)
        for known in (self.large, self.small):
            codes = known.get(plain, ())
            if len(codes) == 1:
                return self._near(name, codes[0], 0.95 if known is self.large else 1.0)
        return self._by_letters(name, plain)

    def _by_letters(self, name: str, plain: str) -> Near | None:
        scored = sorted(
            (
                (SequenceMatcher(None, plain, known).ratio(), codes[0])
                for names in (self.large, self.small)
                for known, codes in names.items()
                if len(codes) == 1 and abs(len(known) - len(plain)) <= 4 and known[:1] == plain[:1]
            ),
            reverse=True,
        )
        if not scored or scored[0][0] < NEAR or (len(scored) > 1 and scored[0][0] - scored[1][0] < 0.03):
            return None
        return self._near(name, scored[0][1], round(0.9 * scored[0][0], 2))

    def _near(self, name: str, code: str, sure: float) -> Near:
        place = self.register.places[code]
        return Near(name, code, place.name, 1.0 if place.name == name else min(sure, 0.95))


def guess_place(keys: dict[str, int], gazetteer: Gazetteer) -> PlaceGuess | None:
    """The likeliest scheme of ``keys`` (cell -> how often); None when hardly a cell names a place."""
    total = sum(keys.values())
    if not total:
        return None
    found = [(scheme, _kinds(scheme, keys, gazetteer.register)) for scheme in SCHEMES]
    guesses = [_guess(scheme, kinds, keys, total, gazetteer.register) for scheme, kinds in found]
    best = max(guesses, key=lambda guess: guess.share)
    if best.share >= 0.98 or len(keys) > NAMES or (best.scheme in ("gss", "e-code") and best.share > 0.3):
        return best if best.share >= 0.3 else None
    named = next(guess for guess in guesses if guess.scheme == "name")
    return _with_near(named, keys, total, gazetteer)


def _guess(
    scheme: Scheme, kinds: tuple[str, ...], keys: dict[str, int], total: int, register: Register
) -> PlaceGuess:
    names = register.find(scheme, keys, kinds)
    if scheme == "gss":
        names = {key: code for key, code in names.items() if code in register.places}
    unknown = tuple(key for key in keys if key not in names)
    return PlaceGuess(scheme, sum(keys[key] for key in names) / total, kinds, unknown=unknown)


def _kinds(scheme: Scheme, keys: Iterable[str], register: Register) -> tuple[str, ...]:
    """The kind to narrow to, where names are shared between kinds and one kind names the most cells."""
    if scheme != "name":
        return ()
    plain = len(register.find(scheme, list(keys)))
    counted = [
        (len(register.find(scheme, list(keys), kinds)), kinds) for kinds in (("authority",), ("region",))
    ]
    best, kinds = max(counted)
    return kinds if best > plain else ()


def _with_near(
    named: PlaceGuess, keys: dict[str, int], total: int, gazetteer: Gazetteer
) -> PlaceGuess | None:
    # Columns of numbers and of remarks are not held against every name of the country.
    spelt = [name for name in named.unknown if any(letter.isalpha() for letter in name)]
    if 2 * len(spelt) < len(named.unknown) or len(spelt) > MISSPELT:
        return named if named.share >= 0.5 else None
    looked_up = [near for name in spelt if (near := gazetteer.look_up(name))]
    reached = {near.name: near.code for near in looked_up}
    share = named.share + sum(keys[name] for name in reached) / total
    if share < 0.5:
        return None
    unsure = tuple(near for near in looked_up if near.sure < 1)
    unknown = tuple(name for name in named.unknown if name not in reached)
    return PlaceGuess("name", share, named.kinds, reached, unsure, unknown)


def plain_name(name: str) -> str:
    """A name without case, stops, ``and`` signs, and the words that councils put around a place's own."""
    text = name.casefold().replace("&", " and ").replace("'", "").replace("’", "")
    text = " ".join(re.sub(r"[^a-z0-9]+", " ", text).split())
    bare = FRAME.sub("", text).strip()
    return bare or text


def _by_plain_name(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for name, code in pairs:
        found.setdefault(plain_name(name), {})[code] = None
    return {name: tuple(codes) for name, codes in found.items()}
