"""A change beside the changes of similar places over the same periods: did this place move otherwise?

The mean of the nearest periods after, less that of the nearest before, of the place and of each of its peers.
The place's change is claimed to stand out only if it is among the furthest 1 in 20 of them all (exact by
ranks) and further out than they scatter (t). Where earlier figures are held they are asked the same question:
a place that was on its way already is not said to have moved with an action.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from ropewalk.findings import rules
from ropewalk.findings.comparators import NOBODY, members_of
from ropewalk.findings.comparison import Comparison
from ropewalk.findings.effect import rules as rule
from ropewalk.findings.effect.change import Change, changes
from ropewalk.findings.effect.columns import BESIDE, CANNOT_SAY
from ropewalk.findings.effect.judged import judged, verdict_of
from ropewalk.findings.effect.questions import Questions
from ropewalk.findings.effect.sides import Sides, common_reasons, ends_of
from ropewalk.findings.measures import Measures
from ropewalk.findings.points import Flags, Integers, Points
from ropewalk.findings.reasons import Bits, flag
from ropewalk.findings.window import steps_of
from ropewalk.stats.beside import Beside, beside
from ropewalk.vocabulary.words import Kind, Reason


@dataclass(frozen=True)
class Windows:
    """The points that count, (rows,) each: ``sides`` cut to them, and ``early``: the like of those before,
    once more as long ago. ``enough``: whether each side has what the rule wants."""

    sides: Sides
    early: Sides
    enough: Flags
    has_early: Flags


def windows_of(points: Points, measures: Measures, sides: Sides) -> Windows:
    """Up to three yearly periods on each side, no fewer than two; of months and quarters just a year's."""
    step = steps_of(points, measures, sides.chosen)
    most = np.where(step <= 3, np.round(12 / np.maximum(step, 1)), rule.MEAN_OF).astype(np.int64)
    least = np.where(step <= 3, most, rule.LEAST_OF)
    cut = sides.nearest(most)
    before, after = cut.before.sum(axis=1), cut.after.sum(axis=1)
    early = sides.nearest(most, skip=before)
    enough = np.asarray((before >= least) & (after >= least), dtype=np.bool_)
    return Windows(cut, early, enough, np.asarray(early.before.sum(axis=1) >= least, dtype=np.bool_))


def judge_beside(
    points: Points,
    measures: Measures,
    comparison: Comparison,
    questions: Questions,
    sides: Sides,
    rows: Integers,
) -> pl.DataFrame:
    """Judge the questions numbered ``rows``, whose sides are ``sides``, beside the peers of their places: the
    first set that has enough of them with figures for all the periods, else the one that has most."""
    windows = windows_of(points, measures, sides)
    best: list[_Best] = [_Best(0, -1, None) for _ in range(len(rows))]
    sets = _candidates(measures, comparison, questions, rows)
    for which, members in _peer_numbers(points, comparison, questions, rows, sets):
        found = changes(points, measures, questions, rows, windows.sides, windows.early, members)
        others = (~np.isnan(found.late[:, 1:])).sum(axis=1)
        for row in np.flatnonzero([which in listed for listed in sets]).tolist():
            best[row] = best[row].or_else(int(others[row]), which, found, row)
    return _answers(points, measures, questions, windows, rows, best)


@dataclass(frozen=True)
class _Best:
    """The peers to judge a question by: how many have figures, which set they are, and their changes."""

    others: int
    which: int
    changes: Change | None

    def or_else(self, others: int, which: int, found: Change, row: int) -> "_Best":
        more = self.others < rule.LEAST_PEERS and others > self.others
        return _Best(others, which, found.row(row)) if more else self


def _candidates(
    measures: Measures, comparison: Comparison, questions: Questions, rows: Integers
) -> list[list[int]]:
    """For each question the peer sets to look at, in order: those its measure is compared with, then the
    default one. None for a measure that is compared with nobody, nor for plain counts of unlike places."""
    number = {peers.id: at for at, peers in enumerate(comparison.peer_sets)}
    default = [at for at, peers in enumerate(comparison.peer_sets) if peers.default]
    out = []
    for m in questions.measure[rows].tolist():
        measure = measures.each[m]
        names = measure.comparators or comparison.default
        alone = NOBODY in names or measure.kind is Kind.COUNT
        named = [number[name] for name in names if name in number]
        out.append([] if alone else list(dict.fromkeys([*named, *default])))
    return out


def _peer_numbers(
    points: Points,
    comparison: Comparison,
    questions: Questions,
    rows: Integers,
    sets: Sequence[Sequence[int]],
) -> Iterator[tuple[int, Integers]]:
    """Each peer set that is looked at, with the peers of each question's place, (rows, peers), -1 for none;
    a place where the action was done too is no peer."""
    done = questions.done_at(points.series.places)[questions.action[rows]]
    for which in sorted({at for listed in sets for at in listed}):
        of = members_of(comparison.peer_sets[which], points.series.places).of[questions.place[rows]]
        acted = np.take_along_axis(done, np.maximum(of, 0), axis=1) & (of >= 0)
        yield which, np.where(acted, -1, of)


def _answers(
    points: Points,
    measures: Measures,
    questions: Questions,
    windows: Windows,
    rows: Integers,
    best: Sequence[_Best],
) -> pl.DataFrame:
    sides = windows.sides
    late, early = (_beside(best, name) for name in ("late", "early"))
    m = questions.measure[rows]
    claimed = np.maximum(late.p_value, np.where(late.rank_p <= rules.SURE + 1e-9, 0.0, 1.0))
    claimed = np.where(windows.enough & (late.others >= rule.LEAST_PEERS), claimed, np.nan)
    verdict, bits = verdict_of(late.excess, claimed, measures.sign[m])
    moving = (early.p_value < rule.ALREADY) & (early.excess * late.excess > 0) & (claimed < rules.SURE)
    verdict = np.where(moving, CANNOT_SAY, verdict)
    bits = np.where(moving, flag(Reason.ALREADY_MOVING, moving), bits)
    bits |= _reasons(windows, late, best) | common_reasons(points, sides)
    first, last = ends_of(sides)
    return judged(
        question=rows,
        verdict=verdict,
        method=np.where(np.isnan(late.p_value), 0, BESIDE),
        comparator=np.array([one.which for one in best], dtype=np.int64),
        peers=late.others,
        before=sides.before.sum(axis=1),
        after=sides.after.sum(axis=1),
        from_period=first,
        period=last,
        left_out=sides.left_out,
        unchecked=(~windows.has_early | np.isnan(early.p_value)).astype(np.int64),
        reasons=bits,
        estimate=late.excess,
        lower=late.lower,
        upper=late.upper,
        p_value=late.p_value,
        rank_p=late.rank_p,
        usual=late.usual,
    )


def _reasons(windows: Windows, late: Beside, best: Sequence[_Best]) -> Bits:
    enough = windows.enough
    few = late.others < rule.LEAST_PEERS
    bits = flag(Reason.TOO_FEW_POINTS, ~enough)
    bits |= flag(Reason.OVERLAPPING_PERIODS, ~enough & windows.sides.crowded)
    none = np.array([one.which < 0 for one in best], dtype=np.bool_)
    bits |= flag(Reason.NO_COMPARATOR, enough & none) | flag(Reason.TOO_FEW_PEERS, enough & few & ~none)
    bits |= flag(Reason.CONSTANT, enough & ~few & np.isnan(late.p_value))
    unsure = [one.changes is not None and bool(np.isnan(one.changes.late_variance).any()) for one in best]
    return bits | flag(Reason.NO_UNCERTAINTY_PUBLISHED, enough & ~few & np.array(unsure, dtype=np.bool_))


def _beside(best: Sequence[_Best], name: str) -> Beside:
    """Every question's change against its peers', however many those are."""
    width = max((one.changes.late.shape[1] for one in best if one.changes is not None), default=1)
    value, variance = (np.full((len(best), max(width, 2)), np.nan) for _ in range(2))
    for row, one in enumerate(best):
        if one.changes is not None:
            there = getattr(one.changes, name)[0]
            value[row, : len(there)] = there
            variance[row, : len(there)] = getattr(one.changes, f"{name}_variance")[0]
    return beside(value[:, 0], variance[:, 0], value[:, 1:], variance[:, 1:])
