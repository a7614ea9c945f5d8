"""Every table of the plan; Django finds them here. Import them from this module."""

from ropewalk.plan.models.action import Action, Expected
from ropewalk.plan.models.changes import ChangeRequest
from ropewalk.plan.models.delivery import Milestone, Override
from ropewalk.plan.models.edition import Aim, Edition, NotHeld, Priority, Value
from ropewalk.plan.models.indicator import Break, Indicator, IndicatorOnPriority, Target
from ropewalk.plan.models.peers import PeerList, PeerSet
from ropewalk.plan.models.records import Decision, RecoveryPlan, Risk
from ropewalk.plan.models.state import City, Version

__all__ = [
    "Action",
    "Aim",
    "Break",
    "ChangeRequest",
    "City",
    "Decision",
    "Edition",
    "Expected",
    "Indicator",
    "IndicatorOnPriority",
    "Milestone",
    "NotHeld",
    "Override",
    "PeerList",
    "PeerSet",
    "Priority",
    "RecoveryPlan",
    "Risk",
    "Target",
    "Value",
    "Version",
]
