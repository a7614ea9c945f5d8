"""Keep the findings in step with the store: a derived table of revision and definitions."""

from collections.abc import Mapping
from datetime import date

from ropewalk.findings.assess import Assessment, Comparison, assess
from ropewalk.findings.table import is_current, write_assessment
from ropewalk.observations.store import Store
from ropewalk.vocabulary.city import Definitions
from ropewalk.vocabulary.place import Place
from ropewalk.workspace.folder import Folder


def refresh(folder: Folder, definitions: Definitions, *, today: date) -> bool:
    """Assess everything again when the store or the definitions have moved on. True when it did."""
    store = Store.open(folder.store)
    version = definitions.version
    if is_current(folder.store, revision=store.revision, definitions_version=version):
        return False
    assessment = assess_as_of(folder, definitions, revision=store.revision, today=today)
    write_assessment(folder.store, assessment, revision=store.revision, definitions_version=version)
    return True


def assess_as_of(folder: Folder, definitions: Definitions, *, revision: int, today: date) -> Assessment:
    """The findings that the store as of a revision supports, by today's definitions."""
    store = Store.open(folder.store)
    observations = store.read(as_of=revision)
    comparison = comparison_of(definitions, store.places())
    return assess(observations, definitions.indicators, comparison, revision=revision, today=today)


def comparison_of(definitions: Definitions, places: Mapping[str, Place]) -> Comparison:
    """Whom each place is compared with, from the city's definitions and the register of places."""
    return Comparison(
        peer_sets=definitions.peer_sets,
        parents={code: place.parents for code, place in places.items()},
        kinds={code: place.kind for code, place in places.items()},
        names={code: place.name for code, place in places.items()},
        default=definitions.city.comparators,
    )
