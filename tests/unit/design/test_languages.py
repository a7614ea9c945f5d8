"""Languages of pages: which one an address asks for, the same page in another, and what stays English."""

import pytest

from ropewalk.design.languages import at, content, english, language_of, languages, plain, versions
from ropewalk.vocabulary.language import ENGLISH, gettext, ngettext, speaking

WELSH = languages()["cy"]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/", "en"),
        ("/cy/", "cy"),
        ("/cy/places/", "cy"),
        ("/cyan/", "en"),
        ("/en/", "en"),
        ("/places/cy/", "en"),
        ("", "en"),
    ],
)
def test_the_first_part_of_an_address_names_its_language(path: str, code: str) -> None:
    assert language_of(path).code == code


def test_an_address_is_the_same_in_every_language_but_for_its_beginning() -> None:
    assert at("/places/") == "/places/"
    with speaking(WELSH):
        assert at("/places/") == "/cy/places/"
        assert at("/places/", ENGLISH) == "/places/"
    assert [plain(path) for path in ("/cy/places/", "/places/", "/cy/", "/cy")] == [
        "/places/",
        "/places/",
        "/",
        "/",
    ]


def test_a_page_knows_itself_in_every_language() -> None:
    with speaking(WELSH):
        told = [(one.href, one.tag, one.current) for one in versions("/cy/about/")]
    assert told == [("/about/", "en-GB", False), ("/cy/about/", "cy", True)]


def test_english_content_is_marked_on_a_page_in_another_language_alone() -> None:
    assert (content("A <b>"), english()) == ("A <b>", "")
    with speaking(WELSH):
        assert content("A <b>") == '<span lang="en">A &lt;b&gt;</span>'
        assert content("") == ""
        assert english() == ' lang="en"'


def test_welsh_words_are_read_and_say_that_a_machine_drafted_them() -> None:
    with speaking(WELSH):
        assert gettext("Home") == "Hafan"
        assert ngettext("a message of nobody", "messages of nobody", 2) == "messages of nobody"
    assert WELSH.drafted
    assert not ENGLISH.drafted
