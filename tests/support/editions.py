"""New editions of the toy city's work source, loaded as they would have been when they were published."""

import gzip
from datetime import date, datetime

from msgspec.structs import replace
from toy_city import CITY, MAPS, write_source

from ropewalk.observations.store import Batch, Store
from ropewalk.workspace.definitions import read_definitions
from ropewalk.workspace.folder import Folder
from ropewalk.workspace.load import read_sources

SHIPPED = "shipped.csv.gz"
FALLS = tuple(
    (f"{CITY},work,{year},{old}", f"{CITY},work,{year},{new}")
    for year, old, new in (
        (2020, "66.1,65.1,67.1", "61.1,60.1,62.1"),
        (2021, "67.2,66.2,68.2", "58.2,57.2,59.2"),
        (2022, "68.0,67.0,69.0", "61.0,60.0,62.0"),
        (2023, "69.1,68.1,70.1", "59.1,58.1,60.1"),
    )
)
"""With these the rise of Northport's work is gone."""
SLIGHTLY = ((f"{CITY},work,2023,69.1,68.1,70.1", f"{CITY},work,2023,69.4,68.4,70.4"),)


def keep_shipped(folder: Folder) -> Folder:
    """Put the shipped figures by, for editions to be made from."""
    (folder.path / SHIPPED).write_bytes((folder.sources / "toys-work/work.csv.gz").read_bytes())
    return folder


def edition(folder: Folder, *changes: tuple[str, str], published: date, at: datetime, note: str = "") -> int:
    """Load an edition in which some texts of the shipped one are others. Returns its revision."""
    text = gzip.decompress((folder.path / SHIPPED).read_bytes()).decode()
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    write_source(folder.path, "toys-work", {"work.csv": text.encode()}, MAPS["toys-work"])
    ids = [one.id for one in read_definitions(folder).indicators]
    (found,) = read_sources(folder, ids, only=["toys-work"])
    origin = replace(found.origin, published=published)
    again = Batch(origin, found.observations, found.refused, found.places, found.renames)
    return Store.open(folder.store).commit(again, by="A. Officer", note=note, at=at)
