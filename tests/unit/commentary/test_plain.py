"""What stands in a reader's way is named, with what to write instead."""

from hypothesis import given
from hypothesis import strategies as st

from ropewalk.commentary.plain import LONGEST, look


def test_plain_words_are_fine() -> None:
    assert look("More people found work this year. Two new firms came to the docks.").is_fine
    assert look("").is_fine


def test_hard_words_are_named_with_easier_ones() -> None:
    found = look("Going forward we will utilise a holistic approach. RAG is green.")
    assert dict(found.jargon)["utilise"] == "use"
    assert {word for word, _ in found.jargon} == {"going forward", "utilise", "holistic", "RAG"}


def test_a_hard_text_is_told_its_grade() -> None:
    hard = "Organisational transformation necessitates comprehensive multidisciplinary collaboration."
    assert look(hard).grade > 12


def test_long_sentences_are_shown() -> None:
    long = " ".join(["word"] * (LONGEST + 1)) + "."
    assert look(f"Short. {long}").long == (long,)


@given(st.text(max_size=500))
def test_no_text_breaks_it(text: str) -> None:
    assert look(text).grade >= 0
