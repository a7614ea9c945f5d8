"""Every table of the plan; Django finds them here. Import them from this module."""

from ropewalk.plan.models.action import Action, Expected
from ropewalk.plan.models.edition import Aim, Edition, NotHeld, Priority, Value
from ropewalk.plan.models.indicator import Break, Indicator, IndicatorOnPriority, Target
from ropewalk.plan.models.peers import PeerList, PeerSet
from ropewalk.plan.models.state import City, Version

__all__ = [
    "Action",
    "Aim",
    "Break",
    "City",
    "Edition",
    "Expected",
    "Indicator",
    "IndicatorOnPriority",
    "NotHeld",
    "PeerList",
    "PeerSet",
    "Priority",
    "Target",
    "Value",
    "Version",
]
