"""Breakdowns: ``name=value`` pairs joined by ``;`` in name order; empty for the headline."""

from collections.abc import Mapping


def write_breakdown(pairs: Mapping[str, str]) -> str:
    """The one spelling of a breakdown: names sorted, lower case names, no ``;`` or ``=`` inside."""
    for part in (*pairs, *pairs.values()):
        if not part.strip() or ";" in part or "=" in part:
            raise ValueError(f"{part!r} cannot stand in a breakdown")
    return ";".join(f"{name}={pairs[name]}" for name in sorted(pairs))


def read_breakdown(text: str) -> dict[str, str]:
    """The pairs of a breakdown. Raises ValueError when it is not in its one spelling."""
    if not text:
        return {}
    pairs: dict[str, str] = dict(part.split("=", 1) for part in text.split(";") if "=" in part)
    if write_breakdown(pairs) != text:
        raise ValueError(f"{text!r} is not name=value pairs in name order, joined by ';'")
    return pairs


def breakdown_words(text: str) -> str:
    """A breakdown as people say it: ``sex=female`` becomes 'Sex: female'."""
    return "; ".join(f"{n.replace('-', ' ').capitalize()}: {v}" for n, v in read_breakdown(text).items())
