"""Numbers as people read them: commas, a true minus sign, the unit, and no more digits than are known."""

from math import floor, log10
from typing import Final

from ropewalk.figures.inputs import Style
from ropewalk.figures.units import unit_words
from ropewalk.vocabulary.language import _, later, ngettext
from ropewalk.vocabulary.words import State

MINUS: Final = "\u2212"
PERCENT: Final = ("%", "percent", "per cent")

STATE_WORDS: Final[dict[str, str]] = {
    State.MEASURED: "",
    State.PROVISIONAL: later("provisional"),
    State.SUPPRESSED: later("hidden"),
    State.NOT_APPLICABLE: later("does not apply"),
    State.NOT_AVAILABLE: later("not available"),
    State.NOT_YET_PUBLISHED: later("not yet published"),
}

WHY_HIDDEN: Final = later("hidden, so that nobody can be picked out")


def number(value: float, decimals: int = 0, prefix: str = "") -> str:
    """A number with thousands commas: ``1,234.5``, ``−3``, ``−£2.50``. Never ``−0``.

    ``decimals`` below nought round to tens, hundreds and so on."""
    size = abs(value)
    if decimals < 0:
        size = floor(size / 10**-decimals + 0.5 + 1e-9) * 10**-decimals
    digits = f"{size:,.{max(decimals, 0)}f}"
    negative = value < 0 and digits.strip("0.,") != ""
    return f"{MINUS if negative else ''}{prefix}{digits}"


def is_percent(unit: str) -> bool:
    """Whether the unit is a percentage, however it goes on (``% of people aged 16 to 64``)."""
    return unit.lower().startswith(PERCENT)


def short(value: float, style: Style, lower: float | None = None, upper: float | None = None) -> str:
    """A value as charts and tables write it: prefix and percent sign, no longer unit. With its 95% limits it
    has no more digits than they support."""
    decimals = supported_decimals(lower, upper, style.decimals, value)
    return number(value, decimals, style.prefix) + ("%" if is_percent(style.unit) else "")


def full(value: float, style: Style, lower: float | None = None, upper: float | None = None) -> str:
    """A value as a sentence writes it, with its unit: ``19.2%``, ``£605 a week``, ``9,023 kWh``."""
    text = short(value, style, lower, upper)
    return text if is_percent(style.unit) or not style.unit else f"{text} {unit_words(style.unit)}"


def value_words(
    value: float | None, state: str, style: Style, lower: float | None = None, upper: float | None = None
) -> str:
    """A value, or the words for why there is none. A missing value is never shown as nought."""
    if value is None:
        return state_words(state) or _(STATE_WORDS[State.NOT_AVAILABLE])
    return short(value, style, lower, upper)


def state_words(state: str) -> str:
    """The words for a state; empty for one that needs none."""
    return _(STATE_WORDS.get(state, ""))


def interval(lower: float | None, upper: float | None, style: Style) -> str:
    """The 95% limits: ``64% to 71%``, as fine as their width supports; empty when either is not known."""
    if lower is None or upper is None:
        return ""
    ends = short(lower, style, lower, upper), short(upper, style, lower, upper)
    return _("{lower} to {upper}").format(lower=ends[0], upper=ends[1])


def supported_decimals(
    lower: float | None, upper: float | None, decimals: int, value: float | None = None
) -> int:
    """How many decimals the interval supports, never more than ``decimals``; below nought: tens, hundreds.

    The last digit is worth about a tenth of the interval's width: the power of ten nearest to it. So rounding
    moves a number by less than a sixth of its interval. A ``value`` that is not nought keeps at least one
    figure that counts. Without an interval the published decimals stand.
    """
    if lower is None or upper is None or upper <= lower:
        return decimals
    fits = -floor(log10((upper - lower) / 10) + 0.5)
    if value is not None:
        fits = max(fits, -floor(log10(abs(value) or 1) + 1e-12))
    return min(decimals, fits)


def count_of(count: int, one: str, many: str = "") -> str:
    """A count with its noun in the right number: ``1 measure``, ``2 measures``, ``no measures``.

    The nouns are listed in ``counted``: another language needs to know each, and how it goes with a number.
    """
    many = many or f"{one}s"
    if not count:
        return _(f"no {many}")
    return ngettext(f"{{number}} {one}", f"{{number}} {many}", count).format(number=number(count))
