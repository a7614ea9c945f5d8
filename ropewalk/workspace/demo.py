"""The demo's workspace: built beside its place and moved there when it is whole."""

import os
import re
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


def finished(directory: Path, city: Path, played: str = "") -> bool:
    """Whether the demo in this folder was built, to the end, from just these files. ``played``: what was
    done in it then."""
    mark = directory / MARK
    return mark.is_file() and mark.read_text() == _fingerprint(city) + played


def prepare(directory: Path, city: Path) -> Folder:
    """A fresh copy of the city to build in. Raises UserError when the place holds something else."""
    if directory.exists() and not directory.is_dir():
        raise UserError(Fault("this is a file, not a folder", "Choose another --dir", file=str(directory)))
    if directory.exists() and any(directory.iterdir()) and not (directory / MARK).is_file():
        remedy = "Choose another --dir; the demo never writes over other work"
        raise UserError(Fault("the folder holds something that is not a demo", remedy, file=str(directory)))
    _sweep(directory)
    return copy_city(city, _beside(directory, "part"))


def publish(part: Folder, directory: Path, city: Path, played: str = "") -> None:
    """Put the finished workspace in its place. The mark is what makes it a finished one."""
    (part.path / MARK).write_text(_fingerprint(city) + played)
    # The old one steps aside whole: were it emptied in its place, a kill would leave a folder that is
    # neither a demo nor empty, and every later run would refuse it.
    old, directory = _beside(directory, "old"), _named(directory)
    if directory.exists():
        directory.rename(old)
    part.path.rename(directory)
    shutil.rmtree(old, ignore_errors=True)


def _beside(directory: Path, what: str) -> Path:
    return _named(directory).with_name(f".{_named(directory).name}.{what}-{os.getpid()}")


def _sweep(directory: Path) -> None:
    """Take away what builds of this demo that were killed have left beside it."""
    name = re.escape(_named(directory).name)
    left = re.compile(rf"\.({name}\.(part|old)-(\d+)|\.{name}\.part-(\d+)\.part-\d+)")
    if not _named(directory).parent.is_dir():
        return
    for path in _named(directory).parent.iterdir():
        found = left.fullmatch(path.name)
        if found and not _is_running(int(found[3] or found[4])):
            shutil.rmtree(path, ignore_errors=True)


def _named(directory: Path) -> Path:
    """The folder by its own name, also where it is given as ``.`` or ``..``."""
    return directory if directory.name not in ("", "..") else directory.resolve()


def _is_running(process: int) -> bool:
    if process == os.getpid():
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _fingerprint(city: Path) -> str:
    """SHA-256 over the version, our code and every file of the city, by name and content.

    The code stands in it because a changed rule makes other findings of the same files.
    """
    digest = sha256(version("ropewalk").encode())
    code = Path(str(files("ropewalk")))
    for folder, found in ((code, code.rglob("*.py")), (city, city.rglob("*"))):
        for file in sorted(path for path in found if path.is_file()):
            digest.update(f"\n{file.relative_to(folder)} ".encode() + sha256(file.read_bytes()).digest())
    return digest.hexdigest()
