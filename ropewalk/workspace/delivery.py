"""``delivery.toml``: how the work of actions goes, read from a city's folder and written without loss."""

from ropewalk.vocabulary.definitions import from_mapping, to_mapping
from ropewalk.vocabulary.delivery import Delivery
from ropewalk.workspace.definitions import read_toml, write_toml
from ropewalk.workspace.folder import Folder


def read_delivery(folder: Folder) -> Delivery | None:
    """What the folder says of it; None where it has no such file. Raises DefinitionError."""
    file = folder.delivery_file
    return from_mapping(read_toml(file), Delivery, file.name) if file.is_file() else None


def write_delivery(delivery: Delivery, folder: Folder) -> None:
    """Write the file that ``read_delivery`` reads back; none where there is nothing to write."""
    if delivery == Delivery():
        folder.delivery_file.unlink(missing_ok=True)
    else:
        write_toml(folder.delivery_file, to_mapping(delivery))
