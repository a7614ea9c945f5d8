"""Every write to ideas and recognition: checks the right, writes, tells the audit, in one transaction."""

from ropewalk.thread.actions.ideas import StaleError, propose, take
from ropewalk.thread.actions.recognition import answer, give, withdraw

__all__ = ["StaleError", "answer", "give", "propose", "take", "withdraw"]
