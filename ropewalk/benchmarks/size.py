"""How large the made-up table is."""

from dataclasses import dataclass
from typing import Final

from ropewalk.vocabulary.errors import Fault, UserError

SEXES: Final = ("", "sex=female", "sex=male")
FIRST_YEAR: Final = 2005
_LEAST: Final = {"indicators": 1, "places": 6, "periods": 1, "sexes": 1, "peers": 0, "seed": 0}


@dataclass(frozen=True)
class Size:
    """How large a table, and its seed. Places include the country and its regions (nine, fewer when there
    are few places); the first of ``sexes`` is all persons."""

    indicators: int = 1000
    places: int = 400
    periods: int = 20
    sexes: int = 3
    peers: int = 15
    seed: int = 1

    def __post_init__(self) -> None:
        for name, least in _LEAST.items():
            given = getattr(self, name)
            if given < least or (name == "sexes" and given > len(SEXES)):
                most = f" and at most {len(SEXES)}" if name == "sexes" else ""
                remedy = f"Ask for at least {least}{most}"
                raise UserError(Fault(f"a table cannot be made with these {name}", remedy, value=str(given)))

    @property
    def regions(self) -> int:
        """How many of the places are regions."""
        return min(9, max(1, self.places // 6))

    @property
    def authorities(self) -> int:
        """How many of the places are neither region nor country."""
        return self.places - self.regions - 1

    @property
    def rows(self) -> int:
        """Observations in the table."""
        return self.indicators * self.places * self.periods * self.sexes
