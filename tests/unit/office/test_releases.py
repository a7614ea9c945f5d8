"""A release by its pages: planned, prepared, looked at early, cleared, corrected."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult
from office_people import a_person
from posted_forms import change
from releasing import DAY, Clock, plain

from ropewalk.accounts.models import Event
from ropewalk.accounts.roles import Role
from ropewalk.plan import actions as plan
from ropewalk.releases import reads, rendering
from ropewalk.releases.models import Release
from ropewalk.releases.states import State
from ropewalk.releases.tasks import prepare_release
from ropewalk.vocabulary.clock import told_by
from ropewalk.workspace.definitions import read_definitions
from ropewalk.workspace.folder import Folder

HOME = "/office/releases/"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[Clock]:
    found = Clock()
    monkeypatch.setattr(
        rendering, "_RENDERERS", {"plain": lambda frozen: {"page.html": plain(frozen)["plain.txt"]}}
    )
    with told_by(lambda: found.now):
        yield found


@pytest.fixture
def publisher(db: None, clock: Clock, built_toy: Path, tmp_path: Path, settings, entered: Callable) -> Client:
    (tmp_path / "store").symlink_to(built_toy / "store")
    settings.WORKSPACE = tmp_path
    plan.load_definitions(read_definitions(Folder(built_toy)), by="A. Officer")
    return entered(a_person("pub@example.org", Role.PUBLISHER))


def state() -> State:
    return reads.state_of(Release.objects.latest("number"))


def test_a_release_goes_its_way_by_the_pages(publisher: Client, clock: Clock, entered: Callable) -> None:
    assert publisher.post(f"{HOME}plan/", {"called": "", "planned_for": "soon"}).status_code == 400
    told = {"called": "First quarter", "planned_for": "2030-06-20T09:30", "about": "To March"}
    made = publisher.post(f"{HOME}plan/", told)
    row = Release.objects.get()
    here = f"{HOME}{row.pk}/"
    assert (made["Location"], row.planned_for.isoformat()) == (here, "2030-06-20T08:30:00+00:00")
    assert "09:30" in publisher.get(HOME).content.decode()
    assert "To do" in publisher.get(here).content.decode()
    publisher.post(f"{here}prepare/")
    assert state() is State.PLANNED
    waits = publisher.get(here).content.decode()
    assert "It is being prepared" in waits
    assert "prepare/" not in waits
    assert "Prepare a release" in publisher.get("/office/later/").content.decode()
    worked()
    assert state() is State.PREPARED
    assert "It is being prepared" not in publisher.get(here).content.decode()
    assert publisher.post(f"{here}move/", {"reason": "late"}).status_code == 400
    publisher.post(f"{here}early/", {"email": "l@example.org", "role": "Leader", "reason": "To answer"})
    leader, other = (entered(a_person(who, Role.VIEWER)) for who in ("l@example.org", "o@example.org"))
    assert leader.get(f"{here}files/page.html").status_code == 200
    assert other.get(f"{here}files/page.html").status_code == 403
    assert "page.html" not in other.get(here).content.decode()
    assert Event.objects.filter(what="release read early", who="l@example.org").count() == 1
    assert "l@example.org" in publisher.get(here).content.decode()
    publisher.post(f"{here}clear/")
    assert state() is State.CLEARED
    publisher.post(f"{here}hold/")
    publisher.post(f"{here}clear/")
    clock.now = row.planned_for
    assert "Published" in publisher.get(HOME).content.decode()
    assert Event.objects.filter(what="release published").count() == 1
    assert publisher.post(f"{here}correct/", {"reason": "", "changes": "x"}).status_code == 400
    publisher.post(f"{here}correct/", {"reason": "A file twice", "changes": "One measure"})
    new = f"{HOME}{Release.objects.latest('number').pk}/"
    assert "Release 2 will correct it." in publisher.get(here).content.decode()
    publisher.post(f"{new}prepare/")
    worked()
    publisher.post(f"{new}clear/")
    assert reads.state_of(Release.objects.get(number=1)) is State.CORRECTED
    page = publisher.get(here).content.decode()
    assert f'href="{new}"' in page
    assert "It is corrected by release 2." in page
    assert f'href="{here}"' in publisher.get(new).content.decode()


def test_what_stands_in_the_way_of_preparing_is_told_on_the_page(publisher: Client, clock: Clock) -> None:
    told = {"called": "Next", "planned_for": f"{DAY + timedelta(days=40):%Y-%m-%dT%H:%M}"}
    publisher.post(f"{HOME}plan/", told)
    here = f"{HOME}{Release.objects.get().pk}/"
    publisher.post(f"{here}prepare/")
    publisher.post(f"{here}prepare/")
    assert DBTaskResult.objects.count() == 1
    publisher.post(f"{here}cancel/", {"reason": "No survey"})
    worked()
    assert state() is State.CANCELLED
    assert Release.objects.get().manifest == ""
    assert "this release is cancelled" in DBTaskResult.objects.get().return_value


def worked() -> None:
    """Do what waits, as the worker does."""
    for one in DBTaskResult.objects.filter(status="READY"):
        said = prepare_release.call(*one.args_kwargs["args"])
        DBTaskResult.objects.filter(pk=one.pk).update(status="SUCCESSFUL", return_value=said)


def test_what_cannot_be_done_is_told_and_changes_nothing(publisher: Client, clock: Clock) -> None:
    publisher.post(f"{HOME}plan/", {"called": "Past", "planned_for": "2001-01-01T09:30"})
    assert not Release.objects.exists()
    publisher.post(
        f"{HOME}plan/", {"called": "Next", "planned_for": f"{DAY + timedelta(days=40):%Y-%m-%dT%H:%M}"}
    )
    here = f"{HOME}{Release.objects.get().pk}/"
    shown = publisher.post(f"{here}clear/", follow=True).content.decode()
    assert "Prepare it first" in shown
    assert state() is State.PLANNED
    change(publisher, f"{here}change/", {"called": "Renamed", "about": ""})
    publisher.post(f"{here}cancel/", {"reason": "No survey"})
    assert (state(), Release.objects.get().title) == (State.CANCELLED, "Renamed")
    assert publisher.get(f"{here}files/page.html").status_code == 404
