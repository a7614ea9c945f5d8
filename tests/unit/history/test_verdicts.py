"""What we said then stays said; what today's rules say of the figures of then is another thing."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest
from editions import FALLS, SLIGHTLY, edition
from msgspec.structs import replace
from toy_city import CITY

from ropewalk.findings.disclosure.view import Disclosed
from ropewalk.findings.history import keep, said, then
from ropewalk.findings.history.keep import history
from ropewalk.findings.library import Library
from ropewalk.vocabulary.words import Polarity
from ropewalk.workspace.definitions import read_definitions
from ropewalk.workspace.folder import Folder
from ropewalk.workspace.read import read_findings
from ropewalk.workspace.refresh import refresh

TODAY = date(2024, 8, 1)
LATER = datetime(2027, 2, 1, tzinfo=UTC)


def directions(frame: pl.DataFrame, indicator: str = "work") -> list[tuple[int, str]]:
    wanted = frame.filter(pl.col("indicator") == indicator, pl.col("question") == "direction")
    return list(wanted.select("revision", "verdict").iter_rows())


def test_todays_rules_are_asked_about_the_figures_of_then(edited: Folder) -> None:
    found = history(edited.store).then
    assert directions(found) == [(5, "improving"), (6, "no clear change"), (7, "improving")]
    # An indicator that one revision alone touched has no history to tell.
    assert "queues" not in found["indicator"].to_list()


def test_they_are_what_an_assessment_of_then_finds(edited: Folder) -> None:
    for revision in (5, 6, 7):
        whole = read_findings(edited, places=[CITY], indicators=["work"], as_of=revision)
        mine = history(edited.store).then.filter(pl.col("revision") == revision)
        for question, comparator in (("direction", ""), ("position", "E92000001")):
            wanted = {"question": question, "comparator": comparator, "indicator": "work"}
            (other,) = whole.filter(**wanted)["verdict"]
            assert mine.filter(**wanted)["verdict"].to_list() == [other]


def test_new_rules_ask_again_and_a_new_revision_asks_only_what_is_new(
    edited: Folder, monkeypatch: object
) -> None:
    asked: list[list[then.Asked]] = []
    whole = then.verdicts_then

    def noted(reads: object, questions: list[then.Asked], *rest: object) -> pl.DataFrame:
        asked.append(list(questions))
        return whole(reads, questions, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(then, "verdicts_then", noted)  # type: ignore[attr-defined]
    edition(edited, *FALLS, published=date(2024, 7, 9), at=LATER)
    refresh(edited, read_definitions(edited), today=TODAY)
    assert [(one.indicator, one.revision, one.day) for one in asked[-1]] == [("work", 8, date(2024, 7, 9))]
    definitions = read_definitions(edited)
    turned = [
        replace(one, polarity=Polarity.LOWER) if one.id == "work" else one for one in definitions.indicators
    ]
    refresh(edited, replace(definitions, indicators=tuple(turned)), today=TODAY)
    assert directions(history(edited.store).then)[0] == (5, "worsening")


def test_what_was_said_stays_said_whatever_the_rules_say_today(folder: Folder) -> None:
    definitions = read_definitions(folder)
    for number, changes in enumerate((FALLS, SLIGHTLY)):
        edition(folder, *changes, published=date(2024, 6 + number, 10), at=LATER)
        refresh(folder, definitions, today=TODAY)
    told = [(5, "improving"), (6, "no clear change"), (7, "improving")]
    assert directions(said.said(folder.store, "work")) == told
    turned = [
        replace(one, polarity=Polarity.LOWER) if one.id == "work" else one for one in definitions.indicators
    ]
    refresh(folder, replace(definitions, indicators=tuple(turned)), today=TODAY)
    assert directions(said.said(folder.store, "work")) == [*told, (8, "worsening")]
    moments = said.said(folder.store)["at"].to_list()
    assert moments == sorted(moments)


def test_nothing_is_said_twice(edited: Folder) -> None:
    before = said.said(edited.store)
    refresh(edited, read_definitions(edited), today=TODAY)
    refresh(edited, read_definitions(edited), today=TODAY, everything=True)
    assert said.said(edited.store).equals(before)
    assert not said.keep_said(edited.store, CITY, "E92000001")


def test_an_indicator_that_is_dropped_is_said_to_say_nothing(edited: Folder) -> None:
    definitions = read_definitions(edited)
    fewer = tuple(one for one in definitions.indicators if one.id != "work")
    refresh(edited, replace(definitions, indicators=fewer), today=TODAY)
    assert directions(said.said(edited.store, "work"))[-1] == (8, "")
    refresh(edited, definitions, today=TODAY)
    assert directions(said.said(edited.store, "work"))[-1] == (9, "improving")


def test_a_kill_before_the_record_is_made_good_by_the_next_refresh(folder: Folder, tmp_path: Path) -> None:
    now = Library(folder.store)
    shutil.rmtree(folder.store / said.FOLDER)
    for mark in (folder.store / "findings").glob(f"*/{said.MARK}"):
        mark.unlink()
    assert said.said(folder.store).is_empty()
    refresh(folder, read_definitions(folder), today=TODAY)
    (row,) = said.said(folder.store, "work").filter(question="direction").to_dicts()
    assert row["sentence"] == now.findings(place=CITY, indicator="work", question="direction")["sentence"][0]


def test_a_damaged_history_is_worked_out_again(edited: Folder) -> None:
    whole = history(edited.store)
    for file in (edited.store / keep.HOME).rglob("then.parquet"):
        file.write_bytes(b"no table")
    edition(edited, published=date(2024, 7, 9), at=LATER)
    refresh(edited, read_definitions(edited), today=TODAY)
    again = history(edited.store).then
    assert again.filter(pl.col("revision") < 8).equals(whole.then)


def test_the_history_is_made_again_when_what_is_shown_has_changed(
    edited: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = keep.current_key(edited.store)
    monkeypatch.setattr(Disclosed, "marks", lambda _: {"work": "shown anew"})
    refresh(edited, read_definitions(edited), today=TODAY)
    shown = keep.current_key(edited.store)
    assert shown.startswith(f"{before}-")
    assert history(edited.store).then.height > 0
    monkeypatch.setattr(Disclosed, "marks", lambda _: {"work": "shown otherwise"})
    refresh(edited, read_definitions(edited), today=TODAY)
    assert keep.current_key(edited.store) not in (before, shown)
