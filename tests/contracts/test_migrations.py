"""A migration of ours never keeps people waiting at a table that is in use: what PostgreSQL does slowly while
it holds a table shut is refused, unless it is named here with why it does no harm."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation

EDITIONS = "a plan has a handful of editions"
NAMED: dict[str, str] = {"plan.0004_delivery: ": EDITIONS, "plan.0004_delivery: edition": EDITIONS}
"""``app.migration: table`` -> why it does no harm, such as a table that has a handful of rows."""


def ours() -> list[migrations.Migration]:
    """Every migration of ours, in the order of their names."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    labels = {config.label for config in apps.get_app_configs() if config.name.startswith("ropewalk.")}
    return [one for key, one in sorted(loader.disk_migrations.items()) if key[0] in labels]


def slow(migration: migrations.Migration) -> Iterator[tuple[str, str]]:
    """What holds a table shut for long that was there before: the table, and why."""
    new = {one.name.lower() for one in migration.operations if isinstance(one, migrations.CreateModel)}
    kinds = {type(one) for one in migration.operations}
    writes = kinds & {migrations.RunPython, migrations.RunSQL}
    if writes and kinds - writes:
        yield (
            "",
            "rows are written while tables are held shut: put them in a migration of their own",
        )
    for one in migration.operations:
        table = getattr(one, "model_name", getattr(one, "name", "")).lower()
        if table not in new and (why := _why(one)):
            yield table, why


def _why(one: Operation) -> str:
    field = getattr(one, "field", None)
    if isinstance(one, migrations.AddField) and field is not None:
        if _indexed(field):
            return "an index of the new column is made: add it as a column, then AddIndexConcurrently"
        if not field.null and callable(getattr(field, "default", None)) and not _constant(field.default):
            return "every row is written anew: allow null, or use db_default"
    if isinstance(one, migrations.AlterField):
        return "its type, or that it may not be empty, is checked row by row: add a column beside it"
    if type(one) in (migrations.AddIndex, migrations.AlterUniqueTogether):
        return "an index is made while nobody may write: AddIndexConcurrently"
    if isinstance(one, migrations.AddConstraint):
        return "every row is checked: AddConstraintNotValid, then ValidateConstraint"
    return ""


def _constant(default: object) -> bool:
    return default in (list, dict, str)


def _indexed(field: models.Field) -> bool:
    return bool(field.db_index or field.unique or field.remote_field)


def name(migration: migrations.Migration) -> str:
    return f"{migration.app_label}.{migration.name}"


def test_the_walk_finds_migrations() -> None:
    assert {"accounts.0001_people", "plan.0001_plan"} <= {name(one) for one in ours()}


@pytest.mark.parametrize("migration", ours(), ids=name)
def test_no_table_in_use_is_held_shut(migration: migrations.Migration) -> None:
    found = [(table, why) for table, why in slow(migration) if f"{name(migration)}: {table}" not in NAMED]
    assert found == []


def test_what_is_named_is_there() -> None:
    found = {f"{name(one)}: {table}" for one in ours() for table, _ in slow(one)}
    assert set(NAMED) <= found


UNIQUE = models.UniqueConstraint(fields=["b"], name="u")


@pytest.mark.parametrize(
    ("operation", "why"),
    [
        (migrations.AddIndex("a", models.Index(fields=["b"], name="ab")), "nobody may write"),
        (migrations.AlterField("a", "b", models.CharField(max_length=9)), "row by row"),
        (migrations.AddField("a", "b", models.SlugField(unique=True)), "an index of the new column"),
        (migrations.AddConstraint("a", UNIQUE), "every row is checked"),
        (migrations.AddField("a", "b", models.CharField(default=ours)), "written anew"),
    ],
)
def test_what_is_slow_is_refused_on_a_table_that_was_there(operation: Operation, why: str) -> None:
    migration = migrations.Migration("x", "app")
    migration.operations = [operation]
    assert why in next(slow(migration))[1]
    migration.operations = [migrations.CreateModel("a", []), operation]
    assert list(slow(migration)) == []


def test_rows_are_not_written_while_tables_are_held_shut() -> None:
    migration = migrations.Migration("x", "app")
    column = migrations.AddField("a", "b", models.TextField(default=""))
    migration.operations = [migrations.RunPython(ours), column]
    assert "a migration of their own" in next(slow(migration))[1]
    migration.operations = migration.operations[:1]
    assert list(slow(migration)) == []
