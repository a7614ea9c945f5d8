"""The register of places: every place that may stand in an observation, and how publishers name it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ropewalk.sources.lookups import Lookup, read_lookups
from ropewalk.sources.origin import read_bytes, read_origin
from ropewalk.sources.places import read_places
from ropewalk.sources.recodes import read_recodes
from ropewalk.sources.register_files import read_register_files, read_register_map
from ropewalk.vocabulary.place import Place
from ropewalk.vocabulary.source import Origin


@dataclass(frozen=True)
class Register:
    """Places by their newest code; ``renames``: old code -> newest code of the same place.

    ``lookups``: scheme -> publisher's key -> codes. A key with more than one current place (of the
    kinds asked for) names none: nothing is guessed.
    """

    places: Mapping[str, Place]
    renames: Mapping[str, str] = field(default_factory=dict)
    lookups: Mapping[str, Lookup] = field(default_factory=dict)
    origin: Origin | None = None

    def find(self, scheme: str, keys: Collection[str], kinds: Collection[str] = ()) -> dict[str, str]:
        """The codes of those ``keys`` that name one place in ``scheme``; the others are left out."""
        found = {key: self._find_one(scheme, key, kinds) for key in keys}
        return {key: code for key, code in found.items() if code}

    def _find_one(self, scheme: str, key: str, kinds: Collection[str]) -> str:
        codes = self._codes(scheme, key)
        fit = [c for c in codes if c in self.places and (not kinds or self.places[c].kind in kinds)]
        current = [c for c in fit if not self.places[c].gone]
        best = current or fit
        return best[0] if len(best) == 1 else ""

    def _codes(self, scheme: str, key: str) -> tuple[str, ...]:
        if scheme == "gss":
            return (self.renames.get(key, key),)
        # 341 is written "341.0" where a publisher keeps its numbers in a column of decimals.
        plain = key.removesuffix(".0") if scheme == "dfe-number" else key
        return self.lookups.get(scheme, {}).get(plain, ())

    def with_parents(self, codes: Collection[str]) -> tuple[Place, ...]:
        """The places of ``codes`` and all their parents, in code order."""
        wanted = {code for code in codes if code in self.places}
        wanted.update(*(self.places[code].parents for code in tuple(wanted)))
        return tuple(self.places[code] for code in sorted(wanted) if code in self.places)


def read_register(folder: Path) -> Register:
    """Build the register from a city's ``sources/places``. Raises DefinitionError or SourceError."""
    plan = read_register_map(folder)
    origin = read_origin(folder)
    files = read_register_files(folder, read_bytes(folder, origin), plan)
    renames = read_recodes(files)
    places = read_places(files, plan.more_kinds, renames)
    return Register(places, renames, read_lookups(files, places, renames), origin)
