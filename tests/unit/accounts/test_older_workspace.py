"""A workspace from before there were people keeps all it holds, and gets their tables."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

PLAN = ("plan", "0003_crossing")
NEWER = ("accounts", "account", "mfa", "socialaccount", "usersessions", "sessions", "auth", "contenttypes")


@pytest.mark.django_db(transaction=True)
def test_an_older_workspace_is_brought_up_to_date_without_loss() -> None:
    executor = MigrationExecutor(connection)
    executor.migrate([(app, None) for app in NEWER])
    executor = MigrationExecutor(connection)
    executor.migrate([PLAN])
    assert not {name for name in connection.introspection.table_names() if name.startswith("accounts_")}
    City = executor.loader.project_state([PLAN]).apps.get_model("plan", "City")  # noqa: N806 - a class
    City.objects.create(
        id=1, name="Toyton", council="Toyton Council", place="E08900001", account_title="T", contact="c"
    )
    call_command("migrate", verbosity=0)
    from ropewalk.accounts.models import Person
    from ropewalk.plan.models import City as Now

    assert Now.objects.get().name == "Toyton"
    assert Person.objects.count() == 0
    applied = {app for app, _ in MigrationRecorder(connection).applied_migrations()}
    assert {"plan", "accounts", "mfa", "usersessions"} <= applied


@pytest.mark.django_db
def test_no_migration_of_the_plan_needs_people_and_the_other_way_round() -> None:
    graph = MigrationExecutor(connection).loader.graph
    for key in graph.leaf_nodes("accounts"):
        assert {app for app, _ in graph.forwards_plan(key)} <= {"accounts"}
