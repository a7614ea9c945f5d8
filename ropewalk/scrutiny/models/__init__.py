"""Every table of scrutiny; Django finds them here. Import them from this module."""

from ropewalk.scrutiny.models.challenge import Challenge, Counted, Letter
from ropewalk.scrutiny.models.question import Question, Reminder, Turn

__all__ = ["Challenge", "Counted", "Letter", "Question", "Reminder", "Turn"]
