"""Origins, and the publisher's bytes: exactly those that the origin names, or an error."""

import gzip
import zlib
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from ropewalk.sources.documents import read_document
from ropewalk.vocabulary.errors import DefinitionError, Fault, SourceError
from ropewalk.vocabulary.source import File, Origin

OWN_FILES = frozenset(
    {"origin.toml", "map.toml", "README.md", "fetch.toml", "fetched.toml", "editions.toml", "editions"}
)


def read_origin(folder: Path) -> Origin:
    """Read ``origin.toml``. Raises DefinitionError when a field is unread, missing or empty."""
    file = f"{folder.name}/origin.toml"
    origin = read_document(folder / "origin.toml", Origin, file)
    needed = ("id", "title", "producer", "licence", "attribution", "address", "files")
    faults = [
        Fault(f"`{name}` is empty", "Fill it in: a number without it cannot be published", file=file)
        for name in needed
        if not getattr(origin, name) or not str(getattr(origin, name)).strip()
    ]
    faults += _name_faults([each.name for each in origin.files], file)
    if origin.id != folder.name:
        faults.append(
            Fault("`id` is not the folder's name", "Make them the same", file=file, value=origin.id)
        )
    if origin.published is not None and origin.retrieved < origin.published:
        remedy = "Mend one of the two dates"
        faults.append(Fault("`retrieved` is before `published`", remedy, file, None, str(origin.retrieved)))
    if faults:
        raise DefinitionError(*faults)
    return origin


def _name_faults(names: list[str], file: str) -> list[Fault]:
    twice = [name for name in dict.fromkeys(names) if names.count(name) > 1]
    outside = [name for name in names if Path(name).name != name]
    return [
        *(Fault("the file is named twice", "Take one of them out", file, None, name) for name in twice),
        *(
            Fault("this is not a file's name", "Put the file in the folder", file, None, name)
            for name in outside
        ),
    ]


def read_bytes(folder: Path, origin: Origin) -> Mapping[str, bytes]:
    """The publisher's bytes of every file, by name, unpacked where the name ends in ``.gz``.

    Raises SourceError when a file is missing, damaged, cut short, changed, or not in the origin.
    """
    faults: list[Fault] = []
    found: dict[str, bytes] = {}
    for file in origin.files:
        try:
            found[file.name] = read_file(folder, file)
        except SourceError as error:
            faults.extend(error.faults)
    named = {file.name for file in origin.files} | OWN_FILES
    for path in sorted(folder.iterdir()):
        if path.name not in named and not path.name.startswith("."):
            remedy = "Add it to origin.toml with its sha256 and bytes, or take it out of the folder"
            faults.append(Fault("origin.toml does not name this file", remedy, file=_name(folder, path.name)))
    if faults:
        raise SourceError(*faults)
    return found


def read_file(folder: Path, file: File) -> bytes:
    """The publisher's bytes of one file. Raises SourceError unless they are those that the origin names."""
    name = _name(folder, file.name)
    again = (
        "Fetch the file again; if the publisher has changed it, put the new sha256 and bytes in origin.toml"
    )
    try:
        data = (folder / file.name).read_bytes()
        data = gzip.decompress(data) if file.name.endswith(".gz") else data
    except FileNotFoundError as error:
        remedy = "Put it in the source's folder, or take it out of origin.toml"
        raise SourceError(Fault("the file is missing", remedy, file=name)) from error
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise SourceError(Fault(f"the file is damaged: {error}", again, file=name)) from error
    if len(data) != file.bytes:
        problem = f"the file has {len(data)} bytes and should have {file.bytes}"
        raise SourceError(Fault(problem, again, file=name))
    if (found := sha256(data).hexdigest()) != file.sha256:
        raise SourceError(Fault("the file's sha256 is not the one in origin.toml", again, name, None, found))
    return data


def _name(folder: Path, file: str) -> str:
    return f"{folder.name}/{file}"
