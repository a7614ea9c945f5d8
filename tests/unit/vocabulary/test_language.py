"""Words in the language in force: put in force for a while, kept apart, and English unless said."""

from concurrent.futures import ThreadPoolExecutor
from gettext import NullTranslations

from ropewalk.vocabulary.language import (
    ENGLISH,
    Language,
    gettext,
    in_force,
    kept_by_language,
    later,
    later_many,
    ngettext,
    speaking,
)


class Loud(NullTranslations):
    """A language of capitals."""

    def gettext(self, message: str) -> str:
        return message.upper()

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return (msgid1 if n == 1 else msgid2).upper()


LOUD = Language("xx", "xx", "Loud", Loud())


def test_english_is_the_message_itself() -> None:
    assert in_force() is ENGLISH
    assert gettext("A figure") == "A figure"
    assert [ngettext("{n} figure", "{n} figures", n) for n in (0, 1, 2)] == [
        "{n} figures",
        "{n} figure",
        "{n} figures",
    ]


def test_a_language_is_in_force_for_its_block_alone_even_when_it_fails() -> None:
    try:
        with speaking(LOUD):
            assert gettext("A figure") == "A FIGURE"
            raise ValueError
    except ValueError:
        pass
    assert gettext("A figure") == "A figure"


def test_another_thread_speaks_its_own_language() -> None:
    with speaking(LOUD), ThreadPoolExecutor(1) as pool:
        assert pool.submit(gettext, "A figure").result() == "A figure"


def test_a_constant_is_in_the_language_of_the_moment_it_is_shown() -> None:
    word, counted = later("Better"), later_many("{n} figure", "{n} figures")
    with speaking(LOUD):
        assert (gettext(word), counted.of(2)) == ("BETTER", "{N} FIGURES")
    assert (gettext(word), counted.of(1)) == ("Better", "{n} figure")


def test_what_is_kept_is_kept_apart_for_each_language() -> None:
    made: list[str] = []

    @kept_by_language(maxsize=10)
    def told(number: int) -> str:
        made.append(in_force().code)
        return gettext(f"{number} figures")

    for _ in range(2):
        assert told(3) == "3 figures"
        with speaking(LOUD):
            assert told(3) == "3 FIGURES"
    assert made == ["en", "xx"]
