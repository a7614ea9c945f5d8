"""Where things lie in a workspace. Copy the folder and you have copied the city."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ropewalk.sources.fetch.swapping import mend
from ropewalk.vocabulary.errors import Fault, UserError
from ropewalk.vocabulary.statement import FILE as STATEMENT

LEFT: Final = ("store", "releases", "year", "letters", "*.sqlite3*", ".*")
"""What of a city's folder is not copied into a workspace."""


@dataclass(frozen=True)
class Folder:
    """The paths of a workspace, or of a city's folder before it has a store and a database."""

    path: Path

    @property
    def city_file(self) -> Path:
        return self.path / "ropewalk.toml"

    @property
    def plan_file(self) -> Path:
        return self.path / "plan.toml"

    @property
    def actions_file(self) -> Path:
        return self.path / "actions.toml"

    @property
    def delivery_file(self) -> Path:
        return self.path / "delivery.toml"

    @property
    def statement_file(self) -> Path:
        return self.path / STATEMENT

    @property
    def indicators(self) -> Path:
        return self.path / "indicators"

    @property
    def peers(self) -> Path:
        return self.path / "peers"

    @property
    def sources(self) -> Path:
        return self.path / "sources"

    @property
    def store(self) -> Path:
        return self.path / "store"

    @property
    def releases(self) -> Path:
        """Files of releases, by the hash of their bytes."""
        return self.path / "releases"

    @property
    def loading(self) -> Path:
        """Temporary files of loads that are larger than memory."""
        return self.path / ".loading"

    @property
    def database(self) -> Path:
        return self.path / "ropewalk.sqlite3"

    def source_ids(self) -> tuple[str, ...]:
        """Every source folder, in name order; the register of places first, as others need it."""
        found = self.sources.iterdir() if self.sources.is_dir() else ()
        # A folder whose name begins with a stop is one that was being written when the machine stopped.
        names = sorted(p.name for p in found if p.is_dir() and not p.name.startswith("."))
        return tuple(sorted(names, key=lambda name: name != "places"))


def open_folder(path: Path) -> Folder:
    """A folder that holds a city. Raises UserError when it does not.

    What a fetch that was killed left aside is put back first.
    """
    folder = Folder(path)
    mend(path)
    if not folder.city_file.is_file():
        remedy = "Give the folder of a workspace, or make one with: ropewalk new FOLDER"
        raise UserError(Fault("There is no ropewalk.toml in this folder", remedy, file=str(path)))
    return folder


def copy_city(city: Path, target: Path) -> Folder:
    """Make a workspace from a city's folder: all or nothing, never over something that is there."""
    origin = open_folder(city)
    if target.exists() and any(target.iterdir()):
        remedy = "Choose an empty folder or one that does not exist"
        raise UserError(Fault("The folder is not empty", remedy, file=str(target)))
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.part-{os.getpid()}")
    shutil.rmtree(part, ignore_errors=True)
    shutil.copytree(origin.path, part, ignore=shutil.ignore_patterns(*LEFT))
    if target.exists():
        target.rmdir()
    part.rename(target)
    return Folder(target)
