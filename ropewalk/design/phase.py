"""What a strip across the top of every page says of the whole site, always or for a time."""

from dataclasses import dataclass

from ropewalk.vocabulary.city import EXAMPLE, EXAMPLE_MEANS
from ropewalk.vocabulary.language import _


@dataclass(frozen=True, slots=True)
class Phase:
    """A word or two, and a sentence or two."""

    tag: str
    text: str


def example() -> Phase:
    """Of a workspace whose people and work are made up."""
    return Phase(_(EXAMPLE), _(EXAMPLE_MEANS))
