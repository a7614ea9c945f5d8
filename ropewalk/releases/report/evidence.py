"""What is frozen, measure by measure: the verdicts of the own place, its newest figure, its line to draw."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from ropewalk.figures.inputs import Line, Style, style_of
from ropewalk.figures.numbers import full
from ropewalk.figures.retold import retold
from ropewalk.figures.sentences import Tally, tally
from ropewalk.figures.series import lines_by
from ropewalk.releases.frozen import Frozen
from ropewalk.vocabulary.indicator import Indicator
from ropewalk.vocabulary.period import period_words
from ropewalk.vocabulary.words import Question


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure of the own place. ``counted``: its direction as counted among all, empty where there is no
    headline; ``before``: the same of the last release. Texts are empty where there is nothing to say."""

    indicator: Indicator
    counted: str
    before: str
    direction: str
    position: str
    position_word: str
    prospect: str
    prospect_word: str
    value: str
    period: str
    line: Line | None
    beside: tuple[Line, ...]

    @property
    def style(self) -> Style:
        """How its numbers are written."""
        return style_of(self.indicator)

    @property
    def has_turned(self) -> bool:
        """Whether its verdict is another than in the last release."""
        return bool(self.before) and bool(self.counted) and self.before != self.counted


@dataclass(frozen=True, eq=False)
class Evidence:
    """Everything a report is made of, with the look-ups that sections share."""

    frozen: Frozen

    @cached_property
    def place(self) -> str:
        """The name of the own place."""
        return self.name(self.frozen.definitions.city.place)

    @cached_property
    def country(self) -> str:
        """The code of the country that the own place lies in; empty where none is known."""
        own = self.frozen.places.get(self.frozen.definitions.city.place)
        codes = own.parents if own else ()
        return next((code for code in codes if self._kind(code) == "country"), "")

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """Every measure, in the definitions' order."""
        return tuple(map(self._measure, self.frozen.definitions.indicators))

    def of(self, priority: str) -> tuple[Measure, ...]:
        """The measures that serve a priority."""
        return tuple(one for one in self.measures if priority in one.indicator.priorities)

    def name(self, code: str) -> str:
        """A place by its name; its code where it has none here."""
        return self.frozen.places[code].name if code in self.frozen.places else code

    def delivery(self, what: str) -> tuple[Mapping[str, Any], ...]:
        """The risks, recovery plans or decisions that readers saw, as ``vocabulary.delivery`` names them."""
        return tuple(_within(self.frozen.rooms, "plan", "delivery").get(what, ()))

    def comments(self, indicator: str) -> tuple[Mapping[str, Any], ...]:
        """The signed words about a measure, the newest first, withdrawn ones left out."""
        held = _within(self.frozen.rooms, "commentary", "comments").get(f"indicator:{indicator}", ())
        own = ("", self.frozen.definitions.city.place)
        return tuple(one["words"] for one in held if one["place"] in own and one["words"]["text"])

    def _kind(self, code: str) -> str:
        return self.frozen.places[code].kind if code in self.frozen.places else ""

    @cached_property
    def _counted(self) -> dict[str, str]:
        return dict(self.frozen.headlines.select("indicator", "counted").iter_rows())

    @cached_property
    def _rows(self) -> dict[str, dict[tuple[str, str], dict[str, Any]]]:
        """The findings of each measure's headline, or of its first breakdown, by question and comparator."""
        first = pl.col("breakdown").min().over("indicator")
        found: dict[str, dict[tuple[str, str], dict[str, Any]]] = {}
        for row in self.frozen.findings.filter(pl.col("breakdown") == first).iter_rows(named=True):
            found.setdefault(row["indicator"], {})[row["question"], row["comparator"]] = row
        return found

    @cached_property
    def _series(self) -> dict[tuple[str, ...], pl.DataFrame]:
        return self.frozen.series.partition_by("indicator", "breakdown", as_dict=True)

    def _measure(self, indicator: Indicator) -> Measure:
        rows = self._rows.get(indicator.id, {})
        direction = rows.get((Question.DIRECTION, ""), {})
        position = rows.get((Question.POSITION, self.country), {})
        prospect = rows.get((Question.PROSPECT, ""), {})
        line, beside = self._lines(indicator.id, direction.get("breakdown", ""))
        known = [point for point in line.points if point.value is not None] if line else []
        newest = known[-1] if known else None
        before = self.frozen.before
        style = style_of(indicator)
        return Measure(
            indicator=indicator,
            counted=self._counted.get(indicator.id, ""),
            before=before.counted.get(indicator.id, "") if before else "",
            direction=_told(direction.get("sentence", "")),
            position=_told(position.get("sentence", "")),
            position_word=position.get("verdict", ""),
            prospect=_told(prospect.get("sentence", "")),
            prospect_word=prospect.get("verdict", ""),
            value=full(newest.value or 0.0, style, newest.lower, newest.upper) if newest else "",
            period=period_words(newest.period) if newest else "",
            line=line if known else None,
            beside=beside,
        )

    def _lines(self, indicator: str, breakdown: str) -> tuple[Line | None, tuple[Line, ...]]:
        rows = self._series.get((indicator, breakdown))
        if rows is None:
            return None, ()
        own = self.frozen.definitions.city.place
        lines = lines_by(rows, "place", {own: self.place, self.country: self.name(self.country)})
        main = lines.pop(own, None)
        return main, tuple(lines.values())


def _told(sentence: str) -> str:
    """A finding's sentence in the language in force."""
    return " ".join(part.words for part in retold(sentence))


def _within(held: Mapping[str, Any], *names: str) -> Mapping[str, Any]:
    """What lies under some names; nothing where one of them is not there."""
    found: Any = held
    for name in names:
        found = found.get(name) if isinstance(found, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def tally_of(evidence: Evidence, measures: Iterable[Measure] | None = None) -> Tally:
    """How many measures there are under each verdict; of all, or of some."""
    headlines = evidence.frozen.headlines
    if measures is None:
        return tally(headlines)
    return tally(headlines.filter(pl.col("indicator").is_in([one.indicator.id for one in measures])))
