"""Every edition of six real sources, loaded in order and held against its own file. From the root:

    .venv/bin/python -m bench.vintages [--city cities/liverpool]

Each file is read a second time by the plain reading below, which knows nothing of maps and layouts, and every
value, limit, numerator and denominator is compared with the store as of the file's own revision. The two
indicators that the city does not follow, because the publisher gave them up, are loaded here as well.
"""

import argparse
import csv
import gzip
import io
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ropewalk.observations.store import Store
from ropewalk.sources.editions import FOLDER, read_editions
from ropewalk.workspace.editions import read_chains
from ropewalk.workspace.folder import Folder
from ropewalk.workspace.load import store_sources

SOURCES = {
    "ons-cigarette-smokers": "cigarette-smokers.csv.gz",
    "ons-claimant-count": "claimant-count.csv.gz",
    "ons-employment-rate": "employment-rate.csv.gz",
    "ons-gigabit-capable-broadband": "gigabit-capable-broadband.csv.gz",
    "ons-greenhouse-gas-emissions": "greenhouse-gas-emissions.csv.gz",
    "ons-gross-median-weekly-pay": "gross-median-weekly-pay.csv.gz",
}
GIVEN_UP = """
[[table.series]]
indicator = "economic-activity"
names = ["Economic activity rate"]
may_be_absent = true

[[table.series]]
indicator = "unemployment-rate"
names = ["Unemployment activity rate"]
may_be_absent = true
"""
INDICATORS = {
    "cigarette smokers": "cigarette-smokers",
    "adults that currently smoke cigarettes": "cigarette-smokers",
    "claimant count": "claimants",
    "employment rate": "employment-rate",
    "economically inactive": "economic-inactivity",
    "economic inactivity rate": "economic-inactivity",
    "economic activity rate": "economic-activity",
    "unemployment activity rate": "unemployment-rate",
    "gigabit capable broadband": "gigabit-broadband",
    "premises with gigabit capable broadband": "gigabit-broadband",
    "greenhouse gas emissions": "greenhouse-gas-per-head",
    "gross median weekly pay": "weekly-pay",
}
SAME_PLACE = {"E08000016": "E08000038", "E08000019": "E08000039", "E11000004": "E11000007"}
ENDS = ("", "_numerator", "_denominator", "_lower_confidence_interval_95", "_upper_confidence_interval_95")
LONG = (
    ("observation", "value"),
    ("numerator",),
    ("denominator",),
    ("lci_95", "lower_confidence_interval_95", "lower confidence interval (95%)"),
    ("uci_95", "upper_confidence_interval_95", "upper confidence interval (95%)"),
)
Key = tuple[str, str, str]
Values = tuple[float | None, ...]
"""Value, numerator, denominator, lower, upper."""


@dataclass(frozen=True)
class Compared:
    """One source: its files, the figures in them, the revisions that they made, and what differs."""

    source: str
    files: int
    figures: int
    revisions: int
    differences: int


def plain_reading(data: bytes, days: Mapping[str, str]) -> dict[Key, Values]:
    """What a file says, by indicator, place and period. ``days``: year or month -> day of reference.

    Raises ValueError when a file says two things of one key.
    """
    header, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    names = [name.strip().lower() for name in header]
    found: dict[Key, Values] = {}
    for cells in rows:
        row = dict(zip(reversed(names), reversed(cells), strict=True))
        place = SAME_PLACE.get(row["areacd"].strip(), row["areacd"].strip())
        for indicator, texts in _figures(row):
            key, values = (indicator, place, _period(row["period"].strip(), days)), tuple(map(_number, texts))
            if found.setdefault(key, values) != values:
                raise ValueError(f"the file says two things of {key}")
    return found


def _figures(row: Mapping[str, str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The figures of a row: one where a column says of what, else one for each indicator with columns."""
    said = [row[name].strip().lower() for name in ("indicator", "variable name") if name in row]
    if said:
        indicator = next(INDICATORS[word] for word in said if word in INDICATORS)
        yield indicator, tuple(next((row[n] for n in names if n in row), "") for names in LONG)
        return
    for name, indicator in INDICATORS.items():
        column = name.replace(" ", "_")
        if column in row:
            yield indicator, tuple(row.get(column + end, "") for end in ENDS)


def _number(text: str) -> float | None:
    return None if text.strip() in ("", "na") else float(text)


def _period(label: str, days: Mapping[str, str]) -> str:
    label = label.replace("T00:00:00", "")
    if span := re.fullmatch(r"(\d\d)/(\d{4}) - (\d\d)/(\d{4})", label):
        return f"{span[2]}-{span[1]}-01/P1Y"
    for start in (label[:4], label[:7]):
        if start in days and "/P1D" not in label:
            return f"{days[start]}/P1D"
    return {4: f"{label}-01-01/P1Y", 7: f"{label}-01/P1M", 10: f"{label}/P1D"}.get(len(label), label)


def reference_days(source: str, newest: bytes) -> dict[str, str]:
    """The day that each year's figure is about, as the newest file names it; one month for broadband."""
    if source == "ons-gigabit-capable-broadband":
        return {"2025-01": "2025-01-15"}
    if source != "ons-gross-median-weekly-pay":
        return {}
    return {day[:4]: day for day in re.findall(r",(\d{4}-\d\d-\d\d),", newest.decode("utf-8-sig"))}


def in_store(store: Store, source: str, revision: int) -> dict[Key, Values]:
    """What the store said of a source as of a revision, in the shape of ``plain_reading``."""
    rows = store.read(as_of=revision)
    columns = ["indicator", "place", "period", "value", "numerator", "denominator", "lower", "upper"]
    return {row[:3]: row[3:] for row in rows.filter(source=source).select(columns).iter_rows()}


def differences(left: Mapping[Key, Values], right: Mapping[Key, Values]) -> int:
    """How many keys are on one side alone or say something else on the other."""
    return sum(left.get(key) != right.get(key) for key in left.keys() | right.keys())


def load(city: Path, folder: Path) -> Folder:
    """A workspace with the six sources alone, every edition loaded in order, one revision each."""
    for name in ("places", *SOURCES):
        shutil.copytree(city / "sources" / name, folder / "sources" / name)
    column_map = folder / "sources" / "ons-employment-rate" / "map.toml"
    column_map.write_text(column_map.read_text() + GIVEN_UP)
    workspace = Folder(folder)
    chains = read_chains(workspace, set(INDICATORS.values()))
    store_sources(workspace, [batch for chain in chains for batch in chain.batches], by="bench")
    return workspace


def compare(workspace: Folder, source: str) -> Compared:
    """Hold every edition of a source against the store as of its revision."""
    store, folder = Store.open(workspace.store), workspace.sources / source
    revisions = store.revisions().filter(source=source)["revision"].to_list()
    editions = read_editions(folder)
    paths = [folder / FOLDER / one.edition / SOURCES[source] for one in editions[:-1]]
    texts = [gzip.decompress(path.read_bytes()) for path in (*paths, folder / SOURCES[source])]
    days = reference_days(source, texts[-1])
    figures, wrong = 0, abs(len(revisions) - len(editions))
    for revision, origin, text in zip(revisions, editions, texts, strict=False):
        published = plain_reading(text, days)
        figures += len(published)
        wrong += differences(published, in_store(store, source, revision))
        wrong += store.origins(revision)[source].files != origin.files
    return Compared(source, len(texts), figures, len(revisions), wrong)


def main() -> int:
    """Print the table; the exit status says whether anything differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--city", type=Path, default=Path("cities/liverpool"))
    city = parser.parse_args().city
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        workspace = load(city, Path(folder))
        seconds = time.perf_counter() - began
        found = [compare(workspace, source) for source in SOURCES]
    print(f"{'source':32}{'files':>7}{'figures':>9}{'revisions':>11}{'differences':>13}")
    for one in found:
        print(f"{one.source:32}{one.files:7}{one.figures:9,}{one.revisions:11}{one.differences:13}")
    print(f"read, checked and stored in {seconds:.1f} s")
    return int(any(one.differences for one in found))


if __name__ == "__main__":
    sys.exit(main())
