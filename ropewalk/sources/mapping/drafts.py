"""Which series a table holds, and which indicator of the workspace each is likely to be."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Protocol

from ropewalk.sources.mapping.columns import Column
from ropewalk.sources.mapping.figures import Figures
from ropewalk.sources.mapping.groups import Groups, slug
from ropewalk.sources.mapping.proposal import CLOSE, Draft
from ropewalk.sources.mapping.shape import Block
from ropewalk.sources.mapping.tidy import Tidied
from ropewalk.sources.mapping.units import PER, Unit, is_unit, unit_of
from ropewalk.sources.mapping.words import MEASURE, VALUE
from ropewalk.sources.maps import Series
from ropewalk.vocabulary.indicator import Indicator

LIKELY = 0.6
MOST = 6
SMALL = "a an and as at by for from in is it its number of on or per percentage rate the to with"
SMALL_WORDS = frozenset(re.findall("[a-z]+", SMALL))


class Seen(Protocol):
    """What of an understood table is needed here."""

    @property
    def block(self) -> Block: ...
    @property
    def tidied(self) -> Tidied: ...
    @property
    def columns(self) -> tuple[Column, ...]: ...
    @property
    def figures(self) -> Figures: ...
    @property
    def groups(self) -> Groups: ...


def draft_series(
    seen: Seen, indicators: Sequence[Indicator], asked: str, file: str, chosen: Sequence[str] = ()
) -> tuple[tuple[Series, ...], tuple[Draft, ...], tuple[str, ...]]:
    """A series for each measure or column of values, with the indicator it may be; and what was passed over.

    ``chosen``: columns or measures that a person asked for. Without them, a table of more than MOST that
    no indicator is known for gives only those for which one is: a hundred definitions help nobody.
    """
    parts = [part for part in _parts(seen, file) if not chosen or {part.label, part.value} & set(chosen)]
    drafts = [match(part.label, part.unit, indicators, asked) for part in parts]
    new = [part.label for part, draft in zip(parts, drafts, strict=True) if not draft.known]
    passed = new if len(new) > MOST and not chosen and len(new) < len(parts) else []
    kept = [pair for pair in zip(parts, drafts, strict=True) if pair[0].label not in passed]
    series = tuple(_series(seen, draft, part) for part, draft in kept)
    return series, tuple(draft for _, draft in kept), tuple(passed)


@dataclass(frozen=True)
class Part:
    """The rows and the column of one series, and what the sheet calls it."""

    where: dict[str, str]
    label: str
    value: str

    @property
    def unit(self) -> Unit:
        return unit_of(f"{self.value} {self.label}")


def _parts(seen: Seen, file: str) -> list[Part]:
    """A part for each word of the column of measures, or for each column of values."""
    values = [column.name for column in seen.figures.values] or [""]
    alone = len(values) == 1
    measure = seen.groups.measure
    if not measure:
        return [Part({}, _label(value, seen, file, alone=alone), value) for value in values]
    words = sorted(next(column for column in seen.columns if column.name == measure).counts)
    return [
        Part({measure: word}, word if alone else f"{word} {value}", value)
        for word in words
        for value in values
    ]


def _label(value: str, seen: Seen, file: str, *, alone: bool) -> str:
    """What a column of values is called: its heading, unless that says only "Value" or a unit."""
    bare = re.sub("[^A-Za-z]", "", VALUE.sub("", PER.sub("", value)))
    made = seen.tidied.wide is not None and value == seen.tidied.wide.cells
    if value and not made and (bare or not alone) and not is_unit(value):
        return value
    for column in seen.columns:
        if len(column.counts) == 1 and MEASURE.search(column.name):
            return next(iter(column.counts))
    titles = [title for title in seen.block.titles if len(title) > 8]
    return titles[0] if titles else PurePath(file).stem.replace("_", " ").replace("-", " ")


def _series(seen: Seen, draft: Draft, part: Part) -> Series:
    figures, unit = seen.figures, part.unit
    percent = part.value in seen.block.percents or _all_percents(seen)
    return Series(
        indicator=draft.indicator,
        where=dict(part.where),
        value=part.value,
        lower=figures.lower.name if figures.lower else "",
        upper=figures.upper.name if figures.upper else "",
        numerator=figures.numerator.name if figures.numerator else "",
        denominator=figures.denominator.name if figures.denominator else "",
        multiplier=1.0 if part.value else (unit.per if unit.per > 1 else 100.0),
        scale=100.0 if percent else unit.scale,
        breakdown_columns=seen.groups.breakdowns,
    )


def _all_percents(seen: Seen) -> bool:
    wide = seen.tidied.wide
    return bool(wide and set(wide.columns) <= seen.block.percents)


def match(label: str, unit: Unit, indicators: Sequence[Indicator], asked: str = "") -> Draft:
    """The workspace's indicator whose name says most nearly the same; else a new id made from the label."""
    if asked:
        return Draft(label, unit, asked, known=any(asked == one.id for one in indicators), sure=1.0)
    scored = sorted(((likeness(label, unit, one), one.id) for one in indicators), reverse=True)
    if scored and scored[0][0] >= LIKELY:
        close = [f"{name} ({sure:.2f})" for sure, name in scored[1:2] if scored[0][0] - sure <= CLOSE]
        return Draft(label, unit, scored[0][1], known=True, sure=scored[0][0], other=", ".join(close))
    return Draft(label, unit, slug(label)[:60].strip("-"), known=False, sure=1.0)


def likeness(label: str, unit: Unit, indicator: Indicator) -> float:
    """From 0 to 1: the share of words that label and name have in common, the best of the indicator's names.

    Dice's measure over words without small ones; a unit that contradicts halves it.
    """
    words = _words(label)
    names = (
        indicator.title,
        indicator.official_title,
        indicator.id.replace("-", " "),
        *indicator.search_words,
    )
    best = max((_dice(words, _words(name)) for name in names), default=0.0)
    clash = (
        unit.name == "%" and indicator.unit and "%" not in indicator.unit and "per cent" not in indicator.unit
    )
    return round(best * (0.5 if clash else 1.0), 3)


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def _words(text: str) -> frozenset[str]:
    found = re.findall(r"[a-z]+|\d+", text.lower())
    return frozenset(word.rstrip("s") if len(word) > 3 else word for word in found if word not in SMALL_WORDS)
