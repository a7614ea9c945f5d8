"""What a source's folder holds before a fetch: its origin as written, and which of its files are whole."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from ropewalk.sources.origin import read_file
from ropewalk.vocabulary.errors import DefinitionError, Fault, SourceError
from ropewalk.vocabulary.source import File

ORIGIN = "origin.toml"


@dataclass(frozen=True)
class Held:
    """``head`` is ``origin.toml`` as written; before the first fetch it may name no files."""

    folder: Path
    head: dict[str, Any]
    files: tuple[File, ...]

    def hash(self, name: str) -> str:
        """The hash of the publisher's bytes of a file that the origin names; empty for another."""
        return next((file.sha256 for file in self.files if file.name == name), "")

    def has(self, name: str, sha256: str) -> bool:
        """Whether the folder holds a file with just these bytes, undamaged."""
        return any(_whole(self.folder, f) for f in self.files if f.name == name and f.sha256 == sha256)

    def is_whole(self) -> bool:
        """Whether there is an edition here, with all of its bytes undamaged."""
        return bool(self.files) and all(_whole(self.folder, file) for file in self.files)


def read_held(folder: Path) -> Held:
    """What ``folder`` holds. Raises DefinitionError when its origin cannot be read."""
    where = f"{folder.name}/{ORIGIN}"
    try:
        head = tomllib.loads((folder / ORIGIN).read_text(encoding="utf-8"))
        return Held(folder, head, msgspec.convert(head.get("files", []), tuple[File, ...]))
    except FileNotFoundError as error:
        remedy = "Write one, with title, producer, licence and so on: docs/fetching.md shows how"
        raise DefinitionError(Fault("the file is missing", remedy, file=where)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        remedy = "Mend the line and the column named"
        raise DefinitionError(Fault(f"this is not TOML: {error}", remedy, file=where)) from error
    except msgspec.ValidationError as error:
        raise DefinitionError(Fault(str(error), "Mend [[files]]", file=where)) from error


def _whole(folder: Path, file: File) -> bool:
    try:
        read_file(folder, file)
    except SourceError:
        return False
    return True
