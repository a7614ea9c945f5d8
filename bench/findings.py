"""How long a whole assessment takes, and how much memory. From the root:

    .venv/bin/python -m bench.findings [--indicators 120] [--places 350] [--periods 15] [--peers 20]

Makes a table from a seed (counts and limits for half the indicators, twelve kinds of trouble left out),
assesses it and prints one line of JSON. Numbers are made up; nothing here is published.
"""

import argparse
import json
import resource
import time
from datetime import date

import numpy as np
import polars as pl

from ropewalk.findings.assess import assess
from ropewalk.findings.comparison import Comparison
from ropewalk.vocabulary.indicator import Measure
from ropewalk.vocabulary.peers import PeerSet
from ropewalk.vocabulary.words import Frequency, Kind, Polarity


def table(indicators: int, places: int, periods: int, breakdowns: int, seed: int) -> pl.DataFrame:
    """Observations of every indicator, place, year and breakdown; half have counts, a third limits."""
    rng = np.random.default_rng(seed)
    shape = (indicators, places, breakdowns, periods)
    level = rng.uniform(20, 80, (indicators, places, breakdowns, 1))
    slope = rng.normal(0, 0.3, (indicators, places, breakdowns, 1))
    value = (level + slope * np.arange(periods) + rng.normal(0, 1.5, shape)).clip(1, 99).ravel()
    grid = np.indices(shape).reshape(4, -1)
    half = 1.96 * rng.uniform(0.5, 2.0, value.size)
    limited = grid[0] % 3 == 0
    counted = grid[0] % 2 == 0
    population = np.where(counted, rng.integers(500, 50_000, value.size), np.nan)
    names = [f"indicator-{i:04d}" for i in range(indicators)]
    codes = [
        "E92000001",
        *[f"E12{i:06d}" for i in range(1, 10)],
        *[f"E06{i:06d}" for i in range(places - 10)],
    ]
    years = [f"{2010 + i}-01-01/P1Y" for i in range(periods)]
    parts = ["", *[f"sex={i}" for i in range(1, breakdowns)]]
    lookup = (names, codes, parts, years)
    texts = [pl.Series(words, dtype=pl.String).gather(at) for words, at in zip(lookup, grid, strict=True)]
    return pl.DataFrame(
        {
            "indicator": texts[0],
            "place": texts[1],
            "period": texts[3],
            "breakdown": texts[2],
            "value": value.round(1),
            "lower": np.where(limited, value - half, np.nan),
            "upper": np.where(limited, value + half, np.nan),
            "numerator": np.round(population * value / 100),
            "denominator": population,
            "state": pl.Series(["measured"], dtype=pl.String).new_from_index(0, value.size),
        }
    )


def measures(indicators: int) -> list[Measure]:
    """A measure for each indicator, every polarity among them."""
    polarity = (Polarity.HIGHER, Polarity.LOWER, Polarity.NEUTRAL)
    return [
        Measure(
            id=f"indicator-{i:04d}",
            kind=Kind.PROPORTION,
            polarity=polarity[i % 3],
            frequency=Frequency.ANNUAL,
            multiplier=100.0,
        )
        for i in range(indicators)
    ]


def comparison(codes: list[str], peers: int, seed: int) -> Comparison:
    """Country, region and one peer set for every place but those."""
    rng = np.random.default_rng(seed)
    small = codes[10:]
    by_place = {code: tuple(rng.choice(small, peers, replace=False).tolist()) for code in small}
    neighbours = PeerSet(
        id="nearest-neighbours", title="Nearest neighbours", basis="", chosen_by="", dated=date(2026, 1, 1),
        by_place=by_place,
    )  # fmt: skip
    kinds = dict.fromkeys(small, "authority") | dict.fromkeys(codes[1:10], "region") | {codes[0]: "country"}
    parents = {code: (codes[1 + i % 9], codes[0]) for i, code in enumerate(small)}
    default = ("country", "region", "nearest-neighbours")
    return Comparison((neighbours,), parents, kinds, dict(zip(codes, codes, strict=True)), default)


def main() -> None:
    """Make, assess, report."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, size in (
        ("indicators", 120),
        ("places", 350),
        ("periods", 15),
        ("breakdowns", 1),
        ("peers", 20),
        ("seed", 1),
    ):
        parser.add_argument(f"--{name}", type=int, default=size)
    options = parser.parse_args()
    observations = table(
        options.indicators, options.places, options.periods, options.breakdowns, options.seed
    )
    codes = observations["place"].unique(maintain_order=True).to_list()
    against, defined = comparison(codes, options.peers, options.seed), measures(options.indicators)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start, cpu = time.perf_counter(), time.process_time()
    found = assess(observations, defined, against, revision=1, today=date(2026, 1, 1))
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    report = {
        "observations": observations.height,
        "findings": found.findings.height,
        "ranks": found.ranks.height,
        "seconds": round(seconds, 2),
        "cpu_seconds": round(cpu, 2),
        "findings_per_second": round(found.findings.height / seconds),
        "peak_mb": round(peak / 1024),
        "peak_mb_before": round(before / 1024),
    }
    print(json.dumps(report))


if __name__ == "__main__":
    main()
