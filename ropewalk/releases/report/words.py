"""Words that sections share: verdicts, days, owners, and what is said where nothing is held."""

from datetime import datetime
from typing import Final

from django.utils import timezone

from ropewalk.figures.verdicts import look
from ropewalk.vocabulary.language import _, later
from ropewalk.vocabulary.period import day_words
from ropewalk.vocabulary.words import Question

NOT_HELD: Final = later("Not held")


def not_held() -> str:
    """What is said where nothing is held."""
    return _(NOT_HELD)


def direction_word(word: str) -> str:
    """A direction by its label; what is said where there is no headline to judge."""
    return look(Question.DIRECTION, word).label if word else _("Not judged")


def position_word(word: str) -> str:
    """A position by its label."""
    return look(Question.POSITION, word).label if word else _("Not compared")


def prospect_word(word: str) -> str:
    """A prospect by its label."""
    return look(Question.PROSPECT, word).label if word else _("No target")


def moment_words(at: datetime) -> str:
    """A moment as people write it, in the council's time: 9.30 am on 5 April 2026."""
    at = timezone.localtime(at)
    hour, half = at.hour % 12 or 12, "am" if at.hour < 12 else "pm"
    said = _("{hour}.{minute} {half} on {day}")
    return said.format(hour=hour, minute=f"{at.minute:02d}", half=half, day=day_words(at.date()))
