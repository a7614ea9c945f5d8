"""Keys between tables point downwards, and a table's history never hangs on a room above it."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models

# Rows of the rooms that may have tables; a key may point to the same room or to a lower row.
ROWS = {
    "office": 9,
    "releases": 8,
    "services": 7,
    "voice": 7,
    "money": 7,
    "returns": 7,
    "commentary": 7,
    "scrutiny": 7,
    "thread": 7,
    "plan": 6,
    "accounts": 5,
}


def our_models() -> list[type[models.Model]]:
    """Every table of ours, histories included."""
    return [model for model in apps.get_models(include_auto_created=True) if room(model)]


def room(model: type[models.Model]) -> str:
    """The room a table lives in; empty for other people's tables."""
    package, _, rest = model.__module__.partition(".")
    return rest.partition(".")[0] if package == "ropewalk" else ""


def keys(model: type[models.Model]) -> Iterator[tuple[str, type[models.Model]]]:
    """Every key of a table and the table it points to, named by a string or not."""
    for field in model._meta.get_fields(include_hidden=True):
        if field.is_relation and field.concrete and field.related_model is not None:
            yield f"{model._meta.label}.{field.name}", field.related_model


def test_the_walk_finds_the_tables() -> None:
    labels = {model._meta.label for model in our_models()}
    assert {"plan.Indicator", "plan.HistoricalIndicator", "plan.Target"} <= labels
    assert sum(1 for model in our_models() for _ in keys(model)) > 10


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_keys_point_downwards(model: type[models.Model]) -> None:
    assert room(model) in ROWS, f"Place the room {room(model)} in ROWS of this test first"
    for key, other in keys(model):
        inside = room(model) == room(other)
        below = room(other) == "" or ROWS[room(other)] < ROWS[room(model)]
        assert inside or below, f"{key} points up or sideways, to {other._meta.label}"
