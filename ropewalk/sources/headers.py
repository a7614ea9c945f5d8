"""Column names as a sheet or file gives them, made unique and easy to write in a map."""

from collections import Counter
from collections.abc import Iterable, Sequence

# What stands between the parts of a name that two header rows make: "2023/24 | Rate".
PARTS = " | "


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


def joined_headers(rows: Sequence[Sequence[str | None]]) -> list[str | None]:
    """One name a column from several header rows, the upper ones carried on to the right.

    A merged cell holds its words in its first column only, so an empty upper cell means what the one on
    its left says. ``[["", "2023/24", ""], ["Ward", "Number", "Rate"]]`` gives ``Ward``,
    ``2023/24 | Number``, ``2023/24 | Rate``.
    """
    *upper, last = [[" ".join((cell or "").split()) for cell in row] for row in rows]
    above = [_carried_on(row) for row in upper]
    parts = [[part for part in column if part] for column in zip(*above, last, strict=True)]
    return [PARTS.join(dict.fromkeys(part)) or None for part in parts]


def _carried_on(row: Sequence[str]) -> list[str]:
    found, now = [], ""
    for cell in row:
        now = cell or now
        found.append(now)
    return found


def _letter(index: int) -> str:
    """0 is A, 25 is Z, 26 is AA, as spreadsheets name columns."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
