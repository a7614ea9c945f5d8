"""Compile the engine ahead of its first use: a small assessment through every compiled loop.

    python -m ropewalk.findings.warm

Compiling takes some seconds, once for each version of the loops; run this where the program is set up, so
that no reader waits for it. What is compiled already is not compiled again.
"""

import sys
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ropewalk.stats.compiled import kept_in

if TYPE_CHECKING:
    import polars as pl

    from ropewalk.findings.comparison import Comparison
    from ropewalk.vocabulary.indicator import Measure

_DAY: Final = date(2024, 6, 1)
_PLACES: Final = ("C", "R", "A", "B", "D", "E")


def warm() -> bool:
    """Compile whatever is not compiled yet. False if all was, so that nothing had to be done."""
    mark = _mark()
    if mark is not None and mark.exists():
        return False
    print("Compiling the engine, which takes up to a minute...", file=sys.stderr)  # noqa: T201
    _assess_everything()
    if mark is not None:
        mark.touch()
    return True


def _mark() -> Path | None:
    """A file that says that all is compiled, for this Python and this compiler."""
    folder = kept_in()
    python = "".join(str(part) for part in sys.version_info[:2])
    return folder and folder / f"warm-{python}-{version('numba')}"


def _assess_everything() -> None:
    from ropewalk.findings.assess import assess
    from ropewalk.stats.intervals import proportion_limits, rate_limits
    from ropewalk.stats.peers import rank_ranges, standing

    table, measures, comparison = _table(), _measures(), _comparison()
    for rows in (table, table.reverse()):  # in order and not
        assess(rows, measures, comparison, revision=0, today=_DAY)
    proportion_limits([3.0], [20.0])
    rate_limits([3.0], [20.0])
    standing([1.0], [[2.0]])
    rank_ranges([0], [1.0], [0.5], [1.5])


def _table() -> "pl.DataFrame":
    import polars as pl

    periods = {
        "share": [f"{year}-01-01/P1Y" for year in range(2012, 2024)],
        "rate": [f"{2020 + at // 4}-{at % 4 * 3 + 1:02}-01/P3M" for at in range(16)],
        "mean": [f"{2021 + at // 12}-{at % 12 + 1:02}-01/P1M" for at in range(40)],
    }
    rows = [
        {
            "indicator": name,
            "place": place,
            "period": period,
            "breakdown": "",
            "value": None if name == "rate" else 50.0 + (at * 7 + len(name) * number) % 11,
            "lower": 45.0 if name == "share" else None,
            "upper": 65.0 if name == "share" else None,
            "numerator": float(5 + (at + number) % 9) if name == "rate" else None,
            "denominator": 100.0 if name == "rate" else None,
            "state": "measured",
        }
        for name, listed in periods.items()
        for number, place in enumerate(_PLACES)
        for at, period in enumerate(listed)
        if at < len(listed) - number % 2
    ]
    # The same period twice, and told apart; and one of another length.
    rows += [rows[0], {**rows[1], "value": 51.0}, {**rows[0], "period": "2005-01-01/P3Y"}]
    return pl.DataFrame(rows, infer_schema_length=None).sort("indicator", "place", "period")


def _measures() -> "list[Measure]":
    from ropewalk.vocabulary.indicator import Measure, Target
    from ropewalk.vocabulary.words import Frequency, Kind, Polarity

    told = {
        "mean": (Kind.MEAN, Frequency.MONTHLY),
        "rate": (Kind.RATE, Frequency.QUARTERLY),
        "share": (Kind.PROPORTION, Frequency.ANNUAL),
    }
    return [
        Measure(
            id=name,
            kind=kind,
            polarity=Polarity.HIGHER,
            frequency=frequency,
            multiplier=100.0,
            target=Target(value=60.0, date=date(2030, 1, 1)),
        )
        for name, (kind, frequency) in told.items()
    ]


def _comparison() -> "Comparison":
    from ropewalk.findings.comparison import Comparison
    from ropewalk.vocabulary.peers import PeerSet

    peers = PeerSet(id="peers", title="Peers", basis="", chosen_by="", dated=_DAY, members=_PLACES[2:])
    return Comparison(
        peer_sets=(peers,),
        parents=dict.fromkeys(_PLACES[2:], ("R", "C")),
        kinds={**dict.fromkeys(_PLACES[2:], "authority"), "R": "region", "C": "country"},
        default=("country", "region", "peers"),
    )


if __name__ == "__main__":
    warm()
