"""Texts in a CSV file that a spreadsheet might run as a formula: an apostrophe before them, and off again."""

import re
from typing import Final

RISKY: Final = re.compile(r"'*[=+\-@\t\r\n]")


def guarded(text: str) -> str:
    """A text as a CSV file holds it."""
    return f"'{text}" if RISKY.match(text) else text


def unguarded(text: str) -> str:
    """A text as it was before."""
    return text[1:] if text.startswith("'") and RISKY.match(text) else text
