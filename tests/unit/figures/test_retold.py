"""A finding's sentence in another language: every pattern of the engine is known, and nothing is lost."""

import pytest

from ropewalk.design.languages import languages
from ropewalk.figures.retold import retold
from ropewalk.vocabulary.language import speaking

WELSH = languages()["cy"]


def words(sentence: str) -> str:
    with speaking(WELSH):
        return " ".join(part.words for part in retold(sentence))


def english(sentence: str) -> list[str]:
    with speaking(WELSH):
        return [part.words for part in retold(sentence) if part.is_english]


@pytest.mark.parametrize(
    ("sentence", "welsh"),
    [
        (
            "Better: 67.5% in 2024, up from 61.0% in 2014. "
            "Chance alone would give such a rise less than 1 time in 1,000.",
            "Gwell: 67.5% yn 2024, i fyny o 61.0% yn 2014. "
            "Byddai hap yn unig yn rhoi codiad o’r fath lai nag 1 waith mewn 1,000.",
        ),
        (
            "Worse: £605 a week in the year to March 2025. Since the year to March 2016 it has risen by "
            "about £12.1 a week a year. Chance alone would give such a rise less than 1 time in 20.",
            "Gwaeth: £605 yr wythnos yn y flwyddyn hyd at fis Mawrth 2025. Ers y flwyddyn hyd at fis Mawrth "
            "2016 mae wedi codi tua £12.1 yr wythnos y flwyddyn. "
            "Byddai hap yn unig yn rhoi codiad o’r fath lai nag 1 waith mewn 20.",
        ),
        (
            "Not clearly different from the middle one of its nearest neighbours: −3.2 against 1,020.5 "
            "per 1,000 people on 31 March 2025. Chance alone could explain the difference. "
            "It is higher than 7 of those 10 places.",
            "Dim gwahaniaeth clir wrth ochr yr un canol o’i gymdogion agosaf: −3.2 yn erbyn 1,020.5 "
            "fesul 1,000 o bobl ar 31 Mawrth 2025. Gallai hap yn unig esbonio’r gwahaniaeth. "
            "Mae’n uwch na 7 o’r 10 lle hynny.",
        ),
        (
            "Cannot say: the figures are hidden to protect people's privacy.",
            "Ni ellir dweud: mae’r ffigurau wedi’u cuddio i ddiogelu preifatrwydd pobl.",
        ),
        ("No target is set.", "Nid oes targed wedi’i osod."),
    ],
)
def test_a_sentence_is_said_in_welsh(sentence: str, welsh: str) -> None:
    assert words(sentence) == welsh
    assert english(sentence) == []


def test_english_is_as_it_stands() -> None:
    assert [part.words for part in retold("Better: anything at all.")] == ["Better: anything at all."]


def test_what_a_definition_wants_read_stays_english_and_the_rest_goes_on_in_welsh() -> None:
    must_read = "Prices rose too, and this figure does not allow for that."
    sentence = f"Better: £9 in 2023, up from £7 in 2014. {must_read} The newest figure is old."
    assert english(sentence) == [must_read]
    assert words(sentence).endswith("Mae’r ffigur diweddaraf yn hen.")


def test_a_sentence_of_no_known_pattern_stays_english_whole() -> None:
    assert english("Something else happened in 2024.") == ["Something else happened in 2024."]


@pytest.mark.parametrize(
    "broken", ["", ".", "Better: ", "Better: in in in in", "{newer} {when}", "0 in 0000."]
)
def test_no_text_can_break_it(broken: str) -> None:
    assert isinstance(words(broken), str)
