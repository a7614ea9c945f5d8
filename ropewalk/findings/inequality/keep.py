"""Keep the gaps in step with the store, the definitions, the rules and the month."""

from datetime import date
from pathlib import Path

from ropewalk.findings.basis import rules_version
from ropewalk.findings.disclosure.view import Disclosed
from ropewalk.findings.inequality import rules
from ropewalk.findings.inequality.inside import inequality
from ropewalk.findings.inequality.table import current_key, write_gaps
from ropewalk.observations.store import Store
from ropewalk.vocabulary.city import Definitions


def keep_gaps(folder: Path, store: Store, definitions: Definitions, *, today: date) -> bool:
    """Work the gaps out again when something that they rest on has moved on. True when they were.

    ``folder``: the store's own. Raises StoreError when the disk refuses; what was current then still is.
    """
    # A month is as fine as ages are told in: what is stale in its middle was stale at its start.
    key = f"{store.revision}-{definitions.version}-{rules_version()}-{today:%Y%m}"
    if current_key(folder) == key:
        return False
    places = store.places()
    homes = [code for code, place in places.items() if place.kind == rules.HOME]
    rows = Disclosed(store).read(None, homes, as_of=store.revision)
    found = inequality(rows, definitions.indicators, places, revision=store.revision, today=today)
    write_gaps(folder, key, found)
    return True
