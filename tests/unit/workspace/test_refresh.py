"""After a load only what could have changed is worked out again, and the answer is that of doing it all."""

import gzip
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from msgspec.structs import replace
from toy_city import MAPS, write_source

from ropewalk.findings import basis, merge, pieces, runs, table
from ropewalk.findings.library import Library
from ropewalk.vocabulary.city import Definitions
from ropewalk.workspace import effects as workspace_effects
from ropewalk.workspace import refresh as workspace_refresh
from ropewalk.workspace.definitions import read_definitions
from ropewalk.workspace.folder import Folder
from ropewalk.workspace.load import read_sources, store_sources
from ropewalk.workspace.refresh import Refreshed, refresh

DAY = date(2024, 7, 1)


@pytest.fixture
def folder(workspace: Path) -> Folder:
    """A workspace whose findings are those of DAY."""
    refresh(Folder(workspace), read_definitions(Folder(workspace)), today=DAY, everything=True)
    return Folder(workspace)


def again(folder: Folder, definitions: Definitions | None = None, today: date = DAY) -> Refreshed:
    return refresh(folder, definitions or read_definitions(folder), today=today)


def tables(folder: Folder) -> dict[str, pl.DataFrame]:
    now = table.current(folder.store)
    assert now is not None
    return {name: pl.read_parquet(now.folder / name) for name in table.FILES}


def same_as_all_over(folder: Folder, definitions: Definitions | None = None, today: date = DAY) -> bool:
    mine = tables(folder)
    refresh(folder, definitions or read_definitions(folder), today=today, everything=True)
    return all(frame.equals(mine[name], null_equal=True) for name, frame in tables(folder).items())


def test_in_the_smallest_parts_it_is_what_it_is_all_at_once(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = tables(folder)
    monkeypatch.setattr(workspace_refresh, "ROWS_AT_ONCE", 1)
    monkeypatch.setattr(merge, "AT_ONCE", 1)
    monkeypatch.setattr(pieces, "ROWS", 1)
    monkeypatch.setattr(runs, "SHARE", 2)
    refresh(folder, read_definitions(folder), today=DAY, everything=True)
    assert all(frame.equals(whole[name], null_equal=True) for name, frame in tables(folder).items())
    definitions = read_definitions(folder)
    first = replace(definitions.indicators[0], official_title="Another")
    changed = replace(definitions, indicators=(first, *definitions.indicators[1:]))
    assert again(folder, changed).indicators == {first.id}  # the others are carried over in parts, too
    assert all(frame.equals(whole[name], null_equal=True) for name, frame in tables(folder).items())


def test_nothing_new_is_nothing_to_do(folder: Folder) -> None:
    key = Library(folder.store).key
    done = again(folder)
    assert (done.indicators, done.moved) == (frozenset(), False)
    assert done.of > 2
    assert Library(folder.store).key == key


def test_a_load_touches_only_the_indicators_whose_rows_it_changes(folder: Folder) -> None:
    path = folder.sources / "toys-work" / "work.csv.gz"
    text = gzip.decompress(path.read_bytes()).decode().replace("weight,2023,70,", "weight,2023,33,")
    write_source(folder.path, "toys-work", {"work.csv": text.encode()}, MAPS["toys-work"])
    ids = [one.id for one in read_definitions(folder).indicators]
    store_sources(folder, read_sources(folder, ids, only=["toys-work"]), by="A. Officer")
    assert again(folder).indicators == {"weight"}
    assert Library(folder.store).findings()["revision"].unique().to_list() == [Library(folder.store).revision]
    assert same_as_all_over(folder)


def test_a_new_definition_touches_its_own_indicator(folder: Folder) -> None:
    definitions = read_definitions(folder)
    first, *rest = definitions.indicators
    changed = replace(definitions, indicators=(replace(first, unit="of all things"), *rest))
    assert again(folder, changed).indicators == {first.id}
    assert same_as_all_over(folder, changed)


def test_an_indicator_that_is_defined_no_longer_has_no_findings(folder: Folder) -> None:
    definitions = read_definitions(folder)
    first, *rest = definitions.indicators
    fewer = replace(definitions, indicators=tuple(rest))
    assert again(folder, fewer) == Refreshed(frozenset(), len(rest), moved=True)
    assert Library(folder.store).findings(indicator=first.id).is_empty()
    assert same_as_all_over(folder, fewer)


def test_a_plan_in_new_words_moves_the_findings_on_as_they_are(folder: Folder) -> None:
    definitions = read_definitions(folder)
    reworded = replace(definitions, plan=replace(definitions.plan, title="Another title"))
    before = tables(folder)
    assert again(folder, reworded) == Refreshed(frozenset(), len(definitions.indicators), moved=True)
    assert Library(folder.store).definitions_version == reworded.version
    assert all(frame.equals(before[name], null_equal=True) for name, frame in tables(folder).items())


def test_figures_grow_old_without_a_load(folder: Folder) -> None:
    later = date(2031, 1, 1)
    done = again(folder, today=later)
    assert done.indicators
    stale = Library(folder.store).findings(question="direction")["reasons"].str.contains("stale")
    assert stale.any()
    assert same_as_all_over(folder, today=later)
    assert not again(folder, today=date(2031, 1, 2)).moved
    # A clock that was wrong: what counted as old may be new after all.
    assert again(folder).indicators == done.indicators | set(Library(folder.store).findings()["indicator"])
    assert same_as_all_over(folder)


def test_new_rules_and_a_lost_record_work_everything_out_again(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = table.current(folder.store)
    assert now is not None
    (now.folder / "basis.json").write_text("{")
    assert len(again(folder).indicators) == again(folder).of
    monkeypatch.setattr(basis, "rules_version", lambda: "other rules")
    assert len(again(folder).indicators) == again(folder).of


def test_a_new_peer_set_touches_everything(folder: Folder) -> None:
    definitions = read_definitions(folder)
    renamed = tuple(replace(one, title=one.title + " too") for one in definitions.peer_sets)
    done = again(folder, replace(definitions, peer_sets=renamed))
    assert len(done.indicators) == done.of


def test_all_over_again_leaves_the_folder_that_a_reader_has_open(folder: Folder) -> None:
    before = table.current(folder.store)
    assert before is not None
    refresh(folder, read_definitions(folder), today=DAY, everything=True)
    now = table.current(folder.store)
    assert now is not None
    assert now.folder != before.folder
    assert (now.revision, now.definitions_version) == (before.revision, before.definitions_version)
    assert all((before.folder / name).is_file() for name in table.FILES)


def test_what_followed_the_actions_is_worked_out_once(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(workspace_effects, "effects", lambda *_, **__: asked.append(1))
    again(folder)
    assert not asked
    monkeypatch.setattr(workspace_effects, "rules_version", lambda: "other rules")
    monkeypatch.setattr(workspace_effects, "write_effects", lambda *_, **__: None)
    again(folder)
    assert asked
