"""Numbers as people type them."""

import re
from typing import Final

WRITTEN: Final = re.compile(r"[-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE][-+]?\d{1,3})?")


def number(text: str) -> float | None:
    """The number of a text; None for an empty one. Commas may part thousands; a unit is no part of a number.
    Raises ValueError for what is none."""
    text = text.strip()
    if not text:
        return None
    if not WRITTEN.fullmatch(text):
        raise ValueError(text)
    return float(text.replace(",", "").replace("−", "-"))
