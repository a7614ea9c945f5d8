"""What is still to be done before a release: asked each time somebody looks, and never a hindrance by itself.

A person decides whether a release may go out with something missing; then it stands in the release as it is.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ropewalk.findings.library import Library
from ropewalk.releases import rooms
from ropewalk.releases.models import Release
from ropewalk.vocabulary.city import Definitions
from ropewalk.vocabulary.indicator import Indicator
from ropewalk.vocabulary.language import _, ngettext


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do, or done. ``items``: what it is about, where that is a list."""

    text: str
    done: bool
    items: tuple[str, ...] = ()


def tasks(row: Release, definitions: Definitions, library: Library) -> tuple[Task, ...]:
    """The list, in the order in which things are done."""
    return tuple(_tasks(row, definitions, library))


def _tasks(row: Release, definitions: Definitions, library: Library) -> Iterator[Task]:
    fits = library.definitions_version == definitions.version
    yield Task(_("The findings are worked out with the definitions as they are now"), fits)
    late = overdue(definitions.indicators, row.planned_for.date())
    words = ngettext(
        "New figures were due by then for {count} measure",
        "New figures were due by then for {count} measures",
        len(late),
    )
    said = words.format(count=len(late)) if late else _("No measure waits for figures that are due")
    yield Task(said, not late, late)
    for sentence in rooms.lacking():
        yield Task(sentence, done=False)
    same = bool(row.manifest) and (row.revision, row.definitions) == (library.revision, definitions.version)
    yield Task(_("Prepared from the figures and definitions as they are now"), same)


def overdue(indicators: Iterable[Indicator], by: date) -> tuple[str, ...]:
    """The titles of measures for which new figures were announced for a day up to ``by`` and have not come: a
    definition names the next day once they have."""
    return tuple(one.title for one in indicators if _is_due(one.next_expected, by))


def _is_due(expected: str, by: date) -> bool:
    try:
        return date.fromisoformat(expected) <= by
    except ValueError:  # words: the producer announced no day
        return False
