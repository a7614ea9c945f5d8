"""A clock that tests of releases set, and a document that is made at once."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from ropewalk.releases.frozen import Frozen

DAY = datetime(2030, 5, 1, 9, 30, tzinfo=UTC)


@dataclass
class Clock:
    """What time it is."""

    now: datetime = DAY

    def on(self, **more: int) -> datetime:
        """Move on, and tell the time."""
        self.now += timedelta(**more)
        return self.now


def plain(frozen: Frozen) -> dict[str, bytes]:
    """A document that says what was frozen, in place of the real ones."""
    verdicts = frozen.headlines.select("indicator", "counted").rows()
    return {"plain.txt": f"{frozen.about.title} {frozen.about.at:%d %B %Y} {verdicts}".encode()}
