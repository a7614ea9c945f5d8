"""Every write to people and organisations: checks the right, writes, tells the audit, in one transaction."""

from ropewalk.accounts.actions.elections import end_pre_election, let_through, set_pre_election
from ropewalk.accounts.actions.invitations import (
    accept_invitation,
    find_invitation,
    invite,
    live_invitation_for,
    withdraw_invitation,
)
from ropewalk.accounts.actions.organisations import add_organisation, change_organisation, close_organisation
from ropewalk.accounts.actions.people import (
    close_person,
    end_sessions,
    end_steps,
    give_role,
    rename_person,
    reopen_person,
    take_role,
)

__all__ = [
    "accept_invitation",
    "add_organisation",
    "change_organisation",
    "close_organisation",
    "close_person",
    "end_pre_election",
    "end_sessions",
    "end_steps",
    "find_invitation",
    "give_role",
    "invite",
    "let_through",
    "live_invitation_for",
    "rename_person",
    "reopen_person",
    "set_pre_election",
    "take_role",
    "withdraw_invitation",
]
