"""Every table of returns; Django finds them here. Import them from this module."""

from ropewalk.returns.models.ask import Ask, Schedule
from ropewalk.returns.models.evidence import Evidence
from ropewalk.returns.models.filing import Filing, Taken
from ropewalk.returns.models.letters import Calendar, Reminder

__all__ = ["Ask", "Calendar", "Evidence", "Filing", "Reminder", "Schedule", "Taken"]
