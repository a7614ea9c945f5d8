"""How a file larger than memory loads: rows and bytes a second, and the most memory that it took.

    .venv/bin/python -m bench.large_load --gigabytes 1 [--dir FOLDER] [--limit MB] [--once]

A made-up CSV from a seed (as many indicators, places, years and breakdowns as fill it, with limits and a
state) is written, loaded into an empty store, loaded again unchanged, loaded with one value in fifty
revised, and read beside a plain Polars scan of the same file. Each step runs in a process of its own,
whose peak memory is what the kernel counted (VmHWM); the bench fails when that passes ``--limit``.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path

import numpy as np
import polars as pl

HEADER = "indicator,code,year,sex,value,lower,upper,count,people,state\n"
MAP = """
[[table]]
file = "rows.csv"
place = { column = "code" }
period = { column = "year", notation = "calendar-year" }
state = { column = "state", words = { p = "provisional" } }
expect = ["indicator"]
"""
SERIES = """
[[table.series]]
indicator = "measure-%(n)03d"
where = { indicator = "measure-%(n)03d" }
value = "value"
lower = "lower"
upper = "upper"
numerator = "count"
denominator = "people"
breakdown_columns = { sex = { column = "sex", words = { Persons = "", Male = "male", Female = "female" } } }
"""
ORIGIN = """
id = "big"
title = "Made-up rows"
producer = "bench.large_load"
licence = "None"
attribution = "Made up from a seed"
address = "made up"
retrieved = 2026-01-01
[[files]]
name = "rows.csv"
sha256 = "%(sha256)s"
bytes = %(bytes)d
"""
INDICATORS, PLACES, YEARS, SEXES = 40, 7_000, 20, ("Persons", "Male", "Female")


def main() -> None:
    """Make, load, measure, print."""
    wanted = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    wanted.add_argument("--gigabytes", type=float, default=1.0)
    wanted.add_argument("--dir", type=Path, default=None)
    wanted.add_argument("--limit", type=float, default=1000.0, help="MB that no load may pass")
    wanted.add_argument("--once", action="store_true", help="Load once; neither again nor revised.")
    wanted.add_argument("--step", default="", help=argparse.SUPPRESS)
    given = wanted.parse_args()
    if given.step:
        print(json.dumps(STEPS[given.step](given.dir)))
        return
    folder = Path(tempfile.mkdtemp(prefix="large-load-", dir=given.dir))
    try:
        measure(folder, given.gigabytes, given.limit, once=given.once)
    finally:
        shutil.rmtree(folder)


def measure(folder: Path, gigabytes: float, limit: float, *, once: bool) -> None:
    """Each step in its own process, so that its memory is its own."""
    size, rows = write_source(folder / "big", gigabytes * 1e9, edition=1)
    free = shutil.disk_usage(folder).free / 1e9
    print(f"{size / 1e9:.2f} GB, {rows:,} rows, {INDICATORS} indicators; {free:.0f} GB of disk are free")
    plain = step(folder, "scan", size, rows)
    load = step(folder, "load", size, rows)
    print(f"the load takes {load['cpu'] / plain['cpu']:.1f} times the CPU of a plain Polars scan")
    loads = [load]
    if not once:
        loads.append(step(folder, "again", size, rows))
        write_source(folder / "big", gigabytes * 1e9, edition=2)
        loads.append(step(folder, "revise", size, rows))
    step(folder, "verify", size, rows)
    step(folder, "read", size, rows)
    held = sum(file.stat().st_size for file in (folder / "store").rglob("*") if file.is_file())
    print(f"on disk: {held / 1e9:.2f} GB")
    most = max(one["peak"] for one in loads)
    assert most <= limit, f"a load took {most:.0f} MB, more than {limit:.0f}"


def write_source(folder: Path, wanted: float, edition: int) -> tuple[int, int]:
    """Write rows.csv until it has so many bytes, its map and its origin. Returns bytes and rows."""
    folder.mkdir(exist_ok=True)
    digest, size, rows = sha256(), 0, 0
    with (folder / "rows.csv").open("wb") as file:
        for block in blocks(edition):
            text = block.write_csv(include_header=rows == 0).encode()
            file.write(text)
            digest.update(text)
            size, rows = size + len(text), rows + block.height
            if size >= wanted:
                break
    (folder / "origin.toml").write_text(ORIGIN % {"sha256": digest.hexdigest(), "bytes": size})
    (folder / "map.toml").write_text(MAP + "".join(SERIES % {"n": n} for n in range(INDICATORS)))
    return size, rows


def blocks(edition: int):
    """Frames of made-up rows without end: year by year, as publishers add them, indicators side by side."""
    places = pl.Series([f"E{k:08}" for k in range(PLACES)])
    for year in range(1900, 2300):
        for number in range(INDICATORS):
            draw = np.random.default_rng([year, number])
            size = PLACES * len(SEXES)
            index = np.arange(size)
            people = draw.integers(1_000, 900_000, size)
            count = draw.binomial(people, 0.1)
            if edition > 1:
                count[draw.integers(0, size, size // 50)] += 1
            value = 100 * count / people
            half = 196 * np.sqrt(0.09 / people)
            yield pl.DataFrame(
                {
                    "indicator": f"measure-{number:03}",
                    "code": places.gather(index // len(SEXES)),
                    "year": str(year),
                    "sex": pl.Series(SEXES).gather(index % len(SEXES)),
                    "value": value.round(4),
                    "lower": (value - half).round(4),
                    "upper": (value + half).round(4),
                    "count": count,
                    "people": people,
                    "state": pl.Series(["p" if year == 2022 else None], dtype=pl.String).new_from_index(
                        0, size
                    ),
                }
            )


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
    rows = pl.scan_csv(folder / "big" / "rows.csv")
    found = rows.select(pl.len(), pl.col("value", "lower", "upper", "count", "people").sum())
    return f"{found.collect(engine='streaming').item(0, 0):,} rows"


def load(folder: Path) -> str:
    """Read the source and commit it."""
    from ropewalk.observations.store import Store
    from ropewalk.sources.load import read_source
    from ropewalk.sources.register import Register
    from ropewalk.vocabulary.place import Place

    codes = [f"E{k:08}" for k in range(PLACES)]
    register = Register({code: Place(code=code, name=code, kind="authority") for code in codes})
    known = [f"measure-{n:03}" for n in range(INDICATORS)]
    path = folder / "store"
    store = Store.open(path) if Store.exists(path) else Store.create(path)
    start = time.perf_counter()
    batch = read_source(folder / "big", register, known_indicators=known, room=folder / ".loading")
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
