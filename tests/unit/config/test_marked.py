"""English titles inside sentences of another language are marked, once each, and nothing else is."""

import pytest
from markupsafe import Markup

from ropewalk.design.languages import content, known, languages, marked, marking
from ropewalk.vocabulary.language import ENGLISH, speaking

TITLES = known(["People in work", "People", "Pupils' results & more"])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("People in work, Northport", '<span lang="en">People in work</span>, Northport'),
        ("wrth ochr People", 'wrth ochr <span lang="en">People</span>'),
        ("Peoples", "Peoples"),
        ("Pupils' results & more: 5", '<span lang="en">Pupils&#39; results &amp; more</span>: 5'),
        ("<b>People</b>", '&lt;b&gt;<span lang="en">People</span>&lt;/b&gt;'),
        (Markup('<a title="People">x</a>'), '<a title="People">x</a>'),
        ("", ""),
    ],
)
def test_a_known_title_is_marked_wherever_it_stands_as_text(text: str, told: str) -> None:
    with speaking(languages()["cy"]), marking(lambda: TITLES):
        assert marked(text) == told


def test_what_is_marked_already_is_not_marked_again() -> None:
    with speaking(languages()["cy"]), marking(lambda: TITLES):
        assert marked(content("People in work")) == content("People in work")
        assert marked(marked("People")) == marked("People")


def test_english_pages_mark_nothing_and_ask_for_no_titles() -> None:
    with speaking(ENGLISH), marking(lambda: pytest.fail("asked")):
        assert marked("People in work") == "People in work"
