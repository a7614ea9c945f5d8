"""A report in one piece, the same for every medium: what it says, in order, with its tables and figures.

Text is plain; media escape it. Nothing follows from the clock: the day of a report is its release's.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from ropewalk.figures.inputs import Figure, Table
from ropewalk.vocabulary.city import Brand
from ropewalk.vocabulary.language import ENGLISH


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph. ``lead``: the first words of a part, said larger."""

    words: str
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Points:
    """A list of short texts."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure; its description is read in its place, its note stands below."""

    figure: Figure


Part = Text | Points | Table | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report. ``level``: 2 below the report's title, 3 below a section."""

    title: str
    parts: tuple[Part, ...]
    level: int = 2


@dataclass(frozen=True, slots=True)
class Report:
    """A report. ``facts``: pairs that say what it is of; ``annex``: tables for the spreadsheet alone;
    ``language``: of its words, as HTML tags it."""

    kind: str
    title: str
    of: str
    council: str
    at: datetime
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    annex: tuple[Table, ...]
    brand: Brand
    language: str = ENGLISH.tag

    @property
    def parts(self) -> Iterator[Part]:
        """Every part of every section, in order."""
        return (part for section in self.sections for part in section.parts)

    @property
    def tables(self) -> tuple[Table, ...]:
        """Every table that stands in it, then those of the annex."""
        return (*(part for part in self.parts if isinstance(part, Table)), *self.annex)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure that stands in it."""
        return tuple(part.figure for part in self.parts if isinstance(part, Picture))


def sentences(report: Report) -> Iterator[str]:
    """Every text that a reader of any medium meets, in order: media can be held against each other."""
    yield report.title
    for term, text in report.facts:
        yield from (term, text)
    for section in report.sections:
        yield section.title
        for part in section.parts:
            yield from _said(part)


def _said(part: Part) -> Iterator[str]:
    if isinstance(part, Text):
        yield part.words
    elif isinstance(part, Points):
        yield from part.items
    elif isinstance(part, Picture):
        yield part.figure.title
        yield from (part.figure.note,) if part.figure.note else ()
    else:
        yield from (part.caption, *part.head, *(cell for row in part.rows for cell in row))
