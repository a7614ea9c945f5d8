"""Good numbers for every public method, as many series, groups or places as are asked for."""

import numpy as np
from method_cases import Arrays, counts, keys, panel, times

from ropewalk.stats.suppression_tables import with_totals


def series(rng: np.random.Generator, rows: int) -> Arrays:
    return {"values": panel(rng, rows)}


def timed(rng: np.random.Generator, rows: int) -> Arrays:
    return {"values": panel(rng, rows), "times": times(rows)}


def ahead(rng: np.random.Generator, rows: int) -> Arrays:
    return timed(rng, rows) | {"horizon": rng.integers(1, 5, rows).astype(float)}


def stepped(rng: np.random.Generator, rows: int) -> Arrays:
    return series(rng, rows) | {"horizon": rng.integers(1, 5, rows).astype(float)}


def parted(rng: np.random.Generator, rows: int) -> Arrays:
    return timed(rng, rows) | {"breaks": np.full(rows, 9.5)}


def events(rng: np.random.Generator, rows: int) -> Arrays:
    x = counts(rng, rows)
    return {"events": x, "population": x + counts(rng, rows, mean=900)}


def shares(rng: np.random.Generator, rows: int) -> Arrays:
    x = counts(rng, rows)
    return {"successes": x, "trials": x + counts(rng, rows)}


def limited(rng: np.random.Generator, rows: int) -> Arrays:
    value = rng.uniform(20, 60, rows)
    return {
        "value": value,
        "lower": value - rng.uniform(1, 5, rows),
        "upper": value + rng.uniform(1, 5, rows),
    }


def targeted(rng: np.random.Generator, rows: int) -> Arrays:
    found = limited(rng, rows)
    return {
        "newest": found["value"],
        "lower": found["lower"],
        "upper": found["upper"],
        "target": rng.uniform(20, 60, rows),
        "years": rng.uniform(1, 9, rows),
    }


def pairs(rng: np.random.Generator, rows: int) -> Arrays:
    x = counts(rng, 2, rows)
    return {"first": x[0], "first_of": x[0] + 40, "second": x[1], "second_of": x[1] + 50}


def two_rates(rng: np.random.Generator, rows: int) -> Arrays:
    a = pairs(rng, rows)
    return {
        "first": a["first"],
        "first_time": a["first_of"],
        "second": a["second"],
        "second_time": a["second_of"],
    }


def two_values(rng: np.random.Generator, rows: int) -> Arrays:
    found = {}
    for name in ("first", "second"):
        one = limited(rng, rows)
        found |= {name: one["value"], f"{name}_lower": one["lower"], f"{name}_upper": one["upper"]}
    return found


def bands(rng: np.random.Generator, rows: int) -> Arrays:
    x = counts(rng, rows, 5)
    return {"events": x, "population": x + 900, "standard": np.tile(np.arange(1.0, 6), (rows, 1))}


def repeated(rng: np.random.Generator, rows: int) -> Arrays:
    return {
        "people": counts(rng, rows, 3, 5),
        "population": counts(rng, rows, 5, mean=900),
        "standard": np.tile(np.arange(1.0, 6), (rows, 1)),
    }


def referred(rng: np.random.Generator, rows: int) -> Arrays:
    found = bands(rng, rows)
    known = np.tile(np.arange(20.0, 25), (rows, 1))
    return {
        "events": found["events"],
        "population": found["population"],
        "reference_events": known,
        "reference_population": known * 30,
    }


def lives(rng: np.random.Generator, rows: int) -> Arrays:
    expected = np.linspace(2, 300, 20)
    return {
        "deaths": rng.poisson(expected, (rows, 20)) + 1.0,
        "population": counts(rng, rows, 20, mean=2_000),
    }


def fifths(rng: np.random.Generator, rows: int) -> Arrays:
    value = rng.uniform(0.2, 0.6, (rows, 5))
    return {
        "value": value,
        "lower": value - 0.05,
        "upper": value + 0.05,
        "population": counts(rng, rows, 5, mean=500),
    }


def grouped_counts(rng: np.random.Generator, units: int) -> Arrays:
    x = counts(rng, 6 * units)
    return {"events": x, "population": x + counts(rng, 6 * units, mean=500), "group": keys(units)}


def grouped_shares(rng: np.random.Generator, units: int) -> Arrays:
    found = grouped_counts(rng, units)
    return {"successes": found["events"], "trials": found["population"], "group": found["group"]}


def grouped_values(rng: np.random.Generator, units: int) -> Arrays:
    return {"values": rng.normal(50, 5, 6 * units), "group": keys(units)}


def ranked(rng: np.random.Generator, units: int) -> Arrays:
    return {
        "outcome": rng.uniform(0.1, 0.9, 6 * units),
        "rank": rng.integers(0, 4, 6 * units).astype(float),
        "weight": counts(rng, 6 * units) + 1,
        "group": keys(units),
    }


def chances(rng: np.random.Generator, units: int) -> Arrays:
    return {"p_values": rng.uniform(0, 1, 6 * units), "family": keys(units)}


def areas(rng: np.random.Generator, units: int) -> Arrays:
    found = grouped_counts(rng, units)
    return {"events": found["events"], "population": found["population"], "family": found["group"]}


def placed(rng: np.random.Generator, units: int) -> Arrays:
    return {"group": keys(units)} | limited(rng, 6 * units)


def peers(rng: np.random.Generator, rows: int) -> Arrays:
    value = rng.uniform(20, 60, (rows, 9))
    return {"values": value, "lower": value - 3, "upper": value + 4}


def stood(rng: np.random.Generator, rows: int) -> Arrays:
    return {"value": rng.uniform(20, 60, rows), "peers": rng.uniform(20, 60, (rows, 9))}


def funnel(rng: np.random.Generator, rows: int) -> Arrays:
    x = counts(rng, rows, 12)
    return {"events": x, "denominators": x + counts(rng, rows, 12, mean=300)}


def sizes(rng: np.random.Generator, rows: int) -> Arrays:
    low = counts(rng, rows) + 1
    return {"smallest": low, "largest": low * 40}


def periods(rng: np.random.Generator, rows: int) -> Arrays:
    start = np.cumsum(rng.integers(100, 400, (rows, 9)), axis=1).astype(float)
    return {"start": start, "end": start + 365}


def changes(rng: np.random.Generator, rows: int) -> Arrays:
    return {
        "change": rng.normal(0, 1, rows),
        "variance": rng.uniform(0.5, 1, rows),
        "changes": rng.normal(0, 1, (rows, 9)),
        "variances": rng.uniform(0.5, 1, (rows, 9)),
    }


def trended(rng: np.random.Generator, rows: int) -> Arrays:
    x = counts(rng, rows, 8)
    return {"events": x, "population": x + 200, "times": times(rows, 8)}


def bounded(rng: np.random.Generator, rows: int) -> Arrays:
    value = panel(rng, rows, 8)
    return {"values": value, "lower": value - 3, "upper": value + 3, "times": times(rows, 8)}


def measured(rng: np.random.Generator, rows: int) -> Arrays:
    return timed(rng, rows) | {"errors": rng.uniform(1, 3, (rows, 20))}


def monthly(rng: np.random.Generator, rows: int) -> Arrays:
    return {"values": panel(rng, rows, 36), "steps": times(rows, 36).astype(np.int64)}


def out_of(rng: np.random.Generator, rows: int) -> Arrays:
    x = counts(rng, rows, 20)
    return {"values": x, "sizes": x + counts(rng, rows, 20, mean=200)}


def scaled_limits(rng: np.random.Generator, rows: int) -> Arrays:
    value = rng.uniform(20, 60, (rows, 4))
    return {
        "value": value,
        "lower": value - 3,
        "upper": value + 4,
        "scale": rng.integers(0, 3, rows),
        "multiplier": np.full(rows, 100.0),
    }


def table(rng: np.random.Generator) -> np.ndarray:
    return with_totals(rng.poisson(7, (4, 3)))


def pooled(rng: np.random.Generator, rows: int) -> Arrays:
    return {"pooled": rng.uniform(0.1, 0.9, rows), "population": counts(rng, rows) + 1}


def events_only(rng: np.random.Generator, rows: int) -> Arrays:
    return {"events": counts(rng, rows)}


def crossed(rng: np.random.Generator, rows: int) -> Arrays:
    return {"values": panel(rng, rows), "centre": np.full(rows, 50.0)}


def progressed(rng: np.random.Generator, rows: int) -> Arrays:
    return {
        "values": panel(rng, rows),
        "years": 2010 + times(rows),
        "better": rng.choice([-1.0, 1.0], rows),
        "first_year": np.full(rows, 2015.0),
    }


def small(rng: np.random.Generator, rows: int) -> Arrays:
    return {"counts": counts(rng, rows, mean=4)}


def inner(rng: np.random.Generator, rows: int) -> Arrays:
    return {"inner": counts(rng, rows + 1, 4)}


def whole_table(rng: np.random.Generator, _: int) -> Arrays:
    return {"counts": table(rng)}


def half_hidden(rng: np.random.Generator, _: int) -> Arrays:
    given = table(rng)
    return {"counts": given, "hidden": given < 8}


def related(_: np.random.Generator, __: int) -> Arrays:
    return {"counts": np.array([3.0, 9, 12]), "relations": np.array([[1.0, 1, -1]])}


def added(rng: np.random.Generator, _: int) -> Arrays:
    return {"parts": counts(rng, 6, mean=3), "totals": np.ones((1, 6))}
