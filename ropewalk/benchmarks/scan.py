"""The least that any engine must do: read every column once. The engine's seconds stand beside it."""

import time
from typing import Any

import polars as pl

from ropewalk.benchmarks.apart import Progress
from ropewalk.findings.blocks.storage import Folder
from ropewalk.findings.blocks.tables import OBSERVATIONS, look

TIMES = 3


def scan(uri: str, progress: Progress) -> dict[str, Any]:
    """Sum every column that the engine reads, streaming. Best wall time of three; the first warms the
    cache of files. Returns seconds, the processor's seconds of that run, and the sums."""
    folder = Folder(uri)
    paths = [folder.path(block.path) for block in look(folder).blocks]
    found = []
    for at in range(TIMES):
        start, cpu = time.perf_counter(), time.process_time()
        table = pl.scan_parquet(paths, glob=False, hive_partitioning=False)
        sums = table.select(pl.col(list(OBSERVATIONS)).sum()).collect(engine="streaming")
        found.append((time.perf_counter() - start, time.process_time() - cpu))
        progress(at + 1, TIMES)
    seconds, cpu = min(found)
    return {"seconds": seconds, "cpu_seconds": cpu, "value": sums["value"].item()}
