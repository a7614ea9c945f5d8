"""How far each kind of verdict may be trusted: its false alarms in trials, and what to bear in mind."""

from collections.abc import Iterable
from typing import Final

from ropewalk.figures.verdicts import EFFECT
from ropewalk.publish.website.account import Account
from ropewalk.vocabulary.calibration import FOLLOWED, FOLLOWED_BESIDE, OVERALL, Calibration, ClassRate
from ropewalk.vocabulary.indicator import Indicator
from ropewalk.vocabulary.words import Frequency, Question

NOT_HELD: Final = "Not held"
CAVEATS: Final[dict[str, str]] = {
    "trend-gls-t": "It looks for a steady rise or fall. A figure that fell and came back may show none.",
    "chart-newest-t": "It is about now: one odd month may have a reason of its own.",
    "chart-stretch-t": "It is about now, not about how things went over the years.",
    "chart-line-t": "It looks for a steady rise or fall, and for nothing else.",
    "difference-mover": "A gap may have reasons that neither place can help.",
    "values-only": "No test was possible, so even a large gap may be chance.",
    "six-ways-t": "A forecast knows only the past.",
    "interrupted-gls-t": "It cannot tell the action from anything else that happened then.",
    "beside-peers-rank-t": "It cannot tell the action from anything else that happened here then.",
}
"""What to bear in mind of each method."""


def alarms_words(account: Account, question: str, method: str, indicator: Indicator) -> str:
    """How often a verdict of this kind was false in trials; ``Not held`` where none were made."""
    held = account.calibration
    if held is None or not method:
        return NOT_HELD
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
        return NOT_HELD
    worst = max(rate.called for rate in every)
    made = f"We made series that did not change, of {len(every)} kinds"
    return f"At most {worst * 100:.1f} in 100. {made}; so many were called a change in the worst of them."


def _covered(held: Calibration) -> str:
    """Of forecasts: how often the truth fell inside the range that should hold it 95 times in 100."""
    rows = [row for row in held.coverage if row.group == OVERALL and row.nominal == 0.95 and not row.heldout]
    if not rows:
        return NOT_HELD
    low, high = (100 * pick(row.covered for row in rows) for pick in (min, max))
    count = f"{low:.0f}" if round(low) == round(high) else f"{low:.0f} to {high:.0f}"
    return f"Ranges that should hold the truth 95 times in 100 held it {count} times, in past years."
