"""Numbers as people read them: commas, a true minus sign, the unit, and no more digits than are known."""

from math import ceil, log10
from typing import Final

from ropewalk.figures.inputs import Style
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
    """A number with thousands commas: ``1,234.5``, ``−3``, ``−£2.50``. Never ``−0``."""
    digits = f"{abs(value):,.{max(decimals, 0)}f}"
    negative = value < 0 and digits.strip("0.,") != ""
    return f"{MINUS if negative else ''}{prefix}{digits}"


def is_percent(unit: str) -> bool:
    """Whether the unit is a percentage, however it goes on (``% of people aged 16 to 64``)."""
    return unit.lower().startswith(PERCENT)


def short(value: float, style: Style) -> str:
    """A value as charts and tables write it: prefix and percent sign, no longer unit."""
    return number(value, style.decimals, style.prefix) + ("%" if is_percent(style.unit) else "")


def full(value: float, style: Style) -> str:
    """A value as a sentence writes it, with its unit: ``19.2%``, ``£605 a week``, ``9,023 kWh``."""
    text = short(value, style)
    return text if is_percent(style.unit) or not style.unit else f"{text} {style.unit}"


def value_words(value: float | None, state: str, style: Style) -> str:
    """A value, or the words for why there is none. A missing value is never shown as nought."""
    if value is None:
        return state_words(state) or _(STATE_WORDS[State.NOT_AVAILABLE])
    return short(value, style)


def state_words(state: str) -> str:
    """The words for a state; empty for one that needs none."""
    return _(STATE_WORDS.get(state, ""))


def interval(lower: float | None, upper: float | None, style: Style) -> str:
    """The 95% limits: ``64.1% to 70.9%``; empty when either is not known."""
    if lower is None or upper is None:
        return ""
    return _("{lower} to {upper}").format(lower=short(lower, style), upper=short(upper, style))


def supported_decimals(lower: float | None, upper: float | None, decimals: int) -> int:
    """How many decimals the interval supports, never more than ``decimals`` and never fewer than 0.

    The last digit is worth at least a tenth of half the interval's width; finer digits are noise.
    Without an interval the published decimals stand.
    """
    if lower is None or upper is None or upper <= lower:
        return decimals
    return max(0, min(decimals, -ceil(log10((upper - lower) / 20) - 1e-9)))


def supported(value: float, lower: float | None, upper: float | None, style: Style) -> str:
    """A value with its unit, rounded to what its interval supports: for sentences and tiles."""
    fewer = supported_decimals(lower, upper, style.decimals)
    return full(value, Style(unit=style.unit, prefix=style.prefix, decimals=fewer))


def count_of(count: int, one: str, many: str = "") -> str:
    """A count with its noun in the right number: ``1 measure``, ``2 measures``, ``no measures``.

    The nouns are listed in ``counted``: another language needs to know each, and how it goes with a number.
    """
    many = many or f"{one}s"
    if not count:
        return _(f"no {many}")
    return ngettext(f"{{number}} {one}", f"{{number}} {many}", count).format(number=number(count))
