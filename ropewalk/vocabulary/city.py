"""A city: the name and look of an account, and the place it is about."""

from hashlib import sha256
from typing import Final, Literal

import msgspec

from ropewalk.vocabulary.action import Action
from ropewalk.vocabulary.indicator import Indicator
from ropewalk.vocabulary.language import later
from ropewalk.vocabulary.peers import PeerSet
from ropewalk.vocabulary.plan import Plan

EXAMPLE: Final = later("Example")
EXAMPLE_MEANS: Final = later(
    "The people, words, work and days here are made up, to show how this is used. "
    "They are not the council's. The figures are those that publishers have put out."
)
"""What every page and report of a city says whose people and work are made up."""


class Brand(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The council's own look. Colours are CSS hex; text on ``colour`` is white, so contrast is checked."""

    colour: str = "#1d4f4a"
    accent: str = "#c8102e"


class City(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``ropewalk.toml``: what a workspace is about. ``comparators`` apply to every indicator
    that names none; ``country`` and ``region`` stand for the place's own. ``example``: its people and what
    they do are made up to show how an account is used, and every page says so; else it is left out."""

    name: str
    council: str
    place: str
    account_title: str
    comparators: tuple[str, ...]
    contact: str
    brand: Brand = Brand()
    example: Literal[True] | msgspec.UnsetType = msgspec.UNSET

    @property
    def is_example(self) -> bool:
        """Whether its people and what they do are made up."""
        return self.example is True


class Definitions(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Everything a city's folder defines. ``version`` names this exact content."""

    city: City
    plan: Plan
    indicators: tuple[Indicator, ...]
    peer_sets: tuple[PeerSet, ...]
    actions: tuple[Action, ...] = ()

    @property
    def version(self) -> str:
        """Twelve hex digits of the SHA-256 of the content; equal definitions have equal versions."""
        return sha256(msgspec.json.encode(self, order="deterministic")).hexdigest()[:12]
