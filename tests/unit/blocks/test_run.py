"""A table assessed in blocks says what it says when it is assessed whole."""

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from deltalake import DeltaTable
from polars.testing import assert_frame_equal

from ropewalk.findings.assess import assess
from ropewalk.findings.blocks.job import Definitions
from ropewalk.findings.blocks.read import read_findings, read_ranks, told
from ropewalk.findings.blocks.run import assess_table, on_threads
from ropewalk.findings.blocks.storage import Folder
from ropewalk.findings.blocks.tables import look
from ropewalk.vocabulary.errors import StoreError
from ropewalk.vocabulary.words import Question

SINGLE = {"rel_tol": 1e-6, "abs_tol": 1e-6}


def test_findings_are_those_of_the_whole_table(
    assessed: Folder, given: Definitions, in_words: pl.DataFrame
) -> None:
    whole = assess(in_words, given.measures, given.comparison, revision=1, today=given.today)
    assert whole.findings["verdict"].n_unique() > 6
    assert_frame_equal(read_findings(assessed), whole.findings.with_columns(sentence=pl.lit("")), **SINGLE)


def test_ranks_are_those_of_the_whole_table(
    assessed: Folder, given: Definitions, in_words: pl.DataFrame
) -> None:
    whole = assess(in_words, given.measures, given.comparison, revision=1, today=given.today)
    assert whole.ranks["comparator"].n_unique() > 1
    assert_frame_equal(read_ranks(assessed), whole.ranks, **SINGLE)


def test_a_reader_asks_for_one_indicator_one_place_one_question(assessed: Folder) -> None:
    whole = read_findings(assessed)
    wanted = {"indicator": "indicator-00004", "place": "E06000002", "question": Question.POSITION}
    expected = whole.filter(pl.col(name) == value for name, value in wanted.items())
    assert expected.height > 4
    assert read_findings(assessed, **wanted).equals(expected)
    assert read_findings(assessed, indicator="no-such-indicator").is_empty()


def test_sentences_are_made_when_asked_for(assessed: Folder, table: Folder, given: Definitions) -> None:
    with_sentences = told(table, given, "indicator-00004", revision=1)
    assert (with_sentences["sentence"].str.len_chars() > 15).all()
    kept = read_findings(assessed, indicator="indicator-00004")
    assert_frame_equal(kept.drop("sentence"), with_sentences.drop("sentence"), **SINGLE)


def test_any_reader_of_delta_tables_can_read_them(assessed: Folder) -> None:
    findings = pl.from_arrow(DeltaTable(assessed.path("findings")).to_pyarrow_table())
    assert isinstance(findings, pl.DataFrame)
    assert set(findings["question"]) == {question.value for question in Question}
    assert findings.height == read_findings(assessed).height


@pytest.mark.parametrize("threads", [1, 3])
def test_how_many_threads_does_not_matter(
    tmp_path: Path, table: Folder, given: Definitions, assessed: Folder, threads: int
) -> None:
    target = Folder(str(tmp_path))
    assess_table(table, target, given, share=on_threads(threads))
    assert read_findings(target).equals(read_findings(assessed))


def test_progress_tells_of_every_block_and_the_report_adds_up(
    tmp_path: Path, table: Folder, given: Definitions
) -> None:
    steps: list[tuple[int, int]] = []
    target = Folder(str(tmp_path))
    report = assess_table(table, target, given, progress=lambda done, of: steps.append((done, of)))
    assert steps == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert (report.rows, report.series, report.blocks) == (7 * 24 * 12 * 2, 7 * 24 * 2, 4)
    assert report.findings == read_findings(target).height
    assert report.ranks == read_ranks(target).height
    assert report.written == sum(path.stat().st_size for path in tmp_path.rglob("block-*.parquet"))


def test_a_second_run_takes_the_place_of_the_first(tmp_path: Path, table: Folder, given: Definitions) -> None:
    target = Folder(str(tmp_path))
    assess_table(table, target, given)
    first = read_findings(target)
    later = replace(given, today=given.today.replace(year=given.today.year + 9))
    assess_table(table, target, later)
    second = read_findings(target)
    assert second.height == first.height
    assert set(second["revision"]) == {2}
    direction = pl.col("question") == Question.DIRECTION.value
    was, now = (each.filter(direction)["reasons"].str.contains("stale") for each in (first, second))
    assert not was.all()
    assert now.all()
    assert look(target.within("findings"), 1).blocks  # what was said before can still be read


def test_an_indicator_without_a_definition_is_left_out(
    tmp_path: Path, table: Folder, given: Definitions, assessed: Folder
) -> None:
    target, missing = Folder(str(tmp_path)), given.measures[3].id
    fewer = tuple(measure for measure in given.measures if measure.id != missing)
    assess_table(table, target, replace(given, measures=fewer))
    expected = read_findings(assessed).filter(pl.col("indicator") != missing)
    assert read_findings(target).equals(expected)


def test_tables_may_lie_behind_an_address(
    tmp_path: Path, table: Folder, given: Definitions, assessed: Folder
) -> None:
    """The way that object stores are reached, here with a disk behind it."""
    for path in Path(table.uri).rglob("*"):
        if path.is_file():
            copy = tmp_path / "observations" / path.relative_to(table.uri)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    (tmp_path / "assessed/findings").mkdir(parents=True)
    (tmp_path / "assessed/ranks").mkdir()
    source, target = Folder(f"file://{tmp_path}/observations"), Folder(f"file://{tmp_path}/assessed")
    assess_table(source, target, given)
    assert read_findings(target).equals(read_findings(assessed))


def test_there_must_be_a_table(tmp_path: Path, given: Definitions) -> None:
    with pytest.raises(StoreError, match="cannot be read"):
        assess_table(Folder(str(tmp_path / "nothing")), Folder(str(tmp_path / "out")), given)
    with pytest.raises(StoreError, match="cannot be read"):
        read_findings(Folder(str(tmp_path / "nothing")))
