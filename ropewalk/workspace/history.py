"""A workspace's history, for the commands that tell it."""

from datetime import date

from ropewalk.findings.history.keep import History
from ropewalk.findings.library import Library
from ropewalk.observations.moments import AsOf
from ropewalk.observations.store import Store
from ropewalk.vocabulary.errors import Fault, UserError
from ropewalk.workspace.folder import Folder


def read_history(folder: Folder) -> History:
    """The history that the account shows. Raises UserError when it has not been worked out yet."""
    store, found = Store.open(folder.store), Library(folder.store).history()
    if found.log.revision < store.revision:
        problem, remedy = "the history is not up to date", "Work it out with: ropewalk refresh"
        raise UserError(Fault(problem, remedy, file=str(folder.store)))
    return found


def revision_before(folder: Folder, since: AsOf) -> int:
    """The revision after which changes are asked for: the one named, or the newest by the end of the day
    before. Raises UserError for one that is not held."""
    store = Store.open(folder.store)
    if isinstance(since, int):
        if not 0 <= since <= store.revision:
            remedy = f"Ask for a revision from 0 to {store.revision}"
            raise UserError(Fault("the store has no such revision", remedy, value=str(since)))
        return since
    return store.revision_at(since if hasattr(since, "hour") else date.fromordinal(since.toordinal() - 1))
