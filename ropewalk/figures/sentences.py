"""The first sentence of a page: what the evidence says and how sure it is, made from findings."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from ropewalk.figures.numbers import count_of, number
from ropewalk.findings.headlines import expected_false_alarms, expected_in_comparisons
from ropewalk.vocabulary.language import _, ngettext
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
    if len(words) < 2:
        return "".join(words)
    return _("{first} and {last}").format(first=", ".join(words[:-1]), last=words[-1])


def verdict_sentence(counted: Tally) -> str:
    """Counts with their denominator: ``Of 132 measures, 31 can be judged. Of these, 12 are getting ...``."""
    if not counted.total:
        return _("No measure is held yet.")
    if not counted.judged:
        one = _("The one measure held cannot be judged yet.") if counted.total == 1 else ""
        return one or _("None of the {total} measures can be judged yet.").format(total=number(counted.total))
    better, worse, flat = counted.improving, counted.worsening, counted.no_clear_change
    parts = [
        (better, ngettext("{count} is getting better", "{count} are getting better", better)),
        (worse, ngettext("{count} is getting worse", "{count} are getting worse", worse)),
        (flat, ngettext("{count} shows no clear change", "{count} show no clear change", flat)),
    ]
    said = [words.format(count=number(count)) for count, words in parts if count]
    words = _("{judged}: {parts}.") if counted.judged == 1 else _("{judged}. Of these, {parts}.")
    return words.format(judged=_judged(counted), parts=listed(said))


def _judged(counted: Tally) -> str:
    if counted.total == 1:
        return _("The one measure can be judged")
    if counted.judged == counted.total:
        return _("All {total} measures can be judged").format(total=number(counted.total))
    return _("Of {total} measures, {judged} can be judged").format(
        total=number(counted.total), judged=number(counted.judged)
    )


def alarm_sentence(counted: Tally) -> str:
    """How many false alarms to expect among the verdicts called better or worse; empty without any."""
    called = counted.called
    if not called:
        return ""
    expected = round(expected_false_alarms(called))
    if not expected:
        words = ngettext(
            "Expect less than 1 false alarm in this {called} verdict of better or worse.",
            "Expect less than 1 false alarm among these {called} verdicts of better or worse.",
            called,
        )
        return words.format(called=number(called))
    words = ngettext(
        "Expect about {alarms} in this {called} verdict of better or worse.",
        "Expect about {alarms} among these {called} verdicts of better or worse.",
        called,
    )
    return words.format(alarms=count_of(expected, "false alarm"), called=number(called))


def home_sentence(counted: Tally) -> str:
    """The account's first words, with how sure they are."""
    return " ".join(part for part in (verdict_sentence(counted), alarm_sentence(counted)) if part)


def aim_sentence(counted: Tally) -> str:
    """An aim's first words: the same counts over the measures of its priorities."""
    return home_sentence(counted)


def priority_sentence(counted: Tally, not_held: int = 0) -> str:
    """A priority's first words: its counts, then what is not held."""
    gap = (
        _("We do not hold {kinds} of evidence that you might expect here.").format(
            kinds=count_of(not_held, "kind")
        )
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
        return _("{name} cannot be compared with {comparator} on any measure yet.").format(
            name=name, comparator=comparator
        )
    whole = ngettext(
        "{name} can be compared with {comparator} on {count} measure: it is {parts}.",
        "{name} can be compared with {comparator} on {count} measures. Of these, it is {parts}.",
        compared,
    ).format(
        count=number(compared),
        name=name,
        comparator=comparator,
        parts=listed(position_parts(better, worse, same)),
    )
    alarms = comparison_alarm_sentence(compared, better + worse)
    return " ".join(part for part in (whole, alarms) if part)


def position_parts(better: int, worse: int, same: int) -> list[str]:
    """``better on 3``, ``worse on 2``, ``too close to tell on 5``; those that are none are left out."""
    parts = (
        (better, _("better on {count}")),
        (worse, _("worse on {count}")),
        (same, _("too close to tell on {count}")),
    )
    return [words.format(count=number(count)) for count, words in parts if count]


def comparison_alarm_sentence(compared: int, called: int) -> str:
    """How many false alarms to expect at most among answers that are each judged alone: ``compared`` of them,
    of which ``called`` are better or worse; empty without any of those."""
    if not called:
        return ""
    expected = min(round(expected_in_comparisons(compared)), called)
    if not expected:
        return _("Expect less than 1 false alarm among them.")
    return _("Expect up to {alarms} among them.").format(alarms=count_of(expected, "false alarm"))


def chart_title(sentence: str, otherwise: str) -> str:
    """A title that says what the chart shows: the first sentence of a finding, without its full stop.

    ``otherwise`` (the measure's own title) stands in when there is no sentence or it is too long.
    """
    first = re.split(r"(?<=[a-z0-9%)])\.\s+(?=[A-Z])", sentence.strip(), maxsplit=1)[0].rstrip(".")
    return first if 0 < len(first) <= LONGEST_TITLE else otherwise
