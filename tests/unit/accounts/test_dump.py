"""All tables as files, and back: to the last microsecond, or not at all."""

import json
import shutil
from pathlib import Path

import pytest
from at_once import at_once, patiently
from django.apps import apps
from django.db import connection
from office_people import a_council, a_person

from ropewalk.accounts import audit, dump
from ropewalk.accounts.actions import invite
from ropewalk.accounts.by import COMMAND_LINE
from ropewalk.accounts.models import Event, Organisation
from ropewalk.accounts.rights import Held
from ropewalk.accounts.roles import Role
from ropewalk.plan.tasks import ask_refresh
from ropewalk.vocabulary.errors import StoreError, UserError

pytestmark = pytest.mark.django_db


def everything() -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table that is taken along."""
    return {
        model._meta.label_lower: list(model._base_manager.order_by("pk").values_list())
        for model in dump._models()
    }


def empty() -> None:
    """As a database whose tables have just been made."""
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            cursor.execute(f'DELETE FROM "{model._meta.db_table}"')  # noqa: S608 - our own names


@pytest.fixture
def dumped(tmp_path: Path) -> Path:
    """A dump of a small council."""
    a_council()
    a_person("ann@example.org", Role.PUBLISHER)
    invite(COMMAND_LINE, "bob@example.org", [Held(Role.VIEWER)])
    ask_refresh()
    folder = tmp_path / "dump"
    dump.dump(folder)
    return folder


def test_every_row_comes_back_as_it_was(dumped: Path) -> None:
    before = everything()
    assert sum(map(len, before.values())) > 15
    empty()
    dump.load(dumped)
    assert everything() == before
    assert audit.broken() is None
    assert Event.objects.count() > 5


def test_new_rows_get_numbers_after_those_that_came_back(dumped: Path) -> None:
    most = Organisation.objects.order_by("-pk")[0].pk
    empty()
    dump.load(dumped)
    assert Organisation.objects.create(code="new", name="New", kind="team").pk > most


def test_nothing_is_written_over_a_database_that_holds_something(dumped: Path) -> None:
    before = everything()
    with pytest.raises(UserError, match="the database holds rows already"):
        dump.load(dumped)
    assert everything() == before


def test_rows_that_are_missing_are_missed_and_nothing_is_written(dumped: Path) -> None:
    empty()
    file = dumped / "accounts.organisation.jsonl"
    file.write_bytes(b"".join(file.read_bytes().splitlines(keepends=True)[1:]))
    with pytest.raises(StoreError, match="3 rows are here, of 4"):
        dump.load(dumped)
    assert not Organisation.objects.exists()


def test_an_audit_that_was_changed_on_the_way_is_not_restored(dumped: Path) -> None:
    empty()
    file = dumped / "accounts.event.jsonl"
    file.write_text(file.read_text().replace("command line", "somebody else", 1))
    with pytest.raises(StoreError, match="the audit does not hold at event 1"):
        dump.load(dumped)
    assert not Event.objects.exists()


def test_another_versions_tables_are_refused(dumped: Path) -> None:
    empty()
    file = dumped / dump.LIST
    file.write_text(file.read_text().replace("accounts.0001_people", "accounts.0999_later"))
    with pytest.raises(UserError, match="another version's"):
        dump.load(dumped)


def test_who_is_signed_in_is_not_taken_along(dumped: Path) -> None:
    names = {path.name for path in dumped.iterdir()}
    assert not [name for name in names if "session" in name or "remembered" in name]
    assert {"accounts.person.jsonl", "accounts.event.jsonl", "mfa.authenticator.jsonl"} <= names


@pytest.mark.django_db(transaction=True)
def test_what_is_written_meanwhile_is_in_it_whole_or_not_at_all(tmp_path: Path) -> None:
    """The end of the chain and its events are two tables: from one moment, they fit."""
    told = []

    def write() -> None:
        for _ in range(15):
            patiently(lambda: audit.note(COMMAND_LINE, "signed in"))

    def take() -> None:
        for _ in range(4):
            patiently(lambda: taken(tmp_path / "dump"))

    def taken(folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        rows = {table.model: table.rows for table in dump.dump(folder).tables}
        last = (folder / "accounts.last.jsonl").read_text()
        told.append((rows["accounts.event"], json.loads(last)[1] if last else 0))

    audit.note(COMMAND_LINE, "signed in")
    assert at_once(write, write, take) == []
    assert len(told) == 4
    assert all(events == end for events, end in told)
    assert Event.objects.count() == 31
