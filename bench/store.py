"""How fast the store writes and reads, beside a plain Polars scan of the same rows in one Parquet file.

    .venv/bin/python -m bench.store [--indicators 150] [--places 340] [--periods 20] [--sources 50]

Made-up rows, the same every time: 1,020,000 unless told otherwise, every tenth with limits. Each reading
is the best of five, in milliseconds; the machine is warm (files in the page cache) for both sides.
"""

import argparse
import resource
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

from ropewalk.observations.store import Batch, Store
from ropewalk.vocabulary.source import File, Origin
from ropewalk.vocabulary.tables import OBSERVATIONS


def main() -> None:
    """Measure and print."""
    sizes = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    usual = {"indicators": 150, "places": 340, "periods": 20, "sources": 50, "revisions": 200}
    for name, default in usual.items():
        sizes.add_argument(f"--{name}", type=int, default=default)
    chosen = sizes.parse_args()
    rows = made_up(chosen.indicators, chosen.places, chosen.periods)
    print(f"{rows.height:,} rows, {chosen.indicators} indicators, {chosen.sources} sources")
    with tempfile.TemporaryDirectory() as folder:
        store, batches = written(Path(folder), rows, chosen.sources)
        one_source(Path(folder), rows)
        readings(Path(folder), store, batches, rows)
        as_of(Path(folder), rows, chosen.sources, chosen.revisions)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


def made_up(indicators: int, places: int, periods: int) -> pl.DataFrame:
    """Every indicator of every place in every period; a walk with noise, so that it packs like real rows."""
    values = (
        np.random.default_rng(1).normal(size=(indicators, places, periods)).cumsum(axis=2).ravel().round(2)
    )
    index = np.arange(values.size)
    years = [f"{2000 + k}-01-01/P1Y" for k in range(periods)]
    limit = pl.when(pl.col("row") % 10 == 0)
    return pl.DataFrame(
        {
            "indicator": pl.Series([f"indicator-{k:04}" for k in range(indicators)]).gather(
                index // (places * periods)
            ),
            "place": pl.Series([f"E{k:08}" for k in range(places)]).gather(index // periods % places),
            "period": pl.Series(years).gather(index % periods),
            "breakdown": "",
            "value": values,
            "state": "measured",
            "file": "rows.csv",
            "row": index + 2,
        }
    ).with_columns(
        lower=limit.then(pl.col("value") - 1.0),
        upper=limit.then(pl.col("value") + 1.0),
        numerator=pl.lit(None, dtype=pl.Float64),
        denominator=pl.lit(None, dtype=pl.Float64),
    )


def batch(source: str, rows: pl.DataFrame, edition: int = 1) -> Batch:
    """A source's rows as a load."""
    file = File(name="rows.csv", sha256=f"{edition:064}", bytes=1)
    words = {
        "title": "Rows",
        "producer": "Nobody",
        "licence": "None",
        "attribution": "Made up",
        "address": "-",
    }
    day = date(2026, 1, 1)
    return Batch(Origin(id=source, **words, published=day, retrieved=day, files=(file,)), rows)


def written(folder: Path, rows: pl.DataFrame, sources: int) -> tuple[Store, list[Batch]]:
    """Load the rows as so many sources, then again unchanged, then one source with a tenth revised."""
    store = Store.create(folder / "store")
    names = rows.get_column("indicator").unique(maintain_order=True)
    shares = [names.gather_every(sources, k).implode() for k in range(sources)]
    parts = [rows.filter(pl.col("indicator").is_in(share)) for share in shares]
    batches = [batch(f"source-{k:03}", part) for k, part in enumerate(parts)]
    took = timed(lambda: [store.commit(b, by="bench") for b in batches], 1)
    each = f"{took / sources * 1e3:.0f} ms a source, {rows.height / took:,.0f} rows/s"
    print(f"load {sources} sources: {took:.1f} s, {each}")
    took = timed(lambda: [store.commit(b, by="bench") for b in batches], 1)
    print(f"load them again, unchanged: {took:.1f} s, {took / sources * 1e3:.0f} ms a source")
    revised = parts[0].with_columns(
        pl.when(pl.col("row") % 10 == 0).then(0.5).otherwise("value").alias("value")
    )
    took = timed(lambda: store.commit(batch("source-000", revised, 2), by="bench"), 1)
    print(f"revise one source of {revised.height:,} rows: {took * 1e3:.0f} ms")
    size = sum(file.stat().st_size for file in (folder / "store").rglob("*") if file.is_file())
    print(f"on disk: {size / 1e6:.1f} MB")
    return store, batches


def one_source(folder: Path, rows: pl.DataFrame) -> None:
    """Load all rows as one source: the time goes with the rows, and no longer with the commits."""
    store = Store.create(folder / "whole")
    took = timed(lambda: store.commit(batch("whole", rows), by="bench"), 1)
    print(f"load all rows as one source: {took:.2f} s, {rows.height / took:,.0f} rows/s")
    again = rows.with_columns(pl.col("value") + 1.0, pl.col("lower", "upper") + 1.0)
    took = timed(lambda: store.commit(batch("whole", again, 2), by="bench"), 1)
    print(f"revise every row of it: {took:.2f} s")
    show("one indicator, from one big source", lambda: store.read(["indicator-0007"]))


def readings(folder: Path, store: Store, batches: list[Batch], rows: pl.DataFrame) -> None:
    """Read from the store and from one Parquet file of words, sorted by indicator."""
    plain = folder / "plain.parquet"
    rows.write_parquet(plain, row_group_size=32_768)
    first, last = len(batches), store.revision
    print(f"plain Parquet: {plain.stat().st_size / 1e6:.1f} MB")

    def scan(**wanted: str) -> pl.DataFrame:
        return pl.scan_parquet(plain).filter(**wanted).select(*OBSERVATIONS, "file", "row").collect()

    show("open", lambda: Store.open(folder / "store"))
    show("open and read one indicator, cold", lambda: Store.open(folder / "store").read(["indicator-0000"]))
    show(
        "  the same as of revision 1", lambda: Store.open(folder / "store").read(["indicator-0000"], as_of=1)
    )
    show("refresh, nothing new", store.refresh)
    show("one indicator, all places", lambda: store.read(["indicator-0007"]))
    show("  the same from plain Parquet", lambda: scan(indicator="indicator-0007"))
    show(f"  the same as of revision {first} of {last}", lambda: store.read(["indicator-0007"], as_of=first))
    show("one place, all indicators", lambda: store.read(places=["E00000100"]))
    show("  the same from plain Parquet", lambda: scan(place="E00000100"))
    show("everything", store.read)
    show("  the same from plain Parquet", scan)
    show(f"  the same as of revision {first} of {last}", lambda: store.read(as_of=first))
    show("revisions", store.revisions)


def as_of(folder: Path, rows: pl.DataFrame, sources: int, revisions: int) -> None:
    """Read as of older revisions of a store that has many, beside reading now: the greatest ratio of each."""
    store = Store.create(folder / "many")
    names = rows.get_column("indicator").unique(maintain_order=True)
    shares = [names.gather_every(sources, k).implode() for k in range(sources)]
    parts = [rows.filter(pl.col("indicator").is_in(share)) for share in shares]
    for number in range(revisions):
        edition, source = divmod(number, sources)
        revised = pl.when(pl.col("row") % 10 == edition % 10).then(float(edition)).otherwise("value")
        part = parts[source].with_columns(revised.alias("value"))
        store.commit(batch(f"source-{source:03}", part, edition + 1), by="bench")
    past = sorted({*range(sources, revisions, max(1, revisions // 8)), revisions - 1})
    asked: dict[str, Callable[[Store, int | None], object]] = {
        "one indicator": lambda held, revision: held.read(["indicator-0007"], as_of=revision),
        "one place": lambda held, revision: held.read(places=["E00000100"], as_of=revision),
        "everything": lambda held, revision: held.read(as_of=revision),
        "places": lambda held, revision: held.places(revision),
        "open, one indicator": lambda _, revision: Store.open(store.path).read(
            ["indicator-0007"], as_of=revision
        ),
    }
    print(f"as of {len(past)} older revisions of {store.revision}, against now (CPU):")
    clock = time.process_time
    for what, read in asked.items():
        now = timed(lambda read=read: read(store, None), 9, clock)
        then = [timed(lambda read=read, r=revision: read(store, r), 9, clock) for revision in past]
        most = f"then at most {max(then) * 1e3:7.2f} ms: {max(then) / now:.2f} times"
        print(f"  {what:25} now {now * 1e3:7.2f} ms, {most}")


def show(what: str, call: Callable[[], object]) -> None:
    """Print the best time of five."""
    print(f"{what:45} {timed(call, 5) * 1e3:9.2f} ms")


def timed(call: Callable[[], object], times: int, clock: Callable[[], float] = time.perf_counter) -> float:
    """The shortest of so many runs, in seconds."""
    shortest = float("inf")
    for _ in range(times):
        start = clock()
        call()
        shortest = min(shortest, clock() - start)
    return shortest


if __name__ == "__main__":
    main()
