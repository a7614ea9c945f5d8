"""Words are explained once, plainly, from one file."""

import re
from collections.abc import Callable

from django.http import HttpResponse
from reading import grade, sentences

from ropewalk.publish.website.glossary import glossary, on_pages
from ropewalk.publish.website.pages.words import NAMES

MOST_SENTENCES, HARDEST = 3, 8.0


def test_every_word_has_its_own_place_and_stands_in_order() -> None:
    every = glossary()
    assert len({word.id for word in every}) == len({word.term for word in every}) == len(every)
    assert [word.term for word in every] == sorted(word.term for word in every)
    assert all(re.fullmatch(r"[a-z][a-z-]*", word.id) for word in every)


def test_every_word_is_explained_to_somebody() -> None:
    assert all(word.text or word.in_code for word in glossary())
    assert sum(word.shown for word in glossary()) >= 40


def test_every_explanation_is_short_and_easy() -> None:
    for word in glossary():
        assert sentences(word.text) <= MOST_SENTENCES, word.term
        assert grade(word.text) <= HARDEST, (word.term, grade(word.text))
    graded = [grade(word.text) for word in glossary() if word.text]
    assert sum(graded) / len(graded) <= 6.0


def test_no_two_words_claim_the_same_words_on_pages() -> None:
    claimed = [text.lower() for word in glossary() for text in word.on_pages]
    assert len(set(claimed)) == len(claimed) == len(on_pages())


def test_the_page_holds_every_word_at_its_own_address(get: Callable[[str], HttpResponse]) -> None:
    page = get("/words/").content.decode()
    for word in glossary():
        assert (f'id="{word.id}"' in page) == word.shown


def test_the_pages_that_words_point_to_are_there(get: Callable[[str], HttpResponse]) -> None:
    for address in NAMES:
        assert get(address).status_code == 200, address
    pointed = {address for word in glossary() for address in word.see}
    assert {address for address in pointed if not address.startswith("/indicators/")} <= set(NAMES)
