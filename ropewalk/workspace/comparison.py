"""Whom each place of a workspace is compared with."""

from collections.abc import Mapping

from ropewalk.findings.comparison import Comparison
from ropewalk.vocabulary.city import Definitions
from ropewalk.vocabulary.history import mergers
from ropewalk.vocabulary.place import Place


def comparison_of(definitions: Definitions, places: Mapping[str, Place]) -> Comparison:
    """From the city's definitions and the register of places."""
    return Comparison(
        peer_sets=definitions.peer_sets,
        parents={code: place.parents for code, place in places.items()},
        kinds={code: place.kind for code, place in places.items()},
        names={code: place.name for code, place in places.items()},
        begun={code: place.valid_from for code, place in places.items() if place.valid_from},
        parts=mergers(places),
        default=definitions.city.comparators,
    )
