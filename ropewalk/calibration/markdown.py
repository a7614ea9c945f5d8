"""A calibration as a page of plain words and tables: docs/calibration.md."""

from collections.abc import Sequence

from ropewalk.calibration.bars import Bar, bars
from ropewalk.calibration.markdown_real import real_tables
from ropewalk.calibration.markdown_simulated import simulated_tables
from ropewalk.calibration.written import table
from ropewalk.vocabulary.calibration import Calibration


def markdown(calibration: Calibration) -> str:
    """The page, ending in a line feed."""
    parts = [
        _head(calibration),
        _bars(bars(calibration)),
        *simulated_tables(calibration),
        *real_tables(calibration),
    ]
    return "\n\n".join(parts) + "\n"


def _head(found: Calibration) -> str:
    command = f"`ropewalk calibrate --series {found.series} --seed {found.seed}`"
    return "\n".join(
        (
            "# How often are the verdicts right?",
            "",
            f"Written by {command} on {found.made.isoformat()}. Every number below comes from that run;",
            "`calibration.json` beside the workspace's definitions has all of them. The rules, and why:",
            "[decision 5](decisions/0005-verdict-rules.md), [decision 12](decisions/0012-tests-by-class.md).",
            "",
            "The first tables rest on series made from the seed, whose truth is known:",
            f"{found.series:,} of each yearly class, a quarter as many of each monthly and quarterly one.",
            _real(found),
        )
    )


def _real(found: Calibration) -> str:
    if not found.coverage:
        return "No real series were held, so the tables about them are left out."
    return f"The others rest on every real series held at revision {found.revision}, cut at each past year."


def _bars(found: Sequence[Bar]) -> str:
    rows = [(bar.asked, _met(bar), f"{bar.met:,} of {bar.count:,}", bar.found) for bar in found]
    head = ("what must hold", "", "cases where it does", "nearest or furthest")
    return "## What must hold\n\n" + table(head, rows)


def _met(bar: Bar) -> str:
    return "met" if bar.is_met else "**not met**"
