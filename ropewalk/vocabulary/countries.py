"""Countries whose name differs between our languages. Other places keep their one name."""

from collections.abc import Mapping
from typing import Final

from msgspec.structs import replace

from ropewalk.vocabulary.language import ENGLISH, _, in_force, later
from ropewalk.vocabulary.place import Place

KIND: Final = "country"
NAMES: Final = (
    *(later("England"), later("Wales"), later("Scotland"), later("Northern Ireland")),
    *(later("United Kingdom"), later("Great Britain"), later("England and Wales")),
)
"""In the catalogues, so that a name has its words there; a name that is not here stays as it is."""


def in_language(places: Mapping[str, Place]) -> Mapping[str, Place]:
    """Places by code, their countries named in the language in force. The mapping given is not changed."""
    if in_force() is ENGLISH:
        return places
    named = {code: replace(one, name=_(one.name)) for code, one in places.items() if one.kind == KIND}
    return {**places, **named}
