"""Whether the derived tables are the ones that readers of this version ask for.

Findings, gaps, history and newest figures are worked out anew when what they rest on changes. A workspace
that an older version wrote, or that was copied in part, may lack a table or a column until then.
"""

from pathlib import Path

from ropewalk.findings import newest, outlines, table
from ropewalk.findings.effect.table import effects_lack, key_of
from ropewalk.findings.history.keep import history_lacks
from ropewalk.findings.inequality.table import gaps_lack
from ropewalk.vocabulary.errors import StoreError


def check_fit(folder: Path) -> None:
    """Raise StoreError with a fault for each derived table that readers would miss; nothing where there are
    no findings yet. ``folder``: the store's own. Reads the schemas of a dozen files, some milliseconds."""
    now = table.current(folder)
    if now is None:
        return
    faults = (
        *table.findings_lack(now.folder),
        *gaps_lack(folder),
        *history_lacks(folder),
        *newest.newest_lacks(folder),
        *outlines.outlines_lack(folder),
        *effects_lack(folder, key_of(now.revision, now.definitions_version)),
    )
    if faults:
        raise StoreError(*faults)
