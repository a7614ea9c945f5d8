"""What indicators and places are called."""

from ropewalk.observations.store import Store
from ropewalk.workspace.definitions import read_definitions
from ropewalk.workspace.folder import Folder


def names_of(folder: Folder) -> dict[str, str]:
    """The title of every indicator and the name of every place, by id and code."""
    titles = {one.id: one.title for one in read_definitions(folder).indicators}
    return titles | {code: place.name for code, place in Store.open(folder.store).places().items()}
