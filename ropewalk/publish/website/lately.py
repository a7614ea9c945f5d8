"""What changed since last time, for home: the newest entries of the log of published numbers, in short."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ropewalk.design.languages import content, filled
from ropewalk.figures.stories import Story, news
from ropewalk.publish.website import addresses, plainly
from ropewalk.vocabulary.language import _, later

MOST: Final = 3
TURNED: Final = later("Verdicts that changed: {verdicts}.")  # as ``figures.stories`` says it


@dataclass(frozen=True, slots=True)
class Entry:
    """A change: what the file or the document is and its date, the change in a sentence, and the weightiest
    line more: a verdict that changed, else the largest revision."""

    href: str
    when: str
    message: str
    line: str


@dataclass(frozen=True, slots=True)
class Lately:
    """The newest changes that touch the own place, its definitions or its rules; ``others``: those newer than
    the last one shown that touch other places alone."""

    items: tuple[Entry, ...]
    others: int = 0


def lately(stories: Sequence[Story], most: int = MOST) -> Lately:
    """The newest ``most`` changes of our own, newest first, as the log tells them."""
    told = news(tuple(stories))
    own = [story for story in told if story.own.all or not story.source]
    shown = own[:most]
    oldest = shown[-1].revision if shown else 0
    others = sum(story.revision > oldest for story in told if story not in own)
    return Lately(tuple(_entry(story) for story in shown), others)


def _entry(story: Story) -> Entry:
    day = plainly.day((story.published or story.at.date()).isoformat())
    line = next(
        (one for one in story.lines if story.turns and one.startswith(_(TURNED).partition("{")[0])), ""
    )
    return Entry(
        href=addresses.change(story.revision),
        when=filled("{title}, {day}", title=content(story.title), day=day) if story.title else day,
        message=story.message,
        line=line or next(iter(story.lines), ""),
    )
