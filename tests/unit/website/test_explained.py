"""Words are explained where they stand: once a page, by HTML alone, and never at the cost of the text."""

import re
from collections.abc import Callable

from django.http import HttpResponse
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from ropewalk.publish.website.explained import Explainer
from ropewalk.publish.website.glossary import glossary, on_pages

WORDS = sorted(on_pages())


def said(made: Markup) -> str:
    """What stands there once the explanations are closed."""
    text = re.sub(r"<span[^>]* popover>.*?</span>", "", made)
    return re.sub(r"</?button[^>]*>", "", text)


def test_the_first_use_alone_is_explained() -> None:
    explain = Explainer()
    first = explain("No clear change: a false alarm is no clear change.")
    assert first.count('popovertarget="word-no-clear-change"') == 1
    assert first.count('popovertarget="word-false-alarm"') == 1
    assert explain("No clear change here.") == "No clear change here."


def test_every_button_opens_what_stands_beside_it() -> None:
    made = Explainer()("; ".join(WORDS))
    assert re.findall(r'popovertarget="([^"]+)"', made) == re.findall(r'id="([^"]+)" popover', made)
    assert len(re.findall("<button", made)) == len({word.id for word in on_pages().values()})


def test_the_longest_word_wins_and_parts_of_words_are_let_alone() -> None:
    assert 'popovertarget="word-likely-range">likely ranges<' in Explainer()("The likely ranges.")
    assert "button" not in Explainer()("unhidden, false-alarm-like, hiddenness")


def test_explanations_of_words_never_lie_in_one_another() -> None:
    for word in glossary():
        assert Explainer()(word.text).count("<button") == Explainer()(word.text).count(" popover>")


@given(st.lists(st.one_of(st.text(max_size=20), st.sampled_from(WORDS)), max_size=6).map(" ".join))
def test_the_text_stays_what_it_was(text: str) -> None:
    assert said(Explainer()(text)) == str(escape(text))


def test_safe_mark_up_stays_as_it_is() -> None:
    made = Explainer()(Markup('<span lang="en">A false alarm</span>'))
    assert made.startswith('<span lang="en">A <button')
    assert made.endswith("</span>")


def test_pages_explain_what_they_say_once(get: Callable[[str], HttpResponse]) -> None:
    for address in ("/compare/", "/indicators/work/", "/about/", "/"):
        page = get(address).content.decode()
        opened = re.findall(r'popovertarget="([^"]+)"', page)
        assert len(set(opened)) == len(opened), address
        assert all(page.count(f'id="{name}"') == 1 for name in opened)
    assert 'popovertarget="word-likely-range"' in get("/compare/").content.decode()
