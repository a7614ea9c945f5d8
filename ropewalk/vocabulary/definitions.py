"""Definitions from plain mappings (as TOML gives them) and back, strictly: an unread field is an error."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

import msgspec

from ropewalk.vocabulary.errors import DefinitionError, Fault

T = TypeVar("T", bound=msgspec.Struct)


def from_mapping(mapping: Mapping[str, Any], kind: type[T], file: str) -> T:
    """Build a frozen definition. Raises DefinitionError naming the file, the field and the remedy."""
    try:
        return msgspec.convert(mapping, kind, strict=True)
    except msgspec.ValidationError as error:
        known = mapping if isinstance(mapping, Mapping) else {}
        name = known.get("id") or known.get("code") or ""
        problem = f"{kind.__name__.lower()} {name}: {error}".replace(" :", ":")
        remedy = "Mend the field; docs/definitions.md lists them"
        raise DefinitionError(Fault(problem, remedy, file=file)) from error


def to_mapping(definition: msgspec.Struct) -> dict[str, Any]:
    """The plain mapping that ``from_mapping`` reads back to an equal definition; defaults left out."""
    names = type(definition).__struct_fields__
    defaults = dict(zip(reversed(names), reversed(type(definition).__struct_defaults__), strict=False))
    return {
        name: _plain(getattr(definition, name))
        for name in names
        if getattr(definition, name) != _default(defaults.get(name, msgspec.NODEFAULT))
    }


def _default(default: Any) -> Any:
    return default() if callable(default) else default


def _plain(value: Any) -> Any:
    if isinstance(value, msgspec.Struct):
        return to_mapping(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value.value if isinstance(value, StrEnum) else value
