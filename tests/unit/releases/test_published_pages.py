"""What readers see of releases: the calendar, a release with its notice, its documents byte for byte."""

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from django.test import Client
from releasing import Clock

from ropewalk.accounts.by import By
from ropewalk.plan import actions as plan
from ropewalk.plan import public as plan_now
from ropewalk.publish import account
from ropewalk.publish.serving.state import AccountState
from ropewalk.publish.website.every import every_address
from ropewalk.releases import actions, check, public
from ropewalk.releases.models import Release

Get = Callable[[str], tuple[int, str]]


@pytest.fixture
def get(city: Path) -> Get:
    account._open.cache_clear()
    client = Client(HTTP_HOST="localhost")

    def ask(address: str) -> tuple[int, str]:
        answer = client.get(address)
        return answer.status_code, answer.content.decode(errors="replace")

    return ask


def test_a_planned_release_stands_in_the_calendar_with_its_hour(
    publisher: By, clock: Clock, get: Get
) -> None:
    assert "No release is planned" in get("/published/")[1]
    row = actions.plan(publisher, "First quarter", clock.now + timedelta(days=30))
    assert "31 May 2030, 10:30" in get("/published/")[1]
    actions.move(publisher, row, clock.now + timedelta(days=40), "A source is late")
    actions.add_early_reader(publisher, row, "x@example.org", role="Leader", reason="To answer")
    shown = get("/published/")[1]
    assert "Moved from 31 May 2030, 10:30 to 10 June 2030, 10:30: A source is late" in shown
    assert "1 person reads it early: Leader" in shown
    assert "x@example.org" not in shown
    assert get("/cy/published/")[0] == 200


def test_everything_is_404_until_the_very_time_and_then_there(
    publisher: By, clock: Clock, get: Get, plainly: None
) -> None:
    row = actions.plan(publisher, "First quarter", clock.now + timedelta(days=30))
    actions.prepare(publisher, row)
    actions.clear(publisher, row)
    clock.now = row.planned_for - timedelta(microseconds=1)
    addresses = ("/published/1/", "/published/1/plain.txt", "/published/1/manifest.json")
    assert [get(address)[0] for address in addresses] == [404] * 3
    manifest = Release.objects.get(pk=row.pk).manifest
    assert manifest not in get("/published/")[1]
    clock.now = row.planned_for
    assert [get(address)[0] for address in addresses] == [200, 404, 200], "text is no medium of ours"
    assert manifest in get("/published/1/")[1]
    now = account.open_account()
    listed = set(every_address(now, [now.city.place]))
    assert {"/published/1/", "/cy/published/1/", "/published/1/manifest.json"} <= listed


def test_the_kept_pages_of_a_server_move_on_with_the_clock(tmp_path: Path, clock: Clock) -> None:
    file, answers = tmp_path / "current", ["before", "after"]
    file.write_text("1")
    os.utime(file, (0, 0))
    due = clock.now + timedelta(hours=1)
    state = AccountState((file,), lambda: answers.pop(0), lambda: due if answers else None)
    assert (state() or "").startswith("before")
    clock.now = due - timedelta(microseconds=1)
    assert (state() or "").startswith("before")
    clock.now = due
    assert (state() or "").startswith("after")


def test_real_documents_are_served_as_they_were_when_all_has_moved_on(
    publisher: By, clock: Clock, get: Get, city: Path
) -> None:
    row = actions.plan(publisher, "First quarter", clock.now + timedelta(days=30))
    actions.prepare(publisher, row)
    actions.clear(publisher, row)
    clock.on(days=31)
    names = [kept.name for kept in public.announced()[0].documents]
    assert "report.pdf" in names
    client = Client(HTTP_HOST="localhost")
    before = {name: client.get(f"/published/1/{name}").content for name in names}
    made = actions.correct(publisher, row, "A file was read twice", "One measure")
    actions.prepare(publisher, made)
    actions.clear(publisher, made)
    now = plan_now.definitions()
    renamed = tuple(msgspec.structs.replace(one, title=f"New {one.title}") for one in now.indicators)
    plan.load_definitions(msgspec.structs.replace(now, indicators=renamed), by="B. Officer")
    clock.on(days=5_000)
    answers = {name: client.get(f"/published/1/{name}") for name in names}
    assert {name: answer.content for name, answer in answers.items()} == before
    assert answers["report.pdf"]["Link"] == '</published/2/>; rel="successor-version"'
    assert check.rendered_again(Release.objects.get(number=1)) == ()
    page = get("/published/1/")[1]
    assert "This release was corrected" in page
    assert "A file was read twice" in page
    assert "Release 1: First quarter" in get("/published/2/")[1]
    for wrong in ("/published/9/", "/published/1/other.pdf", "/published/1/report.exe"):
        assert get(wrong)[0] == 404
