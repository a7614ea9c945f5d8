"""What disclosure control costs. From the root:

    .venv/bin/python -m bench.disclosure [--store demo/store]

The figures of docs/decisions/0024. With a store: reading it as it lies, and through the disclosed view. Then
tables of counts of wards by sex with all their totals, made from a seed: how long deciding takes and how many
rows are hidden, beside the fewest that a single table needs (decision 11). Processor time; least of five.
"""

import argparse
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl

from ropewalk.findings.disclosure.counts import measures_frame
from ropewalk.findings.disclosure.keep import keep_shown
from ropewalk.findings.disclosure.protect import Release, protect
from ropewalk.findings.disclosure.sums import register_of
from ropewalk.findings.disclosure.view import Disclosed
from ropewalk.observations.store import Store
from ropewalk.stats.suppression import suppress_table
from ropewalk.stats.suppression_tables import with_totals
from ropewalk.vocabulary.indicator import Measure
from ropewalk.vocabulary.protection import Protection
from ropewalk.vocabulary.words import Frequency, Kind, Polarity

RULE = Protection()
CITY = "E08000000"
CALLS = Measure(id="calls", kind=Kind.COUNT, polarity=Polarity.LOWER, frequency=Frequency.ANNUAL)
SIZES = ((8, 1, 20), (8, 1, 50), (64, 1, 20), (64, 12, 20), (64, 12, 50), (300, 12, 50))
SEXES = ("sex=female", "sex=male", "")


def least(work: Callable[[], object], times: int = 5) -> float:
    found = []
    for _ in range(times):
        start = time.process_time()
        work()
        found.append(1000 * (time.process_time() - start))
    return min(found)


def of_store(folder: Path) -> None:
    store = Store.open(folder)
    view, one = Disclosed(store), [store.touched().sort("rows")["indicator"][-1]]
    print(f"{store.touched()['rows'].sum():,} observations, revision {store.revision}")
    for what, names in (("everything", None), ("the largest indicator", one)):
        plain, shown = least(lambda n=names: store.read(n)), least(lambda n=names: view.read(n))
        print(f"{what}: as it lies {plain:.1f} ms, disclosed {shown:.1f} ms")
    print(f"deciding that nothing is protected: {least(lambda: keep_shown(folder, store, ())):.1f} ms")


def table(counts: np.ndarray) -> tuple[pl.DataFrame, dict[str, str]]:
    """A row for each ward, the city, sex and both, of each year. ``counts``: (wards, 2, years)."""
    wards = [f"E0500{n:04}" for n in range(len(counts))]
    whole = np.concatenate([counts, counts.sum(axis=0, keepdims=True)])
    whole = np.concatenate([whole, whole.sum(axis=1, keepdims=True)], axis=1)
    at = [(p, s, y) for p in range(len(whole)) for s in range(3) for y in range(counts.shape[2])]
    codes = [*wards, CITY]
    rows = pl.DataFrame(
        {
            "indicator": ["calls"] * len(at),
            "place": [codes[p] for p, _, _ in at],
            "period": [f"{2010 + y}-01-01/P1Y" for _, _, y in at],
            "breakdown": [SEXES[s] for _, s, _ in at],
            "value": whole.astype(np.float64).ravel(),
            **{name: pl.Series([None] * len(at), dtype=pl.Float64)
               for name in ("lower", "upper", "numerator", "denominator")},
            "state": ["measured"] * len(at),
            "source": ["own"] * len(at),
        }
    )  # fmt: skip
    return rows, dict.fromkeys(wards, "ward") | {CITY: "authority"}


def of_tables() -> None:
    print(f"{'wards':>6}{'years':>6}{'mean':>6}{'rows':>8}{'small':>7}{'hidden':>8}{'fewest':>8}{'ms':>9}")
    for wards, years, mean in (
        (8, 1, 20),
        (8, 1, 50),
        (64, 1, 20),
        (64, 12, 20),
        (64, 12, 50),
        (300, 12, 50),
    ):
        rng = np.random.default_rng(mean)
        counts = rng.negative_binomial(2, 2 / (2 + mean), (wards, 2, years))
        rows, kinds = table(counts)
        register = register_of({code: (CITY,) for code in kinds if code != CITY}, kinds)
        start = time.process_time()
        found = protect([Release(rows)], measures_frame([CALLS]), {"own": RULE}, register)
        spent = 1000 * (time.process_time() - start)
        small = int(rows["value"].is_between(RULE.hide_from, RULE.hide_to).sum())
        print(f"{wards:6}{years:6}{mean:6}{rows.height:8,}{small:7}{found.hidden.sum():8}"
              f"{fewest(counts) if wards < 100 else '':>8}{spent:9,.0f}")  # fmt: skip


def fewest(counts: np.ndarray) -> int:
    """The cells that decision 11 hides, a table a year: it does not see that years could share anything."""
    total = 0
    for year in range(counts.shape[2]):
        one = with_totals(counts[:, :, year])
        secret = (one >= RULE.hide_from) & (one <= RULE.hide_to)
        total += int(suppress_table(one, secret, width=RULE.width).hidden.sum())
    return total


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path)
    store = parser.parse_args().store
    if store:
        of_store(store)
    of_tables()


if __name__ == "__main__":
    main()
