"""The kinds of series that our rules are tried on, named in the language of the page."""

import json
import re
from pathlib import Path

import pytest

from ropewalk.design.languages import languages
from ropewalk.publish.website.class_words import NUMBER, PARTS, class_words
from ropewalk.vocabulary.language import speaking

TRIALS = json.loads((Path(__file__).parents[3] / "cities/liverpool/calibration.json").read_text())


def names_in(told: object) -> set[str]:
    """Every name of a kind of series in a calibration."""
    if isinstance(told, dict):
        own = {told["name"]} if isinstance(told.get("name"), str) and "points" in told else set()
        return own.union(*map(names_in, told.values()))
    return set().union(*map(names_in, told)) if isinstance(told, list) else set()


def test_every_part_of_every_name_has_words() -> None:
    names = names_in(TRIALS)
    parts = {part for name in names for half in name.split(": ") for part in half.split(", ")}
    assert len(names) > 30
    assert {NUMBER.sub("{n}", part) for part in parts} <= PARTS


def test_in_english_a_name_stays_what_it_is() -> None:
    assert {name for name in names_in(TRIALS) if class_words(name) != name} == set()


def test_in_welsh_the_numbers_stay_and_the_words_do_not() -> None:
    with speaking(languages()["cy"]):
        told = {name: class_words(name) for name in names_in(TRIALS)}
    assert all(NUMBER.findall(name) == NUMBER.findall(words) for name, words in told.items())
    assert not any(re.search(r"\b(the|season|error|limits|uneven)\b", words) for words in told.values())


@pytest.mark.parametrize("name", ["of a kind not listed", "normal, of a kind not listed"])
def test_a_part_that_is_not_listed_stays_as_it_is(name: str) -> None:
    with speaking(languages()["cy"]):
        assert class_words(name) == name
