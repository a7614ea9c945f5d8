"""A figure taken elsewhere, in one piece: what is drawn, what it says, its verdict and its numbers."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from ropewalk.figures.inputs import Figure
from ropewalk.publish.website.cards import Tag
from ropewalk.publish.website.subject import Subject
from ropewalk.publish.website.told import plain, rest_of, title_of
from ropewalk.vocabulary.language import _
from ropewalk.vocabulary.tables import OBSERVATIONS


@dataclass(frozen=True, slots=True)
class Taken:
    """A figure with what goes with it wherever it is taken. ``said``: what it says, in a sentence; ``data``
    makes its numbers when they are asked for: rows of the exchange table, or of the table of groups."""

    subject: Subject
    name: str
    figure: Figure
    said: str
    tag: Tag | None
    data: Callable[[], pl.DataFrame]

    @property
    def headline(self) -> str:
        """What it says in short."""
        return title_of(self.said, plain(self.said))

    @property
    def rest(self) -> str:
        """What the sentence says beyond that."""
        return rest_of(self.said, self.headline)

    @property
    def about(self) -> str:
        """What it is about: the indicator, and the place."""
        return _("{measure}, {place}").format(measure=self.subject.indicator.title, place=self.subject.name)


def exchange(rows: pl.DataFrame) -> pl.DataFrame:
    """Figures as published, in the columns of the exchange table."""
    return rows.select(*OBSERVATIONS)
