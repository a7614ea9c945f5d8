"""All tables as files, and back: the same from SQLite and PostgreSQL, so that one can become the other.

A file a table, each line a row as a JSON list in the order of ``columns`` in tables.json. They are read in
one transaction that sees one moment, and written back in one that is undone unless all of it arrived and the
chain of the audit holds.
"""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final

import msgspec
from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder

from ropewalk.accounts import audit
from ropewalk.vocabulary.errors import Fault, StoreError, UserError

LIST: Final = "tables.json"
AT_ONCE: Final = 2000
PASSING: Final = frozenset(
    {
        "contenttypes",
        "auth",
        "sessions",
        "usersessions",
        "accounts.remembered",
        "accounts.brought",
        "messages",
    }
)
"""What is not taken along: what Django makes by itself, who is signed in, counts of wrong tries,
and sheets that nobody has applied yet."""


class Table(msgspec.Struct, frozen=True):
    """A table that was written: its model, the columns of each row, and how many rows."""

    model: str
    columns: tuple[str, ...]
    rows: int


class Dump(msgspec.Struct, frozen=True):
    """What was written: the migrations that its tables had seen, and the tables."""

    migrations: tuple[str, ...]
    tables: tuple[Table, ...]


def dump(folder: Path) -> Dump:
    """Write every table into a new folder, as of one moment."""
    folder.mkdir()
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        done = Dump(_migrations(), tuple(_write(folder, model) for model in _models()))
    (folder / LIST).write_bytes(msgspec.json.format(msgspec.json.encode(done)) + b"\n")
    return done


def load(folder: Path) -> Dump:
    """Write every table of a dump into this database, whose tables are made and hold nothing of anybody.

    Raises UserError when another version's tables were dumped, or this database holds something already;
    StoreError when rows are missing or the audit's chain does not hold. Then nothing was written.
    """
    held = msgspec.json.decode((folder / LIST).read_bytes(), type=Dump)
    if set(held.migrations) != set(_migrations()):
        remedy = "Restore it with the version of Ropewalk that made it, and upgrade then"
        raise UserError(Fault("the backup's tables are another version's", remedy, file=str(folder / LIST)))
    with transaction.atomic():
        hold_empty()
        for table in held.tables:
            _read(folder, table)
        _count_on([apps.get_model(table.model) for table in held.tables])
        connection.check_constraints()
        if found := audit.broken():
            problem = f"the audit does not hold at event {found.number}: {found.problem}"
            remedy = "Take an older backup, and compare with an export kept elsewhere"
            raise StoreError(Fault(problem, remedy))
    return held


def hold_empty() -> None:
    """Raises UserError when this database holds somebody's rows."""
    for model in _models():
        if model._base_manager.exists():
            problem = f"the database holds rows already ({model._meta.db_table})"
            raise UserError(Fault(problem, "Make an empty database, and name that one in DATABASE_URL"))


def _models() -> list[type[models.Model]]:
    """The models whose tables are taken along."""
    every = apps.get_models(include_auto_created=True)
    return [
        model
        for model in every
        if not {model._meta.app_label, model._meta.label_lower} & PASSING
        and model._meta.managed
        and not model._meta.proxy
    ]


def _migrations() -> tuple[str, ...]:
    return tuple(sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()))


def _fields(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    return [field for field in model._meta.concrete_fields if not getattr(field, "generated", False)]


def _write(folder: Path, model: type[models.Model]) -> Table:
    columns = tuple(field.attname for field in _fields(model))
    rows = model._base_manager.order_by("pk").values_list(*columns).iterator(chunk_size=AT_ONCE)
    count = 0
    with (folder / f"{model._meta.label_lower}.jsonl").open("wb") as file:
        for row in rows:
            file.write(msgspec.json.encode(row) + b"\n")
            count += 1
    return Table(model._meta.label_lower, columns, count)


def _read(folder: Path, table: Table) -> None:
    """Insert a table's rows as they were, past what ``save`` would make of them, such as the time of now."""
    model = apps.get_model(table.model)
    by_name = {field.attname: field for field in _fields(model)}
    fields = [by_name[name] for name in table.columns]
    quote = connection.ops.quote_name
    names = ", ".join(quote(field.column) for field in fields if field.column)
    marks = ", ".join("%s" for _ in fields)
    into = quote(model._meta.db_table)
    insert = f"INSERT INTO {into} ({names}) VALUES ({marks})"  # noqa: S608 - our own names  # nosec B608
    count = 0
    with connection.cursor() as cursor:
        for part in _parts(folder / f"{table.model}.jsonl"):
            rows = [
                [f.get_db_prep_save(f.to_python(v), connection) for f, v in zip(fields, row, strict=True)]
                for row in part
            ]
            cursor.executemany(insert, rows)
            count += len(rows)
    if count != table.rows:
        problem = f"{count} rows are here, of {table.rows}"
        raise StoreError(Fault(problem, "Take another backup", file=f"{table.model}.jsonl"))


def _parts(file: Path) -> Iterator[list[list[Any]]]:
    with file.open("rb") as lines:
        while part := [msgspec.json.decode(line) for line in islice(lines, AT_ONCE)]:
            yield part


def _count_on(every: list[type[models.Model]]) -> None:
    """New rows get numbers after those that are here."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), every):
            cursor.execute(statement)
