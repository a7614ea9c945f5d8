"""Every table of people and rights; Django finds them here. Import them from this module."""

from ropewalk.accounts.models.brought import Brought
from ropewalk.accounts.models.election import LetThrough, PreElection
from ropewalk.accounts.models.event import Event, Last
from ropewalk.accounts.models.grant import Grant
from ropewalk.accounts.models.invitation import Invitation
from ropewalk.accounts.models.one_a_day import OneADay
from ropewalk.accounts.models.organisation import Organisation
from ropewalk.accounts.models.person import Person
from ropewalk.accounts.models.published import Published
from ropewalk.accounts.models.remembered import Remembered

__all__ = [
    "Brought",
    "Event",
    "Grant",
    "Invitation",
    "Last",
    "LetThrough",
    "OneADay",
    "Organisation",
    "Person",
    "PreElection",
    "Published",
    "Remembered",
]
