"""Every write to the plan and its delivery: checks the right, writes, tells the audit, in one transaction."""

from ropewalk.plan.actions.changes import (
    Wanted,
    agree_change,
    ask_change,
    refuse_change,
    withdraw_change,
)
from ropewalk.plan.actions.editions import adopt, change_draft, drop_draft, new_draft
from ropewalk.plan.actions.loading import WITHDRAWN, load_definitions
from ropewalk.plan.actions.milestones import (
    add_milestone,
    change_milestone,
    drop_milestone,
    finish_milestone,
    move_milestone,
    reopen_milestone,
    verify_milestone,
)
from ropewalk.plan.actions.overrides import end_override, set_override
from ropewalk.plan.actions.records import add_record, change_record, review_plan, show_record
from ropewalk.plan.actions.targets import change_peer_set, set_target, set_targets, withdraw_target
from ropewalk.plan.actions.travel import in_force, load_delivery, settle
from ropewalk.plan.actions.works import add_action, add_actions, change_action, change_actions, stop_action

__all__ = [
    "WITHDRAWN",
    "Wanted",
    "add_action",
    "add_actions",
    "add_milestone",
    "add_record",
    "adopt",
    "agree_change",
    "ask_change",
    "change_action",
    "change_actions",
    "change_draft",
    "change_milestone",
    "change_peer_set",
    "change_record",
    "drop_draft",
    "drop_milestone",
    "end_override",
    "finish_milestone",
    "in_force",
    "load_definitions",
    "load_delivery",
    "move_milestone",
    "new_draft",
    "refuse_change",
    "reopen_milestone",
    "review_plan",
    "set_override",
    "set_target",
    "set_targets",
    "settle",
    "show_record",
    "stop_action",
    "verify_milestone",
    "withdraw_change",
    "withdraw_target",
]
