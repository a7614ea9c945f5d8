"""Every write to returns: checks the right, writes, tells the audit, in one transaction."""

from ropewalk.returns.actions.asking import (
    Whom,
    add_schedules,
    ask,
    ask_many,
    ask_what_is_due,
    end_schedule,
)
from ropewalk.returns.actions.files import add_evidence
from ropewalk.returns.actions.sending import Sending, WrongError, send, send_many
from ropewalk.returns.actions.steps import take
from ropewalk.returns.actions.told import StaleError

__all__ = [
    "Sending",
    "StaleError",
    "Whom",
    "WrongError",
    "add_evidence",
    "add_schedules",
    "ask",
    "ask_many",
    "ask_what_is_due",
    "end_schedule",
    "send",
    "send_many",
    "take",
]
