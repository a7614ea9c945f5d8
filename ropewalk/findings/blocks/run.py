"""A whole table assessed: its blocks shared out, and one commit at the end that makes all of it show."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass

from ropewalk.findings.blocks.coded import FINDINGS, RANKS
from ropewalk.findings.blocks.job import Definitions, Job, plan, words_out
from ropewalk.findings.blocks.kernel import Done, assess_block
from ropewalk.findings.blocks.memory import keep_freed
from ropewalk.findings.blocks.storage import Folder
from ropewalk.findings.blocks.tables import Block, commit

Share = Callable[[Job, Sequence[Block]], Iterable[Done]]
"""Does every block of a job somewhere, and gives each one's result as it comes, in any order."""
Progress = Callable[[int, int], None]
"""Told how many blocks are done, of how many."""


@dataclass(frozen=True)
class Report:
    """A run that is committed. ``written``: bytes of findings and ranks. ``version``: of the findings."""

    rows: int
    series: int
    findings: int
    ranks: int
    written: int
    blocks: int
    seconds: float
    version: int


def assess_table(
    source: Folder,
    target: Folder,
    definitions: Definitions,
    *,
    share: Share | None = None,
    progress: Progress | None = None,
) -> Report:
    """Assess every series of a table and put its findings in the place of those that ``target`` holds.

    ``share``: how blocks are shared out (None: two threads). Raises StoreError, and what a block raises;
    then, and when the run is killed, ``target`` says what it said before.
    """
    start = time.perf_counter()
    job, blocks = plan(source, target, definitions)
    done: list[Done] = []
    for each in (share or on_threads(2))(job, blocks):
        done.append(each)
        if progress:
            progress(len(done), len(blocks))
    return finish(job, done, start)


def on_threads(threads: int) -> Share:
    """Blocks on threads of this process. Memory grows with the number of threads, not of blocks."""

    def share(job: Job, blocks: Sequence[Block]) -> Iterator[Done]:
        keep_freed()
        with ThreadPoolExecutor(threads) as pool:
            futures = [pool.submit(assess_block, block, job) for block in blocks]
            try:
                for future in as_completed(futures):
                    yield future.result()
            finally:
                pool.shutdown(wait=True, cancel_futures=True)

    return share


def finish(job: Job, done: Sequence[Done], start: float) -> Report:
    """Commit what the blocks wrote. Ranks first: who reads findings finds the ranks of the same run."""
    ordered = sorted(done, key=lambda each: each.block)
    findings = [written for each in ordered for written in each.findings]
    ranks = [each.ranks for each in ordered]
    words, note = words_out(job), {"observations": job.source.uri, "version": job.version}
    commit(job.ranks, RANKS, words, job.mark, ranks, note=note)
    version = commit(job.findings, FINDINGS, words, job.mark, findings, part="question", note=note)
    return Report(
        rows=sum(each.rows for each in ordered),
        series=sum(each.series for each in ordered),
        findings=sum(written.rows for written in findings),
        ranks=sum(written.rows for written in ranks),
        written=sum(written.size for written in (*findings, *ranks)),
        blocks=len(ordered),
        seconds=time.perf_counter() - start,
        version=version,
    )
