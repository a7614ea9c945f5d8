"""How ``map.toml`` declares the layers of a map. See docs/maps.md."""

from typing import Literal

import msgspec


class Names(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A list of plain names for the areas of an ``edition`` of neighbourhoods: ``source`` is the folder that
    holds ``file``, ``official`` and ``name`` are its columns."""

    source: str
    file: str
    official: str
    name: str
    edition: str


class Layer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The boundaries of one kind of place.

    Read from ``file`` (GeoJSON; ``code`` and ``name`` are properties of its features; ``crs`` where the file
    does not name its own), or put together from the layer of kind ``of``: ``by`` the ``parents`` (kinds) that
    the register gives each of its places, or by the official ``name`` of the area that each belongs to.
    ``unit``: metres of one step of the drawing; ``tolerance``: metres, see ``geometry.simplified``.
    ``built``: what a reader must know of how it was put together. ``names``: plain names of areas.
    """

    kind: str
    title: str
    file: str = ""
    code: str = ""
    name: str = ""
    crs: str = ""
    unit: float = 1.0
    tolerance: float = 0.0
    of: str = ""
    by: Literal["", "parent", "name"] = ""
    parents: tuple[str, ...] = ()
    built: str = ""
    names: Names | None = None

    def __post_init__(self) -> None:
        if bool(self.file) == bool(self.of):
            raise ValueError("a layer has either `file` or `of`")
        if self.file and not (self.code and self.name):
            raise ValueError("a layer that is read from a file needs `code` and `name`")
        if not (self.unit > 0 and self.tolerance >= 0):
            raise ValueError("`unit` must be above nought, and `tolerance` not below it")
        if self.of and not self.by:
            raise ValueError("a layer put together from another says `by` what: parent or name")
        if self.by == "parent" and not self.parents:
            raise ValueError("by = 'parent' needs `parents`, the kinds of place that are meant")
