"""Small things that every table of a calibration's page is written with."""

from collections.abc import Iterable, Sequence

from ropewalk.vocabulary.calibration import OVERALL


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def percent(share: float | None) -> str:
    """A share to the tenth of a per cent; empty where there is none."""
    return "" if share is None else f"{share:.1%}"


def group(name: str) -> str:
    """A kind of indicator, or all of them."""
    return "all" if name == OVERALL else name


def held_back(flag: bool) -> str:
    """The mark of what was never tuned on."""
    return "held back" if flag else ""
