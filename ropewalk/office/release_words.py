"""What the office calls the states of a release, and what its documents are to a browser."""

from collections.abc import Mapping
from typing import Final

from ropewalk.releases.states import State
from ropewalk.vocabulary.language import later

STATE_WORDS: Final[Mapping[str, str]] = {
    State.PLANNED: later("Planned"),
    State.PREPARED: later("Prepared"),
    State.CLEARED: later("Waits for its time"),
    State.PUBLISHED: later("Published"),
    State.CORRECTED: later("Corrected"),
    State.CANCELLED: later("Cancelled"),
}
TYPES: Final[Mapping[str, str]] = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "csv": "text/csv; charset=utf-8",
}
