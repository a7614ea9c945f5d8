"""Each revision in words: what changed of the account's own place first, then of others, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

import polars as pl

from ropewalk.figures.differences import signed
from ropewalk.figures.inputs import Style, style_of
from ropewalk.figures.numbers import count_of, value_words
from ropewalk.figures.paper_words import paper_lines, paper_message
from ropewalk.figures.verdicts import look
from ropewalk.findings.history.keep import History
from ropewalk.observations.changes import ADDED, MORE, REMOVED, REVISED
from ropewalk.vocabulary.city import Definitions
from ropewalk.vocabulary.period import period_words
from ropewalk.vocabulary.words import Question

ASKED: Final = {Question.DIRECTION.value: "over time", Question.POSITION.value: "beside its country"}


@dataclass(frozen=True, slots=True)
class Counts:
    """How many figures were added, revised and removed, and in how many measures."""

    added: int = 0
    revised: int = 0
    removed: int = 0
    measures: int = 0

    @property
    def all(self) -> int:
        """All of them."""
        return self.added + self.revised + self.removed


@dataclass(frozen=True, slots=True)
class Turn:
    """A verdict that a revision changed, by today's rules."""

    indicator: str
    title: str
    question: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Story:
    """One revision. ``source`` is empty where definitions, the plan or the method changed; ``title``,
    ``producer`` and ``published`` are the source's as of then. ``message`` says it in a sentence, ``lines``
    go on. ``is_news``: something that was published before is not as it was. ``figures``: rows of
    ``history.log.FIGURES``; ``others``: how many figures of each indicator changed in other places."""

    revision: int
    at: datetime
    source: str
    title: str
    producer: str
    published: date | None
    by: str
    message: str
    lines: tuple[str, ...]
    reasons: tuple[str, ...]
    is_news: bool
    own: Counts
    other: Counts
    turns: tuple[Turn, ...] = ()
    figures: tuple[Mapping[str, Any], ...] = ()
    others: tuple[Mapping[str, Any], ...] = ()
    papers: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True)
class Telling:
    """The words to tell with: the place's name, titles of measures, how their figures are written."""

    place: str
    titles: Mapping[str, str]
    styles: Mapping[str, Style] = field(default_factory=dict)

    def title(self, indicator: str) -> str:
        """A measure's title, or its id where it is defined no more."""
        return self.titles.get(indicator, indicator)

    def style(self, indicator: str) -> Style:
        """How a measure's figures are written."""
        return self.styles.get(indicator, Style(decimals=2))


def telling(definitions: Definitions) -> Telling:
    """The words of a city."""
    every = definitions.indicators
    return Telling(
        definitions.city.name, {one.id: one.title for one in every}, {one.id: style_of(one) for one in every}
    )


def stories(found: History, words: Telling) -> tuple[Story, ...]:
    """Every revision, the newest first."""
    log = found.log
    parts = {name: _split(getattr(log, name)) for name in ("measures", "figures", "papers", "reasons")}
    first = dict(log.measures.group_by("indicator").agg(pl.col("revision").min()).iter_rows())
    turns = _turns(found.then, words)
    entries = log.entries.sort("revision", descending=True).iter_rows(named=True)
    return tuple(_story(entry, parts, first, turns, words) for entry in entries)


def news(told: tuple[Story, ...]) -> tuple[Story, ...]:
    """Those that changed something that had been published."""
    return tuple(one for one in told if one.is_news)


def _split(frame: pl.DataFrame) -> Mapping[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    for row in frame.iter_rows(named=True):
        found.setdefault(row["revision"], []).append(row)
    return found


def _story(
    entry: Mapping[str, Any],
    parts: Mapping[str, Mapping[int, list[dict[str, Any]]]],
    first: Mapping[str, int],
    turns: Mapping[int, tuple[Turn, ...]],
    words: Telling,
) -> Story:
    revision = entry["revision"]
    measures, figures, papers, reasons = (
        parts[name].get(revision, []) for name in ("measures", "figures", "papers", "reasons")
    )
    own, other = (_counts([row for row in measures if row["own"] is mine]) for mine in (True, False))
    mine, again = turns.get(revision, ()), any(first[row["indicator"]] < revision for row in measures)
    message = figure_message(own, other, words.place, again=again) if entry["source"] else ""
    told = [row for row in papers if row["kind"] != "origin"]
    lines = (*figure_lines(figures, mine, words), *_others(own, other), *paper_lines(told, words.titles))
    return Story(
        revision=revision,
        at=entry["at"],
        source=entry["source"],
        title=entry["title"] or "",
        producer=entry["producer"] or "",
        published=entry["published"],
        by=entry["by"],
        message=message or paper_message(told, revision),
        lines=tuple(lines),
        reasons=tuple(dict.fromkeys(row["text"] for row in reasons)),
        is_news=again or own.revised + own.removed + other.revised + other.removed > 0 or _is_mended(told),
        own=own,
        other=other,
        turns=mine,
        figures=tuple(figures),
        others=tuple(row for row in measures if not row["own"]),
        papers=tuple(told),
    )


def _is_mended(papers: list[dict[str, Any]]) -> bool:
    """Whether a document that was held before is another now, or a second of its kind came later."""
    return any(row["change"] != ADDED for row in papers)


def _counts(rows: list[dict[str, Any]]) -> Counts:
    added, revised, removed = (sum(row[name] for row in rows) for name in (ADDED, REVISED, REMOVED))
    return Counts(added, revised, removed, len(rows))


def figure_message(own: Counts, other: Counts, place: str, *, again: bool) -> str:
    """What became of figures, in a sentence: those of the own place, or that none of them changed."""
    if own.revised:
        away = f" and took {own.removed:,} away" if own.removed else ""
        return f"The publisher revised {count_of(own.revised, 'figure')} for {place}{away}."
    if own.removed and own.added:
        gone = "1 old one is" if own.removed == 1 else f"{own.removed:,} old ones are"
        return f"{count_of(own.added, 'new figure')} came in for {place}. {gone} no longer in the file."
    if own.removed:
        return f"The publisher took away {count_of(own.removed, 'figure')} for {place}."
    if own.added:
        what = "new figure" if again else "figure"
        return f"{count_of(own.added, what)} came in for {place}, in {count_of(own.measures, 'measure')}."
    if other.all:
        return f"No figure for {place} changed. {count_of(other.all, 'figure')} for other places did."
    return "A file was loaded that changed no figure."


def figure_lines(figures: list[dict[str, Any]], turns: tuple[Turn, ...], words: Telling) -> tuple[str, ...]:
    """The largest revision, how many were large, and the verdicts that changed."""
    sized = [row for row in figures if row["size"]]
    out = []
    if sized:
        what = "largest change" if len(sized) > 1 else "change"
        out.append(f"The {what}: {largest_words(max(sized, key=_weight), words)}.")
    elif any(row["size"] == 0 for row in figures):
        out.append("No value moved. What changed is the range around it, or the counts behind it.")
    large = sum(row["against_interval"] == MORE for row in sized)
    if large:
        out.append(f"{count_of(large, 'figure')} moved by more than half of the likely range given before.")
    if turns:
        out.append(f"Verdicts that changed: {'; '.join(turn_words(turn) for turn in turns)}.")
    elif figures:
        out.append("No verdict changed.")
    return tuple(out)


def largest_words(row: Mapping[str, Any], words: Telling) -> str:
    """A revised figure: of what and when, from what to what."""
    style = words.style(row["indicator"])
    old, new = value_words(row["old_value"], "", style), value_words(row["value"], "", style)
    size = f" ({signed(row['size'], style)})" if old == new else ""
    return f"{words.title(row['indicator'])}, {period_words(row['period'])}, from {old} to {new}{size}"


def turn_words(turn: Turn) -> str:
    """A verdict that changed: ``People in work, over time, from no clear change to improving``."""
    old, new = (look(turn.question, word).label.lower() for word in (turn.old, turn.new))
    return f"{turn.title}, {ASKED[turn.question]}, from “{old}” to “{new}”"


def _weight(row: Mapping[str, Any]) -> float:
    """How large a change is beside the figure that was there before."""
    old, size = abs(row["old_value"]), abs(row["size"])
    return float(size / old) if old else float("inf")


def _others(own: Counts, other: Counts) -> tuple[str, ...]:
    if not (own.all and other.all):
        return ()
    counts = ((other.added, "came in"), (other.revised, "revised"), (other.removed, "taken away"))
    told = ", ".join(f"{count:,} {what}" for count, what in counts if count)
    return (f"Other places: {told}.",)


def _turns(then: pl.DataFrame, words: Telling) -> Mapping[int, tuple[Turn, ...]]:
    """The verdicts that each revision changed, beside the revision before that touched the indicator."""
    before = pl.col("verdict").shift(1).over("indicator", "question", order_by="revision")
    rows = then.with_columns(before.alias("old")).filter(pl.col("old") != pl.col("verdict"))
    found: dict[int, tuple[Turn, ...]] = {}
    for row in rows.iter_rows(named=True):
        name = row["indicator"]
        turn = Turn(name, words.title(name), row["question"], row["old"], row["verdict"])
        found[row["revision"]] = (*found.get(row["revision"], ()), turn)
    return found
