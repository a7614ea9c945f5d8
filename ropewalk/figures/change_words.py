"""Words for changes of what was promised, asked for or made: the same in the office and in every report."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from ropewalk.figures.inputs import Style
from ropewalk.figures.numbers import full
from ropewalk.vocabulary.delivery import OF_INDICATORS, OF_MILESTONES, Alters, Answer
from ropewalk.vocabulary.language import _, later
from ropewalk.vocabulary.period import day_words

ALTERS: Final[Mapping[Alters, str]] = {
    Alters.MILESTONE_DAY: later("Another day for a milestone"),
    Alters.MILESTONE_DROPPED: later("Drop a milestone"),
    Alters.ACTION_END: later("Another end for an action"),
    Alters.ACTION_STOPPED: later("Give up an action"),
    Alters.TARGET: later("Another target"),
    Alters.TARGET_WITHDRAWN: later("Take a target back"),
}
ANSWERS: Final[Mapping[Answer, str]] = {
    Answer.ASKED: later("Waits for a decision"),
    Answer.AGREED: later("Agreed"),
    Answer.REFUSED: later("Refused"),
    Answer.WITHDRAWN: later("Taken back by who asked"),
}
ENDED: Final[Mapping[Alters, str]] = {
    Alters.MILESTONE_DROPPED: later("Dropped"),
    Alters.ACTION_STOPPED: later("Given up"),
    Alters.TARGET_WITHDRAWN: later("No target"),
}


def thing_words(alters: Alters, title: str, milestone: str = "") -> str:
    """What it is about. ``title``: of the action or the measure; ``milestone``: its title."""
    if alters in OF_MILESTONES:
        return _("Milestone “{milestone}” of “{title}”").format(milestone=milestone, title=title)
    if alters in OF_INDICATORS:
        return _("Target of “{title}”").format(title=title)
    said = _("“{title}”") if alters is Alters.ACTION_STOPPED else _("End of “{title}”")
    return said.format(title=title)


def was_words(alters: Alters, day: date | None, value: float | None, style: Style | None) -> str:
    """What was promised."""
    if alters in OF_INDICATORS:
        return _target(day, value, style) if value is not None else _("No target")
    return day_words(day) if day else _("No day")


def becomes_words(alters: Alters, day: date | None, value: float | None, style: Style | None) -> str:
    """What is promised then."""
    return _(ENDED[alters]) if alters in ENDED else was_words(alters, day, value, style)


def _target(day: date | None, value: float, style: Style | None) -> str:
    number = full(value, style) if style else f"{value:,.12g}"
    return _("{value} by {day}").format(value=number, day=day_words(day)) if day else number
