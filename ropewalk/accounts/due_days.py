"""Calendar feeds (RFC 5545) of what is due from somebody, whichever rooms it is owed to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event


@dataclass(frozen=True, slots=True)
class Due:
    """Something that is due on a day. ``uid`` names it for ever; ``version`` rises when it changes."""

    uid: str
    asked: datetime
    version: int
    day: date
    summary: str
    address: str


def feed(name: str, dues: Iterable[Due]) -> bytes:
    """The feed, each thing as a whole day that leaves its reader free."""
    made = Calendar()
    made.add("prodid", "-//Ropewalk//Due days//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", name)
    for one in dues:
        made.add_component(_event(one))
    return bytes(made.to_ical())


def _event(due: Due) -> Event:
    event = Event()
    event.add("uid", f"{due.uid}@ropewalk")
    event.add("dtstamp", due.asked)
    event.add("sequence", due.version)
    event.add("dtstart", due.day)
    event.add("dtend", due.day + timedelta(days=1))
    event.add("summary", due.summary)
    event.add("url", due.address)
    event.add("transp", "TRANSPARENT")
    return event
