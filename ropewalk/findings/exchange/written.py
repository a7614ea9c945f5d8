"""Who gives the rows of tables that people wrote: a room above, which says so when the program starts.

The library holds no words of people, and this room knows no database.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import polars as pl

    Give = Callable[[], pl.DataFrame]

_GIVERS: Final[dict[str, "Give"]] = {}


def written_by(table: str, give: "Give") -> None:
    """Say who gives the rows of a table. Said again, it takes the earlier one's place."""
    _GIVERS[table] = give


def giver(table: str) -> "Give | None":
    """Who gives them; None where nobody does, and then there are none."""
    return _GIVERS.get(table)
