"""A past release comes out the same, byte for byte, when the clock, the data and the plan have moved on."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import msgspec
import pytest
from releasing import Clock

from ropewalk.accounts.by import By
from ropewalk.findings.library import Library
from ropewalk.plan import actions as plan
from ropewalk.plan import public as plan_now
from ropewalk.releases import check, keeping, public, rooms
from ropewalk.releases.freezing import freeze
from ropewalk.releases.frozen import from_files, to_files
from ropewalk.releases.models import Release
from ropewalk.vocabulary.errors import StoreError


def test_what_is_frozen_is_read_again_without_loss(publisher: By, city: Path) -> None:
    frozen = freeze(plan_now.definitions(), Library(city / "store"), number=1, title="First")
    again = from_files(to_files(frozen))
    assert to_files(again) == to_files(frozen)
    assert (again.definitions, again.places, again.origins) == (
        frozen.definitions,
        frozen.places,
        frozen.origins,
    )
    assert again.findings.equals(frozen.findings)
    assert again.findings.height > 0
    assert again.series.height > 0


def test_files_that_are_none_are_told_as_such() -> None:
    with pytest.raises(StoreError, match="cannot read"):
        from_files({"about.json": b"{}"})


def test_a_past_release_is_the_same_when_everything_has_moved_on(
    released: Callable[[], Release], clock: Clock, city: Path
) -> None:
    row = released()
    before = public.document(1, "plain.txt")
    clock.on(days=4_000)
    now = plan_now.definitions()
    renamed = tuple(msgspec.structs.replace(one, title=f"New {one.title}") for one in now.indicators)
    plan.load_definitions(msgspec.structs.replace(now, indicators=renamed), by="B. Officer")
    (city / "store").unlink()  # the data are not even there any more
    assert public.document(1, "plain.txt") == before
    assert check.rendered_again(row) == ()


def test_a_document_that_comes_out_otherwise_is_named(
    released: Callable[[], Release], monkeypatch: pytest.MonkeyPatch
) -> None:
    row = released()
    monkeypatch.setattr("ropewalk.releases.rendering._RENDERERS", {"x": lambda _: {"plain.txt": b"other"}})
    assert check.rendered_again(row) == ("plain.txt",)
    row.code = "another"
    assert check.rendered_again(row) is None, "other code may show it otherwise; the kept bytes are served"


def test_a_release_knows_the_verdicts_of_the_one_before(released: Callable[[str], Release]) -> None:
    first, second = released("First"), released("Second")
    before = keeping.read_frozen(keeping.read_manifest(second.manifest)).before
    assert before is not None
    assert (before.number, before.title) == (first.number, "First")
    assert set(before.counted) == {one.id for one in plan_now.definitions().indicators} & set(before.counted)
    assert before.counted


@pytest.mark.django_db
def test_what_rooms_offer_is_frozen_as_plain_values(monkeypatch: pytest.MonkeyPatch) -> None:
    assert {"plan", "commentary"} <= set(rooms.frozen())
    assert rooms.lacking() == (), "nothing is owed"
    monkeypatch.setattr(plan_now, "frozen", lambda: {"comments": [(date(2030, 1, 2), "Well")]}, raising=False)
    monkeypatch.setattr(plan_now, "lacking", lambda: ["Two returns are not signed off"], raising=False)
    assert rooms.frozen()["plan"] == {"comments": [["2030-01-02", "Well"]]}
    assert "Two returns are not signed off" in rooms.lacking()
