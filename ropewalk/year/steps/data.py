"""Publishers' data that comes in between."""

from ropewalk.year.steps.base import Base


class Load(Base, frozen=True, kw_only=True, tag="load"):
    """Load each edition of these sources that its publisher had put out by then. ``note``: kept with it."""

    sources: tuple[str, ...]
    note: str = ""
