"""``ropewalk bench``: a national table made, scanned and assessed, each in a process of its own."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from ropewalk.benchmarks.apart import Measured, run_apart
from ropewalk.benchmarks.machine import machine
from ropewalk.benchmarks.room import tables_in
from ropewalk.benchmarks.size import Size

A_BLOCK: Final = 20
"""Indicators in a block: of 400 places, 20 periods and 3 sexes about half a million rows."""
METHOD_SERIES: Final = 10_000
METHOD_REPEATS: Final = 7
_HERE: Final = "ropewalk.benchmarks"
Step = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Options:
    """What to measure. ``cluster``: Dask worker processes, nought for ``threads`` threads. ``floors``:
    whether the methods are measured beside their floors too."""

    size: Size
    threads: int = 2
    cluster: int = 0
    floors: bool = True


def bench(options: Options, folder: Path | None, *, keep: bool, step: Step) -> dict[str, Any]:
    """Make, scan and assess the table, and say how long it all took. ``folder``: where the tables go (None:
    one that is thrown away); a table that lies there from before is used when it is of the same size.

    Raises UserError when there is no room, when the folder holds another table, or a process fails.
    """
    threads, size = options.threads, asdict(options.size)
    with tables_in(folder, options.size, keep=keep) as home:
        source = str(home.observations)
        made = None
        if not home.ready:
            asked = {"uri": source, "size": size, "a_block": A_BLOCK, "threads": threads}
            made = _apart("engine:make", asked, threads, "Making the table", step)
            home.remember()
        scanned = _apart("scan:scan", {"uri": source}, threads, "Scanning it", step)
        asked = {"source": source, "target": str(home.assessed), "size": size, "threads": threads}
        asked |= {"cluster": options.cluster}
        engine = _apart("engine:assess", asked, threads, "Assessing it", step)
    methods = []
    if options.floors:
        asked = {"series": METHOD_SERIES, "repeat": METHOD_REPEATS}
        methods = _apart("engine:methods", asked, threads, "Methods beside their floors", step).result
    return {
        **_told(made, scanned, engine),
        "methods": methods,
        "machine": machine(),
        "options": asdict(options),
    }


def _apart(name: str, asked: dict[str, Any], threads: int, words: str, step: Step) -> Measured:
    step(words, 0, 1)
    return run_apart(f"{_HERE}.{name}", asked, threads=threads, progress=partial(step, words))


def _told(made: Measured | None, scanned: Measured, engine: Measured) -> dict[str, Any]:
    """The figures; seconds are of the wall unless they are said to be the processor's."""
    scan, found = scanned.result, engine.result
    return {
        "rows": found["rows"],
        "series": found["series"],
        "findings": found["findings"],
        "ranks": found["ranks"],
        "scan_seconds": round(scan["seconds"], 4),
        "scan_cpu_seconds": round(scan["cpu_seconds"], 3),
        "engine_seconds": round(found["seconds"], 4),
        "engine_cpu_seconds": round(found["cpu_seconds"], 3),
        "ratio": round(found["seconds"] / scan["seconds"], 2),
        "peak_mb": round(engine.peak_mb + sum(found["workers_mb"])),
        "findings_per_second": round(found["findings"] / found["seconds"]),
        "bytes_written": found["written"],
        "blocks": found["blocks"],
        "start_seconds": round(engine.start_seconds, 3),
        "warm_seconds": round(found["warm_seconds"], 3),
        "table_seconds": round(made.result["seconds"], 3) if made else None,
        "scan_peak_mb": round(scanned.peak_mb),
        "table_peak_mb": round(made.peak_mb) if made else None,
    }
