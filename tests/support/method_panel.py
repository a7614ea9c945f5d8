"""A fixed panel of made-up series, and what the rules say of it: the same on every machine, in any order.

Every kind, both rhythms, with limits, with counts and with neither; rising, falling, flat and bent; with
gaps, hidden figures, breaks and targets. Figures are rounded, so that no verdict hangs on a last digit.
"""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from math import floor, sin
from types import ModuleType

import polars as pl

from ropewalk.findings import headlines, rules
from ropewalk.findings.assess import assess
from ropewalk.findings.comparison import Comparison
from ropewalk.findings.effect import rules as effect_rules
from ropewalk.findings.inequality import rules as inequality_rules
from ropewalk.vocabulary.indicator import Break, Measure, Target
from ropewalk.vocabulary.peers import PeerSet
from ropewalk.vocabulary.words import Frequency, Kind, Polarity

TODAY = date(2025, 3, 1)
COUNTRY = "E92000001"
PLACES = [f"E080000{n:02d}" for n in range(1, 13)]
SLOPES = (0.0, 0.15, 0.6, -0.4)
OUTCOME = ("indicator", "place", "breakdown", "question", "comparator", "verdict", "period", "method",
           "reasons", "points")  # fmt: skip


def fingerprint() -> str:
    """Twelve hex digits of what the rules say of the panel, and of their thresholds."""
    peers = PeerSet(id="peers", title="Peers", basis="All", chosen_by="A test", dated=date(2024, 1, 1),
                    members=tuple(PLACES))  # fmt: skip
    comparison = Comparison(
        peer_sets=(peers,),
        parents=dict.fromkeys(PLACES, (COUNTRY,)),
        kinds={**dict.fromkeys(PLACES, "authority"), COUNTRY: "country"},
        names={},
        default=("country", "peers", PLACES[0]),
    )
    rows = pl.DataFrame(list(_rows()), infer_schema_length=None)
    found = assess(rows, list(_measures()), comparison, revision=1, today=TODAY)
    said = found.findings.select(OUTCOME).sort(OUTCOME).write_csv()
    counted = found.headlines.select("place", "indicator", "counted").write_csv()
    return sha256("\n".join([said, counted, *thresholds()]).encode()).hexdigest()[:12]


def thresholds() -> list[str]:
    """Every threshold by name, from the modules that hold nothing else."""
    return [
        f"{module.__name__} {name} {value}"
        for module in (rules, effect_rules, inequality_rules, headlines)
        for name, value in sorted(_constants(module))
    ]


def _constants(module: ModuleType) -> Iterator[tuple[str, object]]:
    return ((k, v) for k, v in vars(module).items() if k.isupper() and isinstance(v, int | float | str))


def _measures() -> Iterator[Measure]:
    for kind in Kind:
        for at, polarity in enumerate(Polarity):
            yield Measure(
                id=f"{kind.value}-{polarity.value}",
                kind=kind,
                polarity=polarity,
                frequency=Frequency.ANNUAL,
                multiplier=100.0 if kind is Kind.PROPORTION else 1.0,
                target=Target(value=55.0, date=date(2028, 1, 1)) if at < 2 else None,
                breaks=(Break(date=date(2012, 1, 1), reason="A toy's"),) if kind is Kind.INDEX else (),
            )
    for rhythm in (Frequency.MONTHLY, Frequency.QUARTERLY):
        yield Measure(id=rhythm.value, kind=Kind.MEAN, polarity=Polarity.LOWER, frequency=rhythm)


def _rows() -> Iterator[dict[str, object]]:
    for measure in _measures():
        for at, place in enumerate([*PLACES, COUNTRY]):
            for step, period in enumerate(_periods(measure.frequency)):
                if at == 5 and step == 3:
                    continue
                yield {"indicator": measure.id, "place": place, "period": period, "breakdown": "",
                       **_figure(measure, at, step)}  # fmt: skip


def _figure(measure: Measure, at: int, step: int) -> dict[str, object]:
    hidden = at == 7 and step == 9
    value = round(50 + at / 2 + SLOPES[at % 4] * step + _noise(at * 97 + step + len(measure.id)), 2)
    limits = measure.kind in (Kind.RATE, Kind.MODELLED)
    counted = measure.kind is Kind.PROPORTION
    return {
        "value": None if hidden else value,
        "lower": value - 1.25 if limits and not hidden else None,
        "upper": value + 1.25 if limits and not hidden else None,
        "numerator": float(round(value * 40)) if counted and not hidden else None,
        "denominator": 4000.0 if counted and not hidden else None,
        "state": "suppressed" if hidden else "measured",
    }


def _periods(rhythm: Frequency) -> list[str]:
    if rhythm is Frequency.MONTHLY:
        return [f"{2020 + n // 12}-{n % 12 + 1:02d}-01/P1M" for n in range(60)]
    if rhythm is Frequency.QUARTERLY:
        return [f"{2018 + n // 4}-{n % 4 * 3 + 1:02d}-01/P3M" for n in range(28)]
    return [f"{2009 + n}-01-01/P1Y" for n in range(15)]


def _noise(seed: int) -> float:
    """Between -1 and 1, the same everywhere."""
    wave = sin(seed * 12.9898) * 43758.5453
    return (wave - floor(wave)) * 2 - 1
