"""Which columns say where and when a row is about."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from ropewalk.sources.mapping.columns import Column
from ropewalk.sources.mapping.period_words import PeriodGuess, guess_period
from ropewalk.sources.mapping.place_words import SCHEMES, Gazetteer, PlaceGuess, guess_place
from ropewalk.sources.mapping.words import PERIOD, PLACE, TOTALS

# A heading with no word of the role takes a tenth off: cells weigh more than what stands above them.
NO_WORD = 0.9
NO_WORD_FOR_YEARS = 0.7
FEWEST = 0.4


@dataclass(frozen=True)
class PlaceFound:
    """A column of places: how sure, and how it was understood."""

    column: Column
    guess: PlaceGuess
    sure: float


@dataclass(frozen=True)
class PeriodFound:
    """A column of periods (with a second one of quarters or months beside it)."""

    column: Column
    guess: PeriodGuess
    sure: float
    second: str = ""


def find_places(columns: Sequence[Column], gazetteer: Gazetteer) -> list[PlaceFound]:
    """Columns that name places, the likeliest first.

    Among columns that are about as sure, the one with most places is the finest; a code is preferred to a
    name, since names are shared and change.
    """
    found = []
    for column in columns:
        if (guess := _place_guess(column, gazetteer)) and guess.share >= FEWEST:
            sure = min(1.0, guess.share) * (1.0 if PLACE.search(column.name) else NO_WORD)
            sure *= min([1.0, *(near.sure for near in guess.near)])
            found.append(PlaceFound(column, guess, round(sure, 3)))
    best = max((place.sure for place in found), default=0.0)
    most = max((len(p.column.counts) for p in found if p.sure >= best - 0.25), default=1)
    return sorted(found, key=lambda place: _rank(place, best, most), reverse=True)


def _place_guess(column: Column, gazetteer: Gazetteer) -> PlaceGuess | None:
    """Numbers are no places, but for the education department's, under a heading that says so."""
    words = {word: count for word, count in column.counts.items() if not TOTALS.fullmatch(word)}
    guess = guess_place(words, gazetteer)
    if guess and guess.scheme == "dfe-number" and not PLACE.search(column.name):
        return None
    return guess


def _rank(place: PlaceFound, best: float, most: int) -> tuple[bool, bool, int, float]:
    fine = 10 * len(place.column.counts) >= 9 * most
    likely = place.sure >= best - 0.25
    return likely and fine, likely, -SCHEMES.index(place.guess.scheme), place.sure


def find_periods(columns: Sequence[Column], cells: pl.DataFrame, words: str) -> list[PeriodFound]:
    """Columns that name periods, the likeliest first; years with quarters beside them as one."""
    found = []
    for column in columns:
        guess = guess_period(dict(column.counts), column.name, words)
        if guess and guess.share >= FEWEST:
            found.append(PeriodFound(column, guess, _sure(column, guess)))
    found.sort(key=lambda period: period.sure, reverse=True)
    joined = [two for period in found[:3] for two in _joined(period, columns, cells, words)]
    return [*joined, *found]


def _sure(column: Column, guess: PeriodGuess) -> float:
    if PERIOD.search(column.name):
        word = 1.0
    else:
        # A number from 1980 to 2050 may be a count, and one of five figures too.
        plain = all(word.removesuffix(".0").isdigit() for word in column.counts)
        word = NO_WORD_FOR_YEARS if plain else NO_WORD
    return round(guess.share * min(guess.sure, 0.95) * word, 3)


def _joined(
    period: PeriodFound, columns: Sequence[Column], cells: pl.DataFrame, words: str
) -> list[PeriodFound]:
    """The column of years with each column whose words make quarters or months of them."""
    found = []
    for second in columns:
        if second is period.column or len(second.counts) > 12 or not PERIOD.search(second.name):
            continue
        both = pl.concat_str(second.name, period.column.name, separator=" ")
        labels = dict(cells.select(both.alias("x")).drop_nulls().to_series().value_counts().iter_rows())
        guess = guess_period(labels, f"{second.name} {period.column.name}", words)
        if guess and guess.share == 1:
            found.append(PeriodFound(period.column, guess, round(min(guess.sure, 0.95), 3), second.name))
    return found
