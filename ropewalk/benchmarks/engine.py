"""The engine over the whole table, timed: the warm-up apart, then every block read, judged and written."""

import time
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import asdict
from tempfile import TemporaryDirectory
from typing import Any

from ropewalk.benchmarks import floors, national
from ropewalk.benchmarks.apart import Progress, peak_mb
from ropewalk.benchmarks.definitions import definitions
from ropewalk.benchmarks.size import Size
from ropewalk.findings.blocks.cluster import client_of, local_cluster, on_cluster
from ropewalk.findings.blocks.run import Share, assess_table, on_threads
from ropewalk.findings.blocks.storage import Folder

WARM = {"indicators": 6, "places": 30, "periods": 20, "sexes": 3, "peers": 5}
"""A table small enough to take no time, and with every kind of indicator, so that all that is compiled is."""


def make(uri: str, size: Mapping[str, int], a_block: int, threads: int, progress: Progress) -> dict[str, Any]:
    """Write the made-up table. Returns its bytes and how long it took."""
    start = time.perf_counter()
    written = national.write(Folder(uri), Size(**size), a_block=a_block, threads=threads, progress=progress)
    return {"bytes": written, "seconds": time.perf_counter() - start}


def assess(
    source: str, target: str, size: Mapping[str, int], threads: int, cluster: int, progress: Progress
) -> dict[str, Any]:
    """Assess the table: its report, wall and processor's seconds, and what the warm-up took before.

    ``cluster``: worker processes of a Dask cluster on this machine; nought for threads."""
    with ExitStack() as opened:
        start = time.perf_counter()
        client = None
        share = on_threads(threads)
        if cluster:
            workers = opened.enter_context(local_cluster(cluster))
            client = opened.enter_context(client_of(workers))
            share = on_cluster(client)
        _warm(share, max(threads, cluster))
        warm, cpu = time.perf_counter() - start, time.process_time()
        given = definitions(Size(**size))
        report = assess_table(Folder(source), Folder(target), given, share=share, progress=progress)
        cpu = time.process_time() - cpu
        workers_mb = list(client.run(peak_mb).values()) if client else []
    return {**asdict(report), "cpu_seconds": cpu, "warm_seconds": warm, "workers_mb": workers_mb}


def _warm(share: Share, blocks: int) -> None:
    size = Size(**WARM)
    with TemporaryDirectory() as folder:
        source, target = Folder(f"{folder}/observations"), Folder(f"{folder}/assessed")
        # As many blocks as there are workers, so that each is likely to be given one.
        national.write(source, size, a_block=max(1, size.indicators // blocks), threads=1)
        assess_table(source, target, definitions(size), share=share)


def methods(series: int, repeat: int, progress: Progress) -> list[dict[str, Any]]:
    """Single methods beside bare NumPy floors; see ``floors.measure``."""
    found = floors.measure(series, repeat)
    progress(1, 1)
    return found
