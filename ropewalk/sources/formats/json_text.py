"""JSON read strictly and safely, and its numbers as the text that cells are."""

from collections.abc import Sequence
from typing import Any

import msgspec

from ropewalk.vocabulary.errors import Fault, SourceError

CUT = "Fetch the file again: it is cut short, damaged, or not what map.toml says"


def read_json(data: bytes, file: str) -> dict[str, Any]:
    """The JSON object in the file. Raises SourceError for a damaged one, or one nested without end."""
    try:
        found = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except RecursionError as error:
        raise SourceError(Fault("the JSON is nested too deep to be data", CUT, file=file)) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise SourceError(Fault(f"the file cannot be read as JSON: {error}", CUT, file=file)) from error
    if not isinstance(found, dict):
        raise SourceError(Fault("the JSON is not an object", CUT, file=file))
    return found


def texts(values: Sequence[object]) -> list[str | None]:
    """JSON values as cells: null is a missing cell, a number its shortest spelling."""
    return [None if v is None else v if isinstance(v, str) else str(v) for v in values]
