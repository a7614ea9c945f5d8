"""Somebody who keeps every output of every edition, and works out whole numbers that fit all of them.

He knows what is counted and how figures add up, that a count that did not change is one count, and how
many people there are. He does not know the base counts: those are his unknowns, one for each number that a
council, sex and year ever had. Each number that he finds anywhere bounds the sum of some of them.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from math import ceil, floor

import numpy as np
import polars as pl
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array
from secret_city import COUNT, PER, RATE, Base, Key, Row

from ropewalk.stats.intervals import rate_limits
from ropewalk.vocabulary.period import period_words

TINY = 1e-6


@dataclass(frozen=True)
class Fact:
    """A number found somewhere: of an edition, an indicator and a figure. ``field``: value, lower, upper,
    numerator or denominator; ``half``: half the last digit that was printed."""

    edition: int
    indicator: str
    key: Key
    field: str
    number: float
    half: float = TINY


def facts_of_table(rows: pl.DataFrame, edition: int) -> Iterator[Fact]:
    """Every number of a table of observations."""
    for row in rows.filter(pl.col("indicator").is_in([COUNT, RATE])).iter_rows(named=True):
        for field in ("value", "lower", "upper", "numerator", "denominator"):
            if row[field] is not None:
                key = (row["place"], row["period"], row["breakdown"] or "")
                yield Fact(edition, row["indicator"], key, field, float(row[field]))


class Tables(HTMLParser):
    """The tables of a page: caption, head, rows; all as text."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[tuple[str, list[list[str]]]] = []
        self._into: list[str] | None = None

    def handle_starttag(self, tag: str, _: object) -> None:
        if tag == "table":
            self.tables.append(("", []))
        elif tag == "tr" and self.tables:
            self.tables[-1][1].append([])
        elif tag in ("td", "th", "caption"):
            self._into = []

    def handle_endtag(self, tag: str) -> None:
        if self._into is not None and tag in ("td", "th", "caption") and self.tables:
            text = " ".join(" ".join(self._into).split())
            rows = self.tables[-1][1]
            if tag == "caption":
                self.tables[-1] = (text, rows)
            elif rows:
                rows[-1].append(text)
            self._into = None

    def handle_data(self, data: str) -> None:
        if self._into is not None:
            self._into.append(data)


_NUMBER = re.compile(r"[−-]?[\d,]+(?:\.\d+)?")
_RANGE = re.compile(rf"({_NUMBER.pattern}) to ({_NUMBER.pattern})")
_DIVISION = re.compile(rf"({_NUMBER.pattern}) ÷ ({_NUMBER.pattern})")


@dataclass(frozen=True)
class Reader:
    """Reads the tables of pages about an indicator. ``names``: of places, to their codes."""

    names: dict[str, str]
    periods: tuple[str, ...]

    @cached_property
    def _words(self) -> dict[str, str]:
        return {period_words(text): text for text in self.periods}

    def facts(self, page: str, edition: int, indicator: str, place: str) -> Iterator[Fact]:
        """Every number in a table of a page that has a period; ``place``: whom the page is about."""
        parser = Tables()
        parser.feed(page)
        for caption, rows in parser.tables:
            if rows:
                yield from self._of_table(caption, rows[0], rows[1:], edition, indicator, place)

    def _of_table(
        self,
        caption: str,
        head: list[str],
        rows: list[list[str]],
        edition: int,
        indicator: str,
        place: str,
    ) -> Iterator[Fact]:
        told = [period for words, period in self._words.items() if words in caption]
        for row in rows:
            period = next((self._words[cell] for cell in row if cell in self._words), None)
            period = period or (told[0] if len(told) == 1 else None)
            if period is None:
                continue
            where = next((self.names[cell] for cell in row[:1] if cell in self.names), place)
            parts = [text for text in (*row, caption) if "Sex: " in text]
            sex = re.search(r"Sex: (men|women)", parts[0]) if parts else None
            breakdown = f"sex={sex[1]}" if sex else ""
            for title, cell in zip(head, row, strict=False):
                key = (self.names.get(title, where), period, breakdown)
                if cell not in self._words:  # a year is no number of calls
                    yield from _of_cell(title, cell, edition, indicator, key)


def _of_cell(title: str, cell: str, edition: int, indicator: str, key: Key) -> Iterator[Fact]:
    if title in ("Period", "Row", "Load", "File", "Group", "Place"):
        return
    if found := _DIVISION.search(cell):
        yield _printed(edition, indicator, key, "numerator", found[1])
        yield _printed(edition, indicator, key, "denominator", found[2])
    elif found := _RANGE.fullmatch(cell):
        yield _printed(edition, indicator, key, "lower", found[1])
        yield _printed(edition, indicator, key, "upper", found[2])
    elif _NUMBER.fullmatch(cell):
        yield _printed(edition, indicator, key, "value", cell)


def _printed(edition: int, indicator: str, key: Key, field: str, text: str) -> Fact:
    plain = text.replace(",", "").replace("−", "-")
    digits = len(plain.partition(".")[2])
    return Fact(edition, indicator, key, field, float(plain), 0.5 * 10.0**-digits + TINY)


class Attacker:
    """``editions``: the figures of each and its base counts, of which he knows no number, but when one is the
    same as in the edition before. ``round_to``: he knows how what is shown was rounded."""

    def __init__(self, editions: dict[int, tuple[list[Row], Base]], round_to: int = 1) -> None:
        self.round_to = round_to
        self.unknown: dict[tuple[object, int], int] = {}
        self.sums: dict[tuple[int, Key], tuple[int, ...]] = {}
        self.people: dict[tuple[int, Key], int] = {}
        self.truth: dict[tuple[int, Key], int] = {}
        for edition, (rows, base) in editions.items():
            for row in rows:
                of = tuple(self.unknown.setdefault((p, base[p]), len(self.unknown)) for p in row.parts)
                self.sums[edition, row.key] = of
                self.people[edition, row.key] = row.people
                self.truth[edition, row.key] = sum(base[part] for part in row.parts)
        self.base = np.array([value for _, value in self.unknown], dtype=np.float64)
        self.bounds: dict[tuple[int, ...], tuple[float, float]] = {}

    def learn(self, facts: Iterable[Fact]) -> int:
        """Take in numbers; how many said anything of a count."""
        told = 0
        for fact in facts:
            at = fact.edition, fact.key
            bounds = self._bounds(fact, self.people.get(at, 0)) if at in self.sums else None
            if bounds is not None:
                known = self.bounds.get(self.sums[at], (0.0, np.inf))
                self.bounds[self.sums[at]] = max(known[0], bounds[0]), min(known[1], bounds[1])
                told += 1
        return told

    def _bounds(self, fact: Fact, people: int) -> tuple[float, float] | None:
        """What a number says of the count behind it; None for one that says nothing."""
        low, high = fact.number - fact.half, fact.number + fact.half
        if fact.field == "denominator":
            return None
        if fact.field in ("lower", "upper"):
            return self._from_limit(fact, people) if fact.indicator == RATE else None
        if fact.field == "value" and fact.indicator == RATE:
            if self.round_to > 1:
                return None  # worked out from the numerator that stands beside it
            low, high = low * people / PER, high * people / PER
        if self.round_to > 1:
            low, high = low - self.round_to / 2, high + self.round_to / 2 - 2 * TINY
        return ceil(low - TINY), floor(high + TINY)

    def _from_limit(self, fact: Fact, people: int) -> tuple[float, float]:
        """The counts whose limits would be printed so."""
        counts = np.arange(0.0, 4000.0)
        limits = rate_limits(counts, np.full(len(counts), float(people)), multiplier=PER)
        near = np.abs(getattr(limits, fact.field) - fact.number) <= fact.half
        fitting = counts[near]
        return (float(fitting[0]), float(fitting[-1])) if len(fitting) else (0.0, np.inf)

    def fits(self) -> bool:
        """Whether the truth fits all that was learnt: an attacker who errs proves nothing."""
        return all(low <= self.base[list(of)].sum() <= high for of, (low, high) in self.bounds.items())

    def is_told(self, edition: int, key: Key) -> bool:
        """Whether a number of just this figure was seen."""
        return self.sums[edition, key] in self.bounds

    def range_of(self, edition: int, key: Key, least: int = 0) -> tuple[int, int, np.ndarray]:
        """The least and the greatest count that fit everything, and base counts that give the greatest.
        ``least``: of each base count."""
        aim = np.zeros(len(self.base))
        np.add.at(aim, list(self.sums[edition, key]), 1.0)
        ends, table = [], self.base
        for way in (1.0, -1.0):
            found = milp(
                way * aim,
                integrality=np.ones(len(aim)),
                bounds=Bounds(np.full(len(aim), float(least)), np.full(len(aim), 5000.0)),
                constraints=self._constraints,
            )
            assert found.x is not None, found.message
            table = np.rint(found.x)
            ends.append(round(float(aim @ table)))
        return ends[0], ends[1], table

    @cached_property
    def _constraints(self) -> LinearConstraint:
        rows, columns, data = [], [], []
        for n, of in enumerate(self.bounds):
            rows += [n] * len(of)
            columns += of
            data += [1.0] * len(of)
        matrix = csr_array((data, (rows, columns)), shape=(len(self.bounds), len(self.base)))
        low, high = np.array(list(self.bounds.values())).T
        return LinearConstraint(matrix, low, high)
