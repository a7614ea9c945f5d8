"""The account of the city that ships as far as search needs it: its definitions and names, no findings."""

from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace

from ropewalk.findings.outlines import Outlines
from ropewalk.publish.website.account import Account
from ropewalk.sources.origin import read_origin
from ropewalk.sources.register import read_register
from ropewalk.workspace.definitions import read_definitions
from ropewalk.workspace.folder import Folder

CITY = Folder(Path(__file__).parents[2] / "cities" / "liverpool")


@lru_cache(maxsize=1)
def shipped_account() -> Account:
    """Made from the files that ship, without building a workspace."""
    register = read_register(CITY.sources / "places")
    origins = {name: read_origin(CITY.sources / name) for name in CITY.source_ids()}
    library = SimpleNamespace(
        places=lambda: register.places,
        renames=lambda: register.renames,
        origins=lambda: origins,
        outlines=Outlines,
    )
    return Account(read_definitions(CITY), library, "shipped")  # type: ignore[arg-type]
