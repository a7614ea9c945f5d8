"""What an indicator's page is about: an indicator in a place."""

from dataclasses import dataclass

from ropewalk.figures.inputs import Style, style_of
from ropewalk.publish.website.account import Account
from ropewalk.vocabulary.indicator import Indicator


@dataclass(frozen=True, slots=True)
class Subject:
    """An indicator in a place. ``breakdown``: of its headline, mostly empty."""

    account: Account
    indicator: Indicator
    place: str
    breakdown: str

    @property
    def name(self) -> str:
        """The place's name."""
        return self.account.names.get(self.place, self.place)

    @property
    def style(self) -> Style:
        """How the indicator's numbers are written."""
        return style_of(self.indicator)
