"""Origins, and the publisher's bytes: exactly those that the origin names, or an error."""

import gzip
import zlib
from collections.abc import Collection, Mapping
from hashlib import sha256
from pathlib import Path

from ropewalk.sources.documents import read_document
from ropewalk.vocabulary.errors import DefinitionError, Fault, SourceError
from ropewalk.vocabulary.source import File, Origin

OF_EDITIONS = frozenset({"editions.toml", "editions", "acceptances.toml", "corrections.toml"})
OWN_FILES = (
    frozenset({"origin.toml", "map.toml", "README.md", "disclosure.toml", "fetch.toml", "fetched.toml"})
    | OF_EDITIONS
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
    faults += name_faults([each.name for each in origin.files], file)
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


def name_faults(names: list[str], file: str) -> list[Fault]:
    """A fault for each name that is given twice or that leads out of the folder."""
    twice = [name for name in dict.fromkeys(names) if names.count(name) > 1]
    outside = [name for name in names if Path(name).name != name]
    return [
        *(Fault("the file is named twice", "Take one of them out", file, None, name) for name in twice),
        *(
            Fault("this is not a file's name", "Put the file in the folder", file, None, name)
            for name in outside
        ),
    ]


def read_bytes(
    folder: Path, origin: Origin, within: str = "", *, without: Collection[str] = ()
) -> Mapping[str, bytes]:
    """The publisher's bytes of every file, by name, unpacked where the name ends in ``.gz``.

    ``within``: the part of the source's folder where they lie, such as ``editions/2023-03-31``. Those named
    by ``without`` are not read.
    Raises SourceError when a file is missing, damaged, cut short, changed, or not in the origin.
    """
    faults: list[Fault] = []
    found: dict[str, bytes] = {}
    for file in origin.files:
        if file.name in without:
            continue
        try:
            found[file.name] = read_file(folder, file, within)
        except SourceError as error:
            faults.extend(error.faults)
    named = {file.name for file in origin.files} | (set() if within else OWN_FILES)
    listing = "editions.toml" if within else "origin.toml"
    for path in sorted((folder / within).iterdir()) if (folder / within).is_dir() else ():
        if path.name not in named and not path.name.startswith("."):
            remedy = f"Add it to {listing} with its sha256 and bytes, or take it out of the folder"
            name = _name(folder, within, path.name)
            faults.append(Fault(f"{listing} does not name this file", remedy, file=name))
    if faults:
        raise SourceError(*faults)
    return found


def read_file(folder: Path, file: File, within: str = "") -> bytes:
    """The publisher's bytes of one file. Raises SourceError unless they are those that are listed."""
    name, listing = _name(folder, within, file.name), "editions.toml" if within else "origin.toml"
    again = (
        f"Fetch the file again; if the publisher has changed it, put the new sha256 and bytes in {listing}"
    )
    try:
        data = (folder / within / file.name).read_bytes()
        data = gzip.decompress(data) if file.name.endswith(".gz") else data
    except FileNotFoundError as error:
        remedy = f"Put it in the source's folder, or take it out of {listing}"
        raise SourceError(Fault("the file is missing", remedy, file=name)) from error
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise SourceError(Fault(f"the file is damaged: {error}", again, file=name)) from error
    if len(data) != file.bytes:
        problem = f"the file has {len(data)} bytes and should have {file.bytes}"
        raise SourceError(Fault(problem, again, file=name))
    if (found := sha256(data).hexdigest()) != file.sha256:
        raise SourceError(Fault(f"the file's sha256 is not the one in {listing}", again, name, None, found))
    return data


def _name(folder: Path, within: str, file: str) -> str:
    return "/".join(part for part in (folder.name, within, file) if part)
