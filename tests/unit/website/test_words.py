"""Codes, dates, ranks and licences said plainly."""

from datetime import date
from types import SimpleNamespace

import pytest

from ropewalk.figures.inputs import Style
from ropewalk.findings import direction, position, prospect
from ropewalk.findings.effect import columns as effect_columns
from ropewalk.publish.website import definition, plainly
from ropewalk.publish.website.definition import expected
from ropewalk.publish.website.pages.priority import LEVERS
from ropewalk.publish.website.ranks import ordinal, rank_words
from ropewalk.publish.website.told import rest_of
from ropewalk.publish.website.worked import amount
from ropewalk.vocabulary.words import Frequency, Kind, Lever, Polarity, Reason


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (Reason, plainly.REASONS),
        (Frequency, plainly.FREQUENCIES),
        (Polarity, plainly.BETTER),
        (Kind, plainly.SORTS),
        (Lever, LEVERS),
    ],
    ids=lambda given: getattr(given, "__name__", ""),
)
def test_every_word_of_a_closed_list_is_said_plainly(words, said) -> None:
    assert set(said) == set(words)
    assert all(text and text[0].isupper() for text in said.values())


def test_a_kind_of_place_that_nobody_thought_of_still_reads() -> None:
    assert plainly.kind_of_place("health-board") == "Health board"
    assert plainly.kinds_of_place("health-board") == "Health board areas"
    assert plainly.kinds_of_place("county") == "County council areas"


def test_dates_are_in_words_and_words_stay() -> None:
    assert plainly.day("2027-01-05") == "5 January 2027"
    assert plainly.day("not announced") == "not announced"


@pytest.mark.parametrize(
    ("day", "late"), [("2026-01-05", True), ("2026-01-06", False), ("not announced", False)]
)
def test_a_date_that_has_passed_is_late(monkeypatch: pytest.MonkeyPatch, day: str, late: bool) -> None:
    monkeypatch.setattr(definition.clock, "today", lambda: date(2026, 1, 6))
    assert definition.is_late(None, day) is late  # type: ignore[arg-type]


def test_a_date_that_has_passed_is_said_to_be_late() -> None:
    assert expected("2026-01-05", late=False) == "5 January 2026"
    assert "This date has passed" in expected("2026-01-05", late=True)
    assert expected("not announced", late=False) == "not announced"


@pytest.mark.parametrize(
    ("p_value", "words"),
    [
        (None, ""),
        (0.0, "less than once in 1,000 times"),
        (0.0004, "less than once in 1,000 times"),
        (0.01, "about once in 100 times"),
        (0.05, "about once in 20 times"),
        (0.34, "about 34 times in 100"),
    ],
)
def test_chance_is_said_without_statistics(p_value: float | None, words: str) -> None:
    assert words in plainly.chances(p_value)
    assert bool(plainly.chances(p_value)) == bool(words)


def test_ranks_are_ranges() -> None:
    assert rank_words(12, 18, 20, "Places like us") == "Between 12th and 18th of 20: Places like us"
    assert rank_words(1, 1, 20, "Places like us") == "1st of 20: Places like us"


def test_ordinals_are_spelt_right() -> None:
    numbers = (1, 2, 3, 4, 11, 12, 13, 21, 102, 111, 1003)
    assert " ".join(map(ordinal, numbers)) == "1st 2nd 3rd 4th 11th 12th 13th 21st 102nd 111th 1,003rd"


def test_the_lead_says_only_what_the_title_has_not_said() -> None:
    sentence = "Better: 67.5% in 2023, up from 61.2% in 2015. Chance alone would do this once in 90 times."
    title = "Better: 67.5% in 2023, up from 61.2% in 2015"
    assert rest_of(sentence, title) == "Chance alone would do this once in 90 times."
    assert rest_of(sentence, "People in work") == sentence
    assert rest_of(title + ".", title) == ""


def test_every_method_is_said_plainly() -> None:
    methods = {*direction.METHODS, *position.METHODS, *prospect.METHODS, *effect_columns.METHODS} - {""}
    assert set(plainly.METHODS) == methods
    assert plainly.method("six-ways-t").endswith("(six-ways-t).")
    assert plainly.method("something-new") == "Something-new"


def test_differences_of_percentages_are_percentage_points() -> None:
    assert amount(1.3, Style(unit="%", decimals=1), points=True) == "1.3 percentage points"
    assert amount(1.3, Style(unit="years", decimals=1), points=False) == "1.3 years"


@pytest.mark.parametrize(
    ("prefix", "unit", "words"),
    [("£", "a week", "£ a week"), ("", "%", "%"), ("£", "", "£"), ("", "of 10", "out of 10")],
)
def test_a_unit_reads_as_people_say_it(prefix: str, unit: str, words: str) -> None:
    assert definition.unit(SimpleNamespace(prefix=prefix, unit=unit)) == words
