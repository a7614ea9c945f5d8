"""Make the rows of a table equal to what is wanted, touching only rows that differ."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

# A row that only moved in its list has not changed what it says, so it makes no history.
ORDER = "place_in_order"

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Change:
    """Who changes the definitions, and when."""

    by: str
    at: datetime


def sync(
    rows: models.QuerySet[Any], key: tuple[str, ...], wanted: Mapping[Any, Row], change: Change
) -> dict[Hashable, Any]:
    """Add what is missing, mend what differs, remove what is not wanted.

    ``rows``: the rows in question. ``key``: the columns that name a row among them; ``wanted`` has
    the whole row by that key (a tuple when there are several columns). A table with an ``active``
    column keeps its unwanted rows, inactive. Returns the wanted rows as stored, by key.
    """
    model = rows.model
    held = {_key(row, key): row for row in rows}
    missing = [model(**values) for k, values in wanted.items() if k not in held]
    added = _add(model, missing, change)
    _mend(model, {k: row for k, row in held.items() if k in wanted}, wanted, change)
    _remove(model, [row for k, row in held.items() if k not in wanted], change)
    stored = held | {_key(row, key): row for row in added}
    return {k: stored[k] for k in wanted}


def _key(row: models.Model, key: tuple[str, ...]) -> Hashable:
    return tuple(getattr(row, name) for name in key) if len(key) > 1 else getattr(row, key[0])


def _add(model: type[models.Model], rows: list[Any], change: Change) -> list[Any]:
    if not rows:
        return []
    return list(bulk_create_with_history(rows, model, default_user=change.by, default_date=change.at))


def _mend(
    model: type[models.Model], held: Mapping[Hashable, Any], wanted: Mapping[Any, Row], change: Change
) -> None:
    changed, moved, columns = [], [], set[str]()
    for key, row in held.items():
        different = {name for name, value in wanted[key].items() if getattr(row, name) != value}
        for name in different:
            setattr(row, name, wanted[key][name])
        if different - {ORDER}:
            changed.append(row)
            columns |= different
        elif different:
            moved.append(row)
    if moved:
        model._default_manager.bulk_update(moved, [ORDER])
    if changed:
        bulk_update_with_history(
            changed, model, sorted(columns), default_user=change.by, default_date=change.at
        )


def _remove(model: type[models.Model], rows: list[Any], change: Change) -> None:
    if any(field.name == "active" for field in model._meta.fields):
        active = [row for row in rows if row.active]
        _mend(model, dict(enumerate(active)), dict(enumerate([{"active": False}] * len(active))), change)
        return
    for row in rows:
        sign(row, change)
        row.delete()


def sign(row: Any, change: Change) -> None:
    """Tell the history who changes this row, and when; simple_history reads these two names."""
    row._history_user, row._history_date = change.by, change.at
