"""The first sentence of a page: what the evidence says and how sure it is, made from findings."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from ropewalk.figures.numbers import count_of, number
from ropewalk.findings.headlines import expected_false_alarms, expected_in_comparisons
from ropewalk.vocabulary.words import Direction, Position

LONGEST_TITLE: Final = 140


@dataclass(frozen=True, slots=True)
class Tally:
    """How many measures there are under each direction verdict, false discoveries controlled."""

    improving: int = 0
    no_clear_change: int = 0
    worsening: int = 0
    cannot_say: int = 0

    @property
    def total(self) -> int:
        """Every measure, judged or not: the denominator."""
        return self.judged + self.cannot_say

    @property
    def judged(self) -> int:
        """Measures with a verdict."""
        return self.called + self.no_clear_change

    @property
    def called(self) -> int:
        """Measures called better or worse."""
        return self.improving + self.worsening

    @property
    def counts(self) -> Mapping[str, int]:
        """Verdict word to count, for ``verdict_bar``."""
        return {
            Direction.IMPROVING: self.improving,
            Direction.NO_CLEAR_CHANGE: self.no_clear_change,
            Direction.WORSENING: self.worsening,
            Direction.CANNOT_SAY: self.cannot_say,
        }


def tally(headlines: pl.DataFrame) -> Tally:
    """Count the ``counted`` verdicts of a frame of headlines (one row a measure)."""
    counts = dict(headlines.group_by("counted").len().iter_rows())
    return Tally(
        counts.get(Direction.IMPROVING, 0),
        counts.get(Direction.NO_CLEAR_CHANGE, 0),
        counts.get(Direction.WORSENING, 0),
        counts.get(Direction.CANNOT_SAY, 0),
    )


def listed(words: Sequence[str]) -> str:
    """Words joined as people say them: ``a``, ``a and b``, ``a, b and c``."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def verdict_sentence(counted: Tally) -> str:
    """Counts with their denominator: ``Of 132 measures, 31 can be judged: 12 are getting better, ...``."""
    if not counted.total:
        return "No measure is held yet."
    if not counted.judged:
        one = "The one measure held cannot be judged yet." if counted.total == 1 else ""
        return one or f"None of the {number(counted.total)} measures can be judged yet."
    parts = [
        f"{number(count)} {'is' if count == 1 else 'are'} getting {word}"
        for count, word in ((counted.improving, "better"), (counted.worsening, "worse"))
        if count
    ]
    flat = counted.no_clear_change
    if flat:
        parts.append(f"{number(flat)} {'shows' if flat == 1 else 'show'} no clear change")
    return f"{_judged(counted)}: {listed(parts)}."


def _judged(counted: Tally) -> str:
    if counted.total == 1:
        return "The one measure can be judged"
    if counted.judged == counted.total:
        return f"All {number(counted.total)} measures can be judged"
    return f"Of {number(counted.total)} measures, {number(counted.judged)} can be judged"


def alarm_sentence(counted: Tally) -> str:
    """How many false alarms to expect among the verdicts called better or worse; empty without any."""
    if not counted.called:
        return ""
    expected = round(expected_false_alarms(counted.called))
    many = f"about {count_of(expected, 'false alarm')}" if expected else "less than 1 false alarm"
    among = "in this 1 verdict" if counted.called == 1 else f"among these {number(counted.called)} verdicts"
    return f"Expect {many} {among} of better or worse."


def home_sentence(counted: Tally) -> str:
    """The account's first words, with how sure they are."""
    return " ".join(part for part in (verdict_sentence(counted), alarm_sentence(counted)) if part)


def aim_sentence(counted: Tally) -> str:
    """An aim's first words: the same counts over the measures of its priorities."""
    return home_sentence(counted)


def priority_sentence(counted: Tally, not_held: int = 0) -> str:
    """A priority's first words: its counts, then what is not held."""
    gap = (
        f"We do not hold {count_of(not_held, 'kind')} of evidence that you might expect here."
        if not_held
        else ""
    )
    return " ".join(part for part in (verdict_sentence(counted), gap) if part)


def place_sentence(name: str, comparator: str, positions: pl.DataFrame) -> str:
    """A place against one comparator, from its position findings: better, worse, or not to be told apart."""
    counts = dict(positions.group_by("verdict").len().iter_rows())
    better, worse = counts.get(Position.BETTER, 0), counts.get(Position.WORSE, 0)
    same = counts.get(Position.NOT_DISTINGUISHABLE, 0)
    compared = better + worse + same
    if not compared:
        return f"{name} cannot be compared with {comparator} on any measure yet."
    parts = [f"better on {number(better)}"] * bool(better) + [f"worse on {number(worse)}"] * bool(worse)
    if same:
        parts.append(f"too close to tell on {number(same)}")
    lead = f"On {count_of(compared, 'measure')} where {name} can be compared with {comparator}"
    alarms = comparison_alarm_sentence(compared, better + worse)
    return " ".join(part for part in (f"{lead}, it is {listed(parts)}.", alarms) if part)


def comparison_alarm_sentence(compared: int, called: int) -> str:
    """How many false alarms to expect at most among answers that are each judged alone: ``compared`` of them,
    of which ``called`` are better or worse; empty without any of those."""
    if not called:
        return ""
    expected = min(round(expected_in_comparisons(compared)), called)
    many = f"up to {count_of(expected, 'false alarm')}" if expected else "less than 1 false alarm"
    return f"Expect {many} among them."


def chart_title(sentence: str, otherwise: str) -> str:
    """A title that says what the chart shows: the first sentence of a finding, without its full stop.

    ``otherwise`` (the measure's own title) stands in when there is no sentence or it is too long.
    """
    first = re.split(r"(?<=[a-z0-9%)])\.\s+(?=[A-Z])", sentence.strip(), maxsplit=1)[0].rstrip(".")
    return first if 0 < len(first) <= LONGEST_TITLE else otherwise
