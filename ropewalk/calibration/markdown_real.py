"""What a calibration found on real series, as Markdown."""

from collections.abc import Iterator
from typing import Final

from ropewalk.calibration.written import group, held_back, percent, table
from ropewalk.vocabulary.calibration import Calibration

_COVERAGE: Final = """## Forecast ranges

How often what came lay inside the range foretold. *Held back*: the newest two years of each series, on
which nothing was tuned."""
_ALIKE: Final = "each indicator alike"


def real_tables(found: Calibration) -> Iterator[str]:
    """A part for each question that was asked of real series."""
    if found.coverage:
        yield f"{_COVERAGE}\n\n{_coverage(found)}"
    if found.pinball:
        yield f"## Forecast misses\n\nMean pinball loss: lower is better.\n\n{_pinball(found)}"
    if found.reliability:
        yield f"## Stated chances\n\nOf targets set round the newest figure.\n\n{_reliability(found)}"
    if found.stability:
        yield f"## When one more year arrives\n\n{_stability(found)}"


def _coverage(found: Calibration) -> str:
    rows = [
        (
            group(row.group),
            str(row.horizon),
            f"{row.nominal:.0%}",
            f"{row.covered:.1%}",
            percent(row.by_indicator),
            f"{row.count:,}",
            held_back(row.heldout),
        )
        for row in found.coverage
    ]
    head = ("series", "years ahead", "range", "held the truth", _ALIKE, "cuts", "")
    return table(head, rows)


def _pinball(found: Calibration) -> str:
    rows = [
        (
            row.method,
            group(row.group),
            str(row.horizon),
            f"{row.loss:.3f}",
            f"{row.relative:.3f}",
            "" if row.by_indicator is None else f"{row.by_indicator:.3f}",
            f"{row.count:,}",
            held_back(row.heldout),
        )
        for row in found.pinball
    ]
    head = (
        "method",
        "series",
        "years ahead",
        "loss",
        "against last value",
        _ALIKE,
        "cuts",
        "",
    )
    return table(head, rows)


def _reliability(found: Calibration) -> str:
    rows = [
        (
            str(row.horizon),
            f"{row.low:.0%} to {row.high:.0%}",
            f"{row.stated:.1%}",
            f"{row.came:.1%}",
            percent(row.by_indicator),
            f"{row.count:,}",
            held_back(row.heldout),
        )
        for row in found.reliability
    ]
    head = ("years ahead", "chance stated", "on average", "came true", _ALIKE, "targets", "")
    return table(head, rows)


def _stability(found: Calibration) -> str:
    rows = [
        (row.rule, f"{row.flips:.1%}", percent(row.expected), f"{row.count:,}") for row in found.stability
    ]
    head = ("rule", "verdicts that change", "must change", "pairs")
    return table(head, rows)
