"""What people wrote, asked of the rooms that hold it. A room takes part by what its ``public.py`` offers.

``frozen()``: all that is published of the room now, made of plain values (mappings, sequences, texts,
numbers, days) or of structs; ``lacking()``: sentences, each a thing still to be done before a release. A
room without either is left out, so rooms and releases need not wait for one another.
"""

from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

import msgspec

ROOMS: Final = ("plan", "returns", "commentary", "scrutiny")
"""In the order in which they are asked; all lie below this room."""


def frozen() -> dict[str, Any]:
    """What each room has published now, as plain values, by the room's name."""
    return {room: _plain(ask()) for room, ask in _offering("frozen")}


def lacking() -> tuple[str, ...]:
    """What rooms say is still to be done."""
    return tuple(sentence for _room, ask in _offering("lacking") for sentence in ask())


def _offering(name: str) -> Iterator[tuple[str, Callable[[], Any]]]:
    for room in ROOMS:
        module = f"ropewalk.{room}.public"
        if find_spec(f"ropewalk.{room}") is None or find_spec(module) is None:
            continue
        offered = getattr(import_module(module), name, None)
        if offered is not None:
            yield room, offered


def _plain(value: Any) -> Any:
    """As JSON gives it back: so that what is frozen and what is read again are equal."""
    return msgspec.json.decode(msgspec.json.encode(value))
