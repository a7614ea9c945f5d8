"""Every write to releases: checks the right, writes, tells the audit, in one transaction."""

from ropewalk.releases.actions.early import add_early_reader, read_early, remove_early_reader
from ropewalk.releases.actions.planning import cancel, change, correct, move, plan
from ropewalk.releases.actions.preparing import prepare
from ropewalk.releases.actions.publishing import clear, hold_back, tell_published

__all__ = [
    "add_early_reader",
    "cancel",
    "change",
    "clear",
    "correct",
    "hold_back",
    "move",
    "plan",
    "prepare",
    "read_early",
    "remove_early_reader",
    "tell_published",
]
