"""Codes back into words: findings, ranks and observations of a national table.

Read as it lies, with the columns of the exchange tables; files whose indicators cannot match are not
opened. A sentence is not kept, but made when it is asked for (``told``).
"""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import polars as pl

from ropewalk.findings import codes, ranks
from ropewalk.findings.assess import assess
from ropewalk.findings.blocks.job import Definitions
from ropewalk.findings.blocks.storage import Folder
from ropewalk.findings.blocks.tables import Block, Version, Words, look, words_of
from ropewalk.findings.encode import STATES
from ropewalk.findings.ranked import SCHEMA
from ropewalk.findings.reasons import words as reason_words
from ropewalk.vocabulary import tables
from ropewalk.vocabulary.errors import Fault, StoreError
from ropewalk.vocabulary.words import Question, State

_POLARS: Final = {str: pl.String, float: pl.Float64, int: pl.Int64}


def read_findings(
    target: Folder,
    *,
    indicator: str | None = None,
    place: str | None = None,
    question: Question | None = None,
) -> pl.DataFrame:
    """The findings that fit every filter given, with the columns of the exchange table: ``revision`` is the
    table's version, ``sentence`` is empty. Sorted by indicator, place, breakdown, question. Numbers have
    single precision. Raises StoreError when there are none yet, or a file is missing or damaged."""
    version, words = _open(target.within("findings"))
    wanted = {"indicator": indicator, "place": place}
    asked = [question] if question else list(Question)
    parts = [_findings(target, version, words, each, wanted) for each in asked]
    order = ["indicator", "place", "breakdown", "rank"]
    table = pl.concat(parts).sort(order, maintain_order=True)
    return table.select(pl.col(name).cast(_POLARS[kind]) for name, kind in tables.FINDINGS.items())


def read_ranks(target: Folder, *, indicator: str | None = None, place: str | None = None) -> pl.DataFrame:
    """Ranks with the columns of ``ranked.SCHEMA``, of the same run as the findings."""
    newest, _ = _open(target.within("findings"))
    folder = target.within("ranks")
    version, words = _open(folder)
    if version.mark != newest.mark:  # a run between its two commits, or killed there
        version = look(folder, version.number - 1)
        words = words_of(folder, version.mark)
    rows = _rows(folder, version.blocks, words, {"indicator": indicator, "place": place})
    basis = pl.Series([ranks.VALUES, ranks.LIMITS], dtype=pl.String)
    keys = {name: _words(rows, words, name) for name in ("indicator", "place", "breakdown", "period")}
    table = rows.with_columns(
        **keys,
        comparator=_words(rows, words, "group"),
        basis=basis.gather(rows["limited"].cast(pl.UInt32)),
    )
    order = ["indicator", "place", "breakdown", "comparator"]
    return table.select(pl.col(name).cast(kind) for name, kind in SCHEMA.items()).sort(order)


def read_observations(source: Folder, *, indicator: str, place: str | None = None) -> pl.DataFrame:
    """One indicator's observations with the columns of the exchange table."""
    version, words = _open(source)
    rows = _rows(source, version.blocks, words, {"indicator": indicator, "place": place})
    named = {code: state.value for state, code in STATES.items()}
    state = rows["state"].replace_strict(named, default=State.NOT_AVAILABLE.value, return_dtype=pl.String)
    keys = {name: _words(rows, words, name) for name in tables.OBSERVATION_KEY}
    return rows.with_columns(state=state, **keys).select(list(tables.OBSERVATIONS))


def told(source: Folder, definitions: Definitions, indicator: str, *, revision: int) -> pl.DataFrame:
    """One indicator's findings worked out again from its observations, with their sentences."""
    return assess(
        read_observations(source, indicator=indicator),
        [measure for measure in definitions.measures if measure.id == indicator],
        definitions.comparison,
        revision=revision,
        today=definitions.today,
    ).findings


def _open(folder: Folder) -> tuple[Version, Words]:
    version = look(folder)
    if not version.mark:
        problem, remedy = "nothing has been written here yet", "Write or assess the table first"
        raise StoreError(Fault(problem, remedy, file=folder.uri))
    return version, words_of(folder, version.mark)


def _findings(
    target: Folder, version: Version, words: Words, question: Question, wanted: dict[str, str | None]
) -> pl.DataFrame:
    blocks = [block for block in version.blocks if block.part == question.value]
    rows = _rows(target.within("findings"), blocks, words, wanted)
    verdicts = pl.Series([str(word) for word in codes.VERDICTS[question]], dtype=pl.String)
    methods = pl.Series(codes.METHODS[question], dtype=pl.String)
    named = ("indicator", "place", "breakdown", "comparator", "period")
    return rows.with_columns(
        **{name: _words(rows, words, name) for name in named},
        verdict=verdicts.gather(rows["verdict"].cast(pl.UInt32)),
        method=methods.gather(rows["method"].cast(pl.UInt32)),
        reasons=reason_words(rows["reasons"].to_numpy().astype("int64")),
        question=pl.lit(question.value),
        rank=pl.lit(list(Question).index(question)),
        revision=pl.lit(version.number),
        sentence=pl.lit(""),
    )


def _rows(
    folder: Folder, blocks: Sequence[Block], words: Words, wanted: dict[str, str | None]
) -> pl.DataFrame:
    found = {name: _code(words, name, word) for name, word in wanted.items() if word is not None}
    tests = [pl.col(name) == code for name, code in found.items()]
    frames = list(_frames(folder, blocks, found.get("indicator"), tests))
    if frames:
        return pl.concat(frames)
    # Nothing can match: the columns come from any file, its rows do not.
    return folder.read(blocks[0].path, tests=[pl.lit(value=False)])


def _frames(
    folder: Folder, blocks: Sequence[Block], indicator: int | None, tests: list[pl.Expr]
) -> Iterator[pl.DataFrame]:
    for block in blocks:
        if indicator is None or block.low <= indicator <= block.high:
            yield folder.read(block.path, tests=tests)


def _code(words: Words, column: str, word: str) -> int:
    return words[column].index(word) if word in words[column] else -2


def _words(rows: pl.DataFrame, words: Words, column: str) -> pl.Series:
    """The words of a column of codes; the empty word for -1."""
    listed = pl.Series([*words[column], ""], dtype=pl.String)
    code = rows[column].cast(pl.Int64).to_numpy()
    return listed.gather(np.where(code < 0, len(listed) - 1, code))
