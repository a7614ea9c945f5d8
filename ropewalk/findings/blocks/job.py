"""What every block of one run needs to know, worked out once: codes, measures, whom to compare with.

A job is small (definitions and lists of codes, no rows) and can be sent anywhere; with it and a block,
``kernel.assess_block`` does the same work on a thread, a Dask worker, a Spark or a Ray task.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from ropewalk.findings.blocks.storage import Folder
from ropewalk.findings.blocks.tables import Block, Words, look, new_mark, words_of
from ropewalk.findings.comparators import all_codes
from ropewalk.findings.comparison import Comparison
from ropewalk.findings.encode import periods_of
from ropewalk.findings.points import Periods
from ropewalk.findings.reasons import ORDER
from ropewalk.vocabulary.errors import Fault, StoreError
from ropewalk.vocabulary.indicator import Measure

Integers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Definitions:
    """What is measured and whom it is compared with. ``today`` decides only what is old."""

    measures: tuple[Measure, ...]
    comparison: Comparison
    today: date


@dataclass(frozen=True)
class Job:
    """One run. ``measures``: one entry an indicator code, None where it has no definition. ``place`` and
    ``period``: the engine's number of each code of the table (-1: the period is none)."""

    source: Folder
    target: Folder
    mark: str
    version: int
    measures: tuple[Measure | None, ...]
    comparison: Comparison
    today: date
    indicators: tuple[str, ...]
    places: tuple[str, ...]
    breakdowns: tuple[str, ...]
    periods: Periods
    place: Integers
    period: Integers

    @property
    def findings(self) -> Folder:
        """Where the findings' table lies."""
        return self.target.within("findings")

    @property
    def ranks(self) -> Folder:
        """Where the ranks' table lies."""
        return self.target.within("ranks")


def plan(source: Folder, target: Folder, definitions: Definitions) -> tuple[Job, tuple[Block, ...]]:
    """A run over the newest version of a table, and the blocks that it must do.

    Raises StoreError when there is no table, or an indicator lies in more than one block.
    """
    version = look(source)
    if not version.blocks:
        remedy = "Write the table first; its files show when they are committed"
        raise StoreError(Fault("the table of observations is empty", remedy, file=source.uri))
    _refuse_shared(version.blocks, source)
    words = words_of(source, version.mark)
    return _job(source, target, definitions, words, version.number), version.blocks


def _job(source: Folder, target: Folder, given: Definitions, words: Words, version: int) -> Job:
    first = {measure.id: measure for measure in reversed(given.measures)}
    lists = {tuple(m.comparators or given.comparison.default) for m in first.values()}
    places = tuple(sorted({*words["place"], *all_codes(given.comparison, lists)}))
    periods = periods_of(words["period"])
    return Job(
        source=source,
        target=target,
        mark=new_mark(),
        version=version,
        measures=tuple(first.get(name) for name in words["indicator"]),
        comparison=given.comparison,
        today=given.today,
        indicators=words["indicator"],
        places=places,
        breakdowns=words["breakdown"],
        periods=periods,
        place=_numbers(words["place"], places),
        period=_numbers(words["period"], periods.text.to_list()),
    )


def words_out(job: Job) -> Words:
    """What the codes of findings and ranks stand for; verdicts and methods are each question's own."""
    sets = tuple(peer_set.id for peer_set in job.comparison.peer_sets)
    return Words(
        {
            "indicator": job.indicators,
            "place": job.places,
            "breakdown": job.breakdowns,
            "period": tuple(job.periods.text.to_list()),
            "comparator": (*job.places, *sets, "target", ""),
            "group": (*(f"all:{kind}" for kind in kinds(job)), *sets),
            "reasons": tuple(reason.value for reason in ORDER),
        }
    )


def kinds(job: Job) -> list[str]:
    """The kinds of places within which ranks are worked out, in order."""
    return sorted(set(job.comparison.kinds.values()))


def _numbers(words: Sequence[str], among: Sequence[str]) -> Integers:
    at = {word: number for number, word in enumerate(among)}
    return np.array([at.get(word, -1) for word in words], dtype=np.int64)


def _refuse_shared(blocks: Sequence[Block], source: Folder) -> None:
    ordered = sorted((block for block in blocks if block.rows), key=lambda block: block.low)
    for before, after in pairwise(ordered):
        if after.low <= before.high:
            remedy = "Write the table in blocks of whole indicators"
            problem = "an indicator lies in two files"
            raise StoreError(Fault(problem, remedy, file=source.uri, value=f"{before.path}, {after.path}"))
