"""The demo's workspace: built beside its place and moved there when it is whole."""

import os
import shutil
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from ropewalk.vocabulary.errors import Fault, UserError
from ropewalk.workspace.folder import Folder, copy_city

MARK = ".demo"
CITY = "liverpool"


def demo_city() -> Path:
    """The city that ships with Ropewalk: inside the package when installed, beside it in a checkout."""
    package = Path(str(files("ropewalk")))
    for place in (package / "cities" / CITY, package.parent / "cities" / CITY):
        if place.is_dir():
            return place
    raise UserError(Fault("no city ships with this copy of Ropewalk", "Name one with --city FOLDER"))


def finished(directory: Path, city: Path) -> bool:
    """Whether the demo in this folder was built, to the end, from just these files."""
    mark = directory / MARK
    return mark.is_file() and mark.read_text() == _fingerprint(city)


def prepare(directory: Path, city: Path) -> Folder:
    """A fresh copy of the city to build in. Raises UserError when the place holds something else."""
    if directory.exists() and any(directory.iterdir()) and not (directory / MARK).is_file():
        remedy = "Choose another --dir; the demo never writes over other work"
        raise UserError(Fault("the folder holds something that is not a demo", remedy, file=str(directory)))
    part = _part(directory)
    shutil.rmtree(part, ignore_errors=True)
    return copy_city(city, part)


def publish(part: Folder, directory: Path, city: Path) -> None:
    """Put the finished workspace in its place. The mark is what makes it a finished one."""
    (part.path / MARK).write_text(_fingerprint(city))
    shutil.rmtree(directory, ignore_errors=True)
    part.path.rename(directory)


def _part(directory: Path) -> Path:
    return directory.with_name(f".{directory.name}.part-{os.getpid()}")


def _fingerprint(city: Path) -> str:
    """SHA-256 over the version and every file of the city, by name and content."""
    digest = sha256(version("ropewalk").encode())
    for file in sorted(path for path in city.rglob("*") if path.is_file()):
        digest.update(f"\n{file.relative_to(city)} ".encode() + sha256(file.read_bytes()).digest())
    return digest.hexdigest()
