"""What stands in the engine's sentences, said in the language in force: values, times, names, counts."""

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from ropewalk.figures.units import unit_words
from ropewalk.vocabulary.language import _
from ropewalk.vocabulary.period import MONTHS, day_words, month_words

VALUE: Final = re.compile(r"([−+]?[^\d\s−+]{0,3}\d[\d,.]*%?)(?: (.+))?")
MONTH: Final = rf"(?P<month>{'|'.join(MONTHS)}) (?P<year>\d{{4}})"
DAY: Final = re.compile(rf"(?P<day>\d{{1,2}}) {MONTH}")
A_MONTH: Final = re.compile(MONTH)
YEAR_TO: Final = re.compile(rf"the year to (?:(?P<day>\d{{1,2}}) )?{MONTH}")
MOMENT: Final = rf"(?:\d{{1,2}} )?(?:(?:{'|'.join(MONTHS)}) )?\d{{4}}"
PERIOD: Final = rf"(?:the year to {MOMENT}|{MOMENT} to {MOMENT}|{MOMENT})"
EXPRESSIONS: Final = {
    **dict.fromkeys(("when", "before"), rf"(?:in|on) {PERIOD}"),
    **dict.fromkeys(("count", "need", "peers", "above", "chance", "odds"), r"\d[\d,]*"),
    "since": PERIOD,
    "by": MOMENT,
    "stretch": r"\d+ \w+",
}
"""What a slot looks like, where that must be told so that the one before it ends in the right place."""


def said(name: str, text: str) -> str | None:
    """A slot's text in the language in force; None where the text is not what the slot holds."""
    return SLOTS.get(name, _value)(text)


def _value(text: str) -> str | None:
    found = VALUE.fullmatch(text)
    if found is None:
        return None
    return f"{found[1]} {unit_words(found[2])}" if found[2] else found[1]


def _count(text: str) -> str | None:
    return text if re.fullmatch(r"[\d,]+", text) else None


def _stretch(text: str) -> str | None:
    count, _space, what = text.partition(" ")
    words = {"months": _("{count} months"), "quarters": _("{count} quarters")}
    return words[what].format(count=count) if what in words else None


def _when(text: str) -> str | None:
    """``in 2024``, ``on 31 March 2025``, ``in the year to March 2025``, ``in 2022 to 2024``."""
    first, _space, rest = text.partition(" ")
    if first == "on":
        day = _day(rest)
        return None if day is None else _("on {day}").format(day=day)
    if first != "in":
        return None
    if re.fullmatch(r"\d{4}", rest):
        return _("in {year}").format(year=rest)
    if A_MONTH.fullmatch(rest):
        return _("in the month of {month}").format(month=_since(rest))
    if found := YEAR_TO.fullmatch(rest):
        words = _("in the year to {day}") if found["day"] else _("in the year to the end of {month}")
        return words.format(day=_date_of(found), month=_date_of(found))
    period = _since(rest)
    return None if period is None else _("in the time {period}").format(period=period)


def _since(text: str) -> str | None:
    """``2024``, ``the year to March 2025``, ``2022 to 2024``, ``March 2025``, ``31 March 2025``."""
    if re.fullmatch(r"\d{4}", text):
        return text
    if found := YEAR_TO.fullmatch(text):
        words = _("the year to {day}") if found["day"] else _("the year to the end of {month}")
        return words.format(day=_date_of(found), month=_date_of(found))
    if " to " in text:
        first, last = (_since(part) for part in text.split(" to ", 1))
        return (
            None if first is None or last is None else _("{first} to {last}").format(first=first, last=last)
        )
    found = A_MONTH.fullmatch(text) or DAY.fullmatch(text)
    return _date_of(found) if found else None


def _day(text: str) -> str | None:
    found = DAY.fullmatch(text)
    return _date_of(found) if found else None


def _date_of(found: re.Match[str]) -> str:
    parts = found.groupdict()
    day = date(int(parts["year"]), MONTHS.index(parts["month"]) + 1, int(parts.get("day") or 1))
    return day_words(day) if parts.get("day") else month_words(day)


def _name(text: str) -> str | None:
    """A place's own name, or what stands for the middle of many."""
    for start, words in (
        ("the middle place in ", _("the middle place in {name}")),
        ("the middle one of its ", _("the middle one of its {name}")),
        ("the middle one of ", _("the middle one of {name}")),
    ):
        if text.startswith(start):
            return words.format(name=_(text.removeprefix(start)))
    if text == "the target":
        return _("the target")
    return _(text.removeprefix("the "))  # English alone puts it before the name of a region


SLOTS: Final[dict[str, Callable[[str], str | None]]] = {
    **dict.fromkeys(("when", "before"), _when),
    **dict.fromkeys(("count", "need", "peers", "above", "chance", "odds"), _count),
    "since": _since,
    "stretch": _stretch,
    "by": _day,
    "whom": _name,
}
"""How each slot is said; any other is a value with its unit."""
