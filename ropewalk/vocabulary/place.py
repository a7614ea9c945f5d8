"""Places: areas with an official code, a kind, parents and dates."""

from datetime import date

import msgspec


class Place(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An area. ``valid_to`` is the last day it existed; ``successors`` are the codes that replaced it."""

    code: str
    name: str
    kind: str
    parents: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    successors: tuple[str, ...] = ()
