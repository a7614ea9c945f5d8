"""What a proposal is: what each column was taken for, how sure, and what a person must look at."""

from dataclasses import dataclass, field

from ropewalk.sources.mapping.units import Unit
from ropewalk.sources.maps import Table

# Below this, or with another reading as likely, a person is asked.
SURE_ENOUGH = 0.8
CLOSE = 0.05


@dataclass(frozen=True)
class Taken:
    """A column and the role it was given. ``sure`` is from 0 to 1; ``other``: the next likeliest reading."""

    role: str
    column: str
    how: str
    sure: float
    why: str = ""
    other: str = ""
    samples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Doubt:
    """Something that a person must confirm, and what about."""

    about: str
    what: str

    def __str__(self) -> str:
        return f"{self.about}: {self.what}"


@dataclass(frozen=True)
class Draft:
    """A series to be: what the sheet calls it, its unit, and the indicator it is likely to be."""

    label: str
    unit: Unit
    indicator: str = ""
    known: bool = False
    sure: float = 0.0
    other: str = ""


@dataclass(frozen=True)
class Proposal:
    """A map for one table of a file, and everything that a person needs to judge it.

    ``table`` has a series for each of ``drafts``, in the same order. ``others``: tables and sheets of the
    file that were not chosen.
    """

    file: str
    table: Table
    taken: tuple[Taken, ...]
    drafts: tuple[Draft, ...]
    doubts: tuple[Doubt, ...] = ()
    aside: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    notes: dict[str, str] = field(default_factory=dict)

    def taken_for(self, role: str) -> Taken | None:
        """The column with a role, if one has it."""
        return next((taken for taken in self.taken if taken.role == role), None)
