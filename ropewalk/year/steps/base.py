"""What every step has: when, and who."""

from datetime import datetime

import msgspec


class Base(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="do"):
    """A step. ``on``: day and time as a clock on the wall here shows them; ``who``: a person's key."""

    on: datetime
    who: str


def example(text: str) -> None:
    """Raise ValueError unless a text that readers see says that it is an example."""
    if not text.startswith("Example"):
        raise ValueError(f'"{text}" has to begin with the word Example')
