"""Column names as a sheet or file gives them, made unique and easy to write in a map."""

from collections import Counter
from collections.abc import Iterable


def unique_headers(names: Iterable[str | None]) -> list[str]:
    """White space made single; a name that comes again is ``name (2)``; an empty one is its letter.

    ``["Year", "Notes", "Notes", ""]`` gives ``["Year", "Notes", "Notes (2)", "column D"]``.
    """
    seen: Counter[str] = Counter()
    found = []
    for index, name in enumerate(names):
        plain = " ".join((name or "").split()) or f"column {_letter(index)}"
        seen[plain] += 1
        found.append(plain if seen[plain] == 1 else f"{plain} ({seen[plain]})")
    return found


def _letter(index: int) -> str:
    """0 is A, 25 is Z, 26 is AA, as spreadsheets name columns."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
