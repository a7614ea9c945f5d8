"""How far each kind of verdict may be trusted: its false alarms in trials, and what to bear in mind."""

from collections.abc import Iterable
from typing import Final

from ropewalk.figures.verdicts import EFFECT
from ropewalk.publish.website.account import Account
from ropewalk.vocabulary.calibration import FOLLOWED, FOLLOWED_BESIDE, OVERALL, Calibration, ClassRate
from ropewalk.vocabulary.indicator import Indicator
from ropewalk.vocabulary.language import _, later
from ropewalk.vocabulary.words import Frequency, Question

NOT_HELD: Final = later("Not held")
CAVEATS: Final[dict[str, str]] = {
    "trend-gls-t": later(
        "It looks for a steady rise or fall. A figure that fell and came back may show none."
    ),
    "chart-newest-t": later("It is about now: one odd month may have a reason of its own."),
    "chart-stretch-t": later("It is about now, not about how things went over the years."),
    "chart-line-t": later("It looks for a steady rise or fall, and for nothing else."),
    "difference-mover": later("A gap may have reasons that neither place can help."),
    "values-only": later("No test was possible, so even a large gap may be chance."),
    "six-ways-t": later("A forecast knows only the past."),
    "interrupted-gls-t": later("It cannot tell the action from anything else that happened then."),
    "beside-peers-rank-t": later("It cannot tell the action from anything else that happened here then."),
}
"""What to bear in mind of each method."""


def alarms_words(account: Account, question: str, method: str, indicator: Indicator) -> str:
    """How often a verdict of this kind was false in trials; ``Not held`` where none were made."""
    held = account.calibration
    if held is None or not method:
        return _(NOT_HELD)
    if question == Question.PROSPECT:
        return _covered(held)
    return _worst(_classes(held, question, method, indicator))


def _classes(held: Calibration, question: str, method: str, indicator: Indicator) -> Iterable[ClassRate]:
    """The classes of made series that were judged as this finding was."""
    if question == EFFECT:
        prefix = FOLLOWED_BESIDE if method.startswith("beside") else FOLLOWED
        return [rate for rate in held.simulated if rate.name.startswith(prefix)]
    if question != Question.DIRECTION:
        return []
    rhythms = {"yearly", "rolling"}
    if method.startswith("chart"):
        rhythms = {"monthly" if indicator.frequency is Frequency.MONTHLY else "quarterly"}
    followed = (FOLLOWED, FOLLOWED_BESIDE)
    return [r for r in held.simulated if r.rhythm in rhythms and not r.name.startswith(followed)]


def _worst(rates: Iterable[ClassRate]) -> str:
    every = list(rates)
    if not every:
        return _(NOT_HELD)
    worst = max(rate.called for rate in every)
    return _(
        "At most {worst:.1f} in 100. We made series that did not change, of {kinds} kinds; "
        "so many were called a change in the worst of them."
    ).format(worst=worst * 100, kinds=len(every))


def _covered(held: Calibration) -> str:
    """Of forecasts: how often the truth fell inside the range that should hold it 95 times in 100."""
    rows = [row for row in held.coverage if row.group == OVERALL and row.nominal == 0.95 and not row.heldout]
    if not rows:
        return _(NOT_HELD)
    low, high = (100 * pick(row.covered for row in rows) for pick in (min, max))
    count = (
        f"{low:.0f}" if round(low) == round(high) else _("{low:.0f} to {high:.0f}").format(low=low, high=high)
    )
    return _(
        "Ranges that should hold the truth 95 times in 100 held it {count} times, in past years."
    ).format(count=count)
