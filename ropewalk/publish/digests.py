"""A short name of a value: equal values have equal names in every process; unequal ones never do."""

import dataclasses
from collections.abc import Mapping, Sequence, Set
from datetime import date, time, timedelta
from hashlib import blake2b
from io import BytesIO
from typing import Any

import msgspec
import polars as pl

PLAIN = (str, int, float, bytes, date, time, timedelta, type(None))


def digest(value: Any) -> str:
    """The name of a value made of plain values, tables, mappings, sequences, sets, and records of these.
    Raises TypeError for anything else: what has no value of its own cannot be told apart."""
    hasher = blake2b(digest_size=12)
    _feed(hasher, value)
    return hasher.hexdigest()


def _feed(hasher: Any, value: Any) -> None:
    if isinstance(value, pl.DataFrame):
        _begin(hasher, "table", value.height)
        _feed_table(hasher, value)
    elif isinstance(value, PLAIN):
        text = value if isinstance(value, bytes) else repr(value).encode()
        _begin(hasher, type(value).__name__, len(text))
        hasher.update(text)
    elif isinstance(value, Mapping):
        _begin(hasher, "mapping", len(value))
        for key, part in value.items():
            _feed(hasher, key)
            _feed(hasher, part)
    elif isinstance(value, Set):
        _feed(hasher, sorted(map(digest, value)))
    elif isinstance(value, Sequence):
        _begin(hasher, type(value).__name__, len(value))
        for part in value:
            _feed(hasher, part)
    else:
        _feed_record(hasher, value)


def _begin(hasher: Any, kind: str, size: int) -> None:
    """What follows is of this kind and size: so nothing runs into what stands beside it."""
    hasher.update(f"{kind} {size} ".encode())


def _feed_record(hasher: Any, value: Any) -> None:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in dataclasses.fields(value)]
    elif isinstance(value, msgspec.Struct):
        names = list(value.__struct_fields__)
    else:
        raise TypeError(f"A {type(value).__name__} has no digest")
    _begin(hasher, type(value).__qualname__, len(names))
    for name in names:
        _feed(hasher, getattr(value, name))


def _feed_table(hasher: Any, table: pl.DataFrame) -> None:
    """The bytes of Arrow's older layout, which has no views: the same for the same rows."""
    written = BytesIO()
    table.rechunk().write_ipc_stream(written, compat_level=pl.CompatLevel.oldest())
    hasher.update(written.getbuffer())
