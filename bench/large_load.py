"""How a file larger than memory loads: rows and bytes a second, and the most memory that it took.

    .venv/bin/python -m bench.large_load --gigabytes 1 [--dir FOLDER] [--limit MB] [--once] [--command]

A made-up CSV from a seed (see ``large_city``; as many years as fill it, with limits and a state) is written,
loaded into an empty store, loaded again unchanged, loaded with one value in fifty revised, and read beside a
plain Polars scan of the same file. Each step runs in a process of its own, whose peak memory is what the
kernel counted (VmHWM). Then the real ``ropewalk load`` is run on it from end to end, findings and all, and
``ropewalk refresh --all``, which works out the findings alone: of these the peak is what the kernel tells of
a child that has ended. ``--command``: these only. The bench fails when a peak passes ``--limit``.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import polars as pl

from bench.large_city import CODES, INDICATORS, write_city, write_source

CITY, SOURCE = "city", "city/sources/big"


def main() -> None:
    """Make, load, measure, print."""
    wanted = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    wanted.add_argument("--gigabytes", type=float, default=1.0)
    wanted.add_argument("--dir", type=Path, default=None)
    wanted.add_argument("--limit", type=float, default=1000.0, help="MB that no load may pass")
    wanted.add_argument("--once", action="store_true", help="Load once; neither again nor revised.")
    wanted.add_argument("--command", action="store_true", help="Only the commands, from end to end.")
    wanted.add_argument("--step", default="", help=argparse.SUPPRESS)
    given = wanted.parse_args()
    if given.step:
        print(json.dumps(STEPS[given.step](given.dir)))
        return
    folder = Path(tempfile.mkdtemp(prefix="large-load-", dir=given.dir))
    try:
        write_city(folder / CITY)
        size, rows = write_source(folder / SOURCE, given.gigabytes * 1e9, edition=1)
        free = shutil.disk_usage(folder).free / 1e9
        print(
            f"{size / 1e9:.2f} GB, {rows:,} rows, {INDICATORS} indicators; {free:.0f} GB of disk are free",
            flush=True,
        )
        peaks = commands(folder, given.gigabytes, size, rows, once=given.once)
        if not given.command:
            peaks += measure(folder, given.gigabytes, size, rows, once=given.once)
        most = max(peaks)
        assert most <= given.limit, f"a load took {most:.0f} MB, more than {given.limit:.0f}"
    finally:
        shutil.rmtree(folder)


def commands(folder: Path, gigabytes: float, size: int, rows: int, *, once: bool) -> list[float]:
    """The commands that a person types, each as a child; the peak memory of each, MB."""
    load = ["load", "--quiet", "--by", "bench", "--workspace", str(folder / CITY)]
    peaks = [child("load", load, size, rows)]
    peaks.append(child("refresh", ["refresh", "--all", "--workspace", str(folder / CITY)], size, rows))
    if not once:
        write_source(folder / SOURCE, gigabytes * 1e9, edition=2)
        peaks.append(child("revised", load, size, rows))
        write_source(folder / SOURCE, gigabytes * 1e9, edition=1)
    findings = next((folder / CITY / "store" / "findings").glob("*/by-indicator.parquet"))
    held = sum(file.stat().st_size for file in (folder / CITY / "store").rglob("*") if file.is_file())
    count = pl.scan_parquet(findings).select(pl.len()).collect().item()
    print(f"{count:,} findings; the store takes {held / 1e9:.2f} GB", flush=True)
    return peaks


def child(name: str, arguments: list[str], size: int, rows: int) -> float:
    """Run a command to its end; its peak memory, MB."""
    began = time.perf_counter()
    done = subprocess.Popen([sys.executable, "-m", "ropewalk.cli", *arguments])  # noqa: S603 - our own
    _, status, used = os.wait4(done.pid, 0)
    took, cpu = time.perf_counter() - began, used.ru_utime + used.ru_stime
    assert status == 0, f"ropewalk {name} ended with {status}"
    peak = used.ru_maxrss / 1024
    speed = f"{rows / took:,.0f} rows/s {size / took / 1e6:.0f} MB/s"
    print(f"ropewalk {name}: {took:.1f} s (CPU {cpu:.1f} s) {speed}, peak {peak:.0f} MB", flush=True)
    return peak


def measure(folder: Path, gigabytes: float, size: int, rows: int, *, once: bool) -> list[float]:
    """Each step in its own process, so that its memory is its own; the peak memory of each load, MB."""
    plain = step(folder, "scan", size, rows)
    load = step(folder, "load", size, rows)
    print(f"the load takes {load['cpu'] / plain['cpu']:.1f} times the CPU of a plain Polars scan")
    loads = [load]
    if not once:
        loads.append(step(folder, "again", size, rows))
        write_source(folder / SOURCE, gigabytes * 1e9, edition=2)
        loads.append(step(folder, "revise", size, rows))
    step(folder, "verify", size, rows)
    step(folder, "read", size, rows)
    held = sum(file.stat().st_size for file in (folder / "store").rglob("*") if file.is_file())
    print(f"on disk: {held / 1e9:.2f} GB")
    return [one["peak"] for one in loads]


def step(folder: Path, name: str, size: int, rows: int) -> dict[str, float]:
    """Run a step in a process of its own and print what it took."""
    command = [sys.executable, "-m", "bench.large_load", "--step", name, "--dir", str(folder)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)  # noqa: S603 - this very module
    found = json.loads(done.stdout.splitlines()[-1])
    took, cpu = found["seconds"], found["cpu"]
    speed = f"{rows / took:11,.0f} rows/s {size / took / 1e6:5.0f} MB/s"
    print(
        f"{name:7}{took:7.1f} s (CPU {cpu:.1f} s) {speed}, peak {found['peak']:.0f} MB. {found['said']}",
        flush=True,
    )
    return found


def timed(work):
    """What a step says, how long it took, and the most memory that its process ever held."""

    def run(folder: Path) -> dict[str, float]:
        start = time.perf_counter()
        said = work(folder)
        took = time.perf_counter() - start
        cpu = time.process_time()
        status = Path("/proc/self/status").read_text()
        peak = int(status.split("VmHWM:")[1].split()[0]) / 1024
        return {"seconds": took, "cpu": cpu, "peak": peak, "said": said}

    return run


def scan(folder: Path) -> str:
    """The floor: Polars reads every cell of the file and adds them up."""
    rows = pl.scan_csv(folder / SOURCE / "rows.csv")
    found = rows.select(pl.len(), pl.col("value", "lower", "upper", "count", "people").sum())
    return f"{found.collect(engine='streaming').item(0, 0):,} rows"


def load(folder: Path) -> str:
    """Read the source and commit it."""
    from ropewalk.observations.store import Store
    from ropewalk.sources.load import read_source
    from ropewalk.sources.register import Register
    from ropewalk.vocabulary.place import Place

    register = Register({code: Place(code=code, name=code, kind="authority") for code in CODES})
    known = [f"measure-{n:03}" for n in range(INDICATORS)]
    path = folder / "store"
    store = Store.open(path) if Store.exists(path) else Store.create(path)
    start = time.perf_counter()
    batch = read_source(folder / SOURCE, register, known_indicators=known, room=folder / ".loading")
    read = time.perf_counter() - start
    revision = store.commit(batch, by="bench")
    last = store.revisions().row(-1, named=True)
    batch.close()
    counts = f"{last['added']:,} added, {last['revised']:,} revised"
    return f"revision {revision}: {counts}; {read:.0f} s of it reading"


def verified(folder: Path) -> str:
    """Every byte of the store against its hash."""
    from ropewalk.observations.verify import verify

    found = verify(folder / "store")
    return f"{found.files} files, {len(found.faults)} faults"


def read(folder: Path) -> str:
    """One indicator, now and as of the first revision."""
    from ropewalk.observations.store import Store

    store, took = Store.open(folder / "store"), []
    for as_of in (None, 1, None, 1):
        start = time.perf_counter()
        rows = store.read(["measure-007"], ["E00000012"], as_of=as_of).height
        took.append(time.perf_counter() - start)
    return (
        f"{rows} rows of one place: now {min(took[::2]) * 1e3:.0f} ms, as of 1 {min(took[1::2]) * 1e3:.0f} ms"
    )


STEPS = {
    name: timed(work)
    for name, work in {
        "scan": scan,
        "load": load,
        "again": load,
        "revise": load,
        "verify": verified,
        "read": read,
    }.items()
}

if __name__ == "__main__":
    main()
