"""What followed each action, kept: a derived table beside the findings, keyed by the same two things.

``store/effects/<revision>-<definitions version>.parquet``, written under another name and renamed. It is made
before the findings of the same key become the current ones, so a page that reads both finds both.
"""

import os
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import Final

import polars as pl

from ropewalk.findings.effect.columns import EFFECTS
from ropewalk.findings.lacking import lacking
from ropewalk.vocabulary.errors import Fault, StoreError

KEPT: Final = 2
"""Tables kept: the newest, and the one that a reader may still be reading."""
_RULES: Final = "ropewalk.rules"
_REMEDY: Final = "Work the findings out again: ropewalk load"


def key_of(revision: int, definitions_version: str) -> str:
    """Names a state of the store and of the definitions."""
    return f"{revision}-{definitions_version}"


def effects_lack(folder: Path, key: str) -> tuple[Fault, ...]:
    """What readers would miss in the effects kept under a key: nothing where there are none, for not every
    city has actions."""
    home, name = folder / "effects", f"{key}.parquet"
    return lacking(home, {name: EFFECTS}) if (home / name).is_file() else ()


def rules_of(folder: Path, key: str) -> str:
    """The version of the rules by which the effects kept under a key were worked out; empty when none are, or
    readers would miss some of them."""
    if effects_lack(folder, key):
        return ""
    try:
        return pl.read_parquet_metadata(folder / "effects" / f"{key}.parquet").get(_RULES, "")
    except (OSError, pl.exceptions.PolarsError):
        return ""


def write_effects(folder: Path, effects: pl.DataFrame, key: str, *, rules: str = "") -> Path:
    """Keep the effects of a state of the store, named by ``key_of``, in the store's folder, with the version
    of the rules that they were worked out by.

    Raises StoreError when the disk refuses; what was there before still is.
    """
    home = folder / "effects"
    target, part = home / f"{key}.parquet", home / f".{token_hex(6)}.part"
    try:
        home.mkdir(parents=True, exist_ok=True)
        effects.write_parquet(part, metadata={_RULES: rules})
        os.replace(part, target)
        _forget(home, target)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        problem = f"what followed the actions could not be written: {error.strerror}"
        raise StoreError(Fault(problem, "Make room or mend the rights", file=str(target))) from error
    return target


def read_effects(folder: Path, key: str) -> pl.DataFrame:
    """The effects of a state of the store: no rows where none were worked out. Raises StoreError for a
    damaged file."""
    path = folder / "effects" / f"{key}.parquet"
    try:
        return pl.read_parquet(path).select(pl.col(name).cast(kind) for name, kind in EFFECTS.items())
    except FileNotFoundError:
        return pl.DataFrame(schema=EFFECTS)
    except (OSError, pl.exceptions.PolarsError) as error:
        problem = "the file of what followed the actions is damaged"
        raise StoreError(Fault(problem, _REMEDY, file=str(path))) from error


def _forget(home: Path, target: Path) -> None:
    """Remove older tables; they can always be worked out again."""
    old = [path for path in home.glob("*.parquet") if path != target]
    old.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    for path in old[KEPT - 1 :]:
        path.unlink(missing_ok=True)
