import pytest
from hypothesis import given
from hypothesis import strategies as st

from ropewalk.vocabulary.breakdown import breakdown_words, read_breakdown, write_breakdown

part = st.text(st.characters(blacklist_characters=";=", blacklist_categories=("Cs",)), min_size=1).filter(
    str.strip
)


def test_names_are_in_order_whatever_order_they_came_in() -> None:
    assert write_breakdown({"sex": "female", "age": "16-24"}) == "age=16-24;sex=female"


def test_the_headline_has_no_breakdown() -> None:
    assert write_breakdown({}) == ""
    assert read_breakdown("") == {}


@pytest.mark.parametrize("text", ["sex=female;age=16-24", "female", "sex=", "=female", "sex=a;sex=b"])
def test_a_second_spelling_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"breakdown|joined"):
        read_breakdown(text)


@given(st.dictionaries(part, part))
def test_what_is_written_reads_back(pairs: dict[str, str]) -> None:
    assert read_breakdown(write_breakdown(pairs)) == pairs


def test_a_breakdown_is_said_in_words() -> None:
    assert breakdown_words("age-band=16-24;sex=female") == "Age band: 16-24; Sex: female"
