"""One block's whole work: read its file, judge every series, write its findings. The same everywhere.

What it writes depends on the job and the block alone, so it may be done twice, or by two workers at
once: the files take the same names and hold the same bytes.
"""

import time
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from ropewalk.findings.blocks.coded import Judged, finding_tables, rank_table
from ropewalk.findings.blocks.job import Job, kinds
from ropewalk.findings.blocks.memory import keep_freed
from ropewalk.findings.blocks.tables import FAST, NUMBERS, OBSERVATIONS, Block, Written, write_block
from ropewalk.findings.encode import Coded
from ropewalk.findings.judge import work_of
from ropewalk.findings.measures import as_arrays
from ropewalk.findings.prepare import points_of

Integers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Done:
    """A block done: how much it read and wrote, and how long it took. Files are in no log yet."""

    block: int
    rows: int
    series: int
    seconds: float
    findings: tuple[Written, ...]
    ranks: Written


def assess_block(block: Block, job: Job) -> Done:
    """Assess one block and write its files; nothing shows before the run commits them.

    Raises StoreError when a file cannot be read or written.
    """
    keep_freed()
    start = time.perf_counter()
    judged = prepared(job, job.source.read(block.path, list(OBSERVATIONS)))
    findings = tuple(
        write_block(job.findings, block.number, job.mark, table, part=("question", question.value), how=FAST)
        for question, table in finding_tables(judged).items()
    )
    ranks = write_block(job.ranks, block.number, job.mark, rank_table(judged, kinds(job)), how=FAST)
    seconds = time.perf_counter() - start
    return Done(block.number, block.rows, len(judged.work.points.series), seconds, findings, ranks)


def prepared(job: Job, table: pl.DataFrame) -> Judged:
    """Some rows of the table of observations, ready to be judged. Rows of an indicator that has no
    definition are left out; ``points_of`` passes over numbers of a row whose state is not open."""
    codes = table["indicator"].unique().sort().to_numpy().astype(np.int64)
    defined = [(measure, code) for code in codes.tolist() if (measure := job.measures[code]) is not None]
    defined.sort(key=lambda pair: pair[0].id)
    measures = as_arrays([measure for measure, _ in defined])
    indicators = np.array([code for _, code in defined], dtype=np.int64)
    points = points_of(_coded(job, table, indicators), measures)
    return Judged(work_of(points, measures, job.comparison, job.today), indicators)


def _coded(job: Job, table: pl.DataFrame, indicators: Integers) -> Coded:
    number = np.full(len(job.indicators), -1, dtype=np.int64)
    number[indicators] = np.arange(len(indicators))
    measure = number[table["indicator"].to_numpy()]
    if (measure < 0).any():
        table, measure = table.filter(measure >= 0), measure[measure >= 0]
    value, lower, upper, numerator, denominator = (_own(table[name]) for name in NUMBERS)
    return Coded(
        measure=measure,
        place=job.place[table["place"].to_numpy()],
        breakdown=table["breakdown"].to_numpy().astype(np.int64),
        period=job.period[table["period"].to_numpy()],
        value=value,
        lower=lower,
        upper=upper,
        numerator=numerator,
        denominator=denominator,
        state=table["state"].to_numpy().astype(np.uint8),
        places=job.places,
        breakdowns=job.breakdowns,
        periods=job.periods,
    )


def _own(column: pl.Series) -> npt.NDArray[np.float64]:
    """The numbers, NaN where null, as an array that is ours: compiled code is made for such alone."""
    return column.fill_null(float("nan")).to_numpy(writable=True)
