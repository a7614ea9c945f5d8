"""TOML documents into frozen definitions, strictly: an unread or missing field is an error."""

import tomllib
from pathlib import Path
from typing import TypeVar

import msgspec

from ropewalk.vocabulary.errors import DefinitionError, Fault

T = TypeVar("T", bound=msgspec.Struct)


def read_document(path: Path, kind: type[T], file: str) -> T:
    """Read a TOML file as ``kind``. Raises DefinitionError naming ``file``, the field and the remedy."""
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), kind, strict=True)
    except FileNotFoundError as error:
        fault = Fault("the file is missing", f"Every source has one: {DOCS}", file=file)
        raise DefinitionError(fault) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        fault = Fault(f"this is not TOML: {error}", "Mend the line and the column named", file=file)
        raise DefinitionError(fault) from error
    except msgspec.ValidationError as error:
        raise DefinitionError(Fault(_plain(error), f"Mend the field: {DOCS}", file=file)) from error


DOCS = "docs/column-maps.md lists the fields of map.toml and origin.toml, docs/fetching.md of fetch.toml"


def _plain(error: msgspec.ValidationError) -> str:
    # "$.table[0].place" is msgspec's own path; people read it without the "$.".
    return str(error).replace("`$.", "`").replace("at `$`", "at the top")
