"""The delivery strand of a promise: the actions held, and what their measures did then."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.http import HttpResponse

Get = Callable[..., HttpResponse]


def part(get: Get, priority: str) -> str:
    """The words of a promise's page between its headings for delivery and for voice."""
    html = get(f"/priorities/{priority}/").content.decode()
    inside = html.split('id="delivery"')[1].split('id="voice"')[0]
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", inside)))


def test_an_action_shows_when_it_began_and_what_its_measure_did(get: Get) -> None:
    words = part(get, "2.1")
    assert "Shorter queues" in words
    assert "1 July 2022" in words
    assert "Did it work?" in words
    assert "No clear sign" in words
    assert "does not prove that it did nothing" in words
    assert "The hope was a change of −2 by 1 January 2024." in words
    assert "not whether it is on time" in words


def test_an_action_that_cannot_be_judged_says_why(get: Get) -> None:
    words = part(get, "1.1")
    assert "Work clubs" in words
    assert "Cannot say: only 13 similar places have figures for the same time." in words
    assert "There are too few similar places with a figure." in words


def test_a_promise_without_actions_goes_on_saying_so(get: Get) -> None:
    words = part(get, "1.2")
    assert "Not held yet." in words
    assert "Did it work?" not in words


@pytest.mark.parametrize(
    ("priority", "answer"),
    [("2.1", "1 action held, with 1 measure to judge by."), ("1.2", "Not held yet.")],
)
def test_the_short_answer_counts_the_actions(get: Get, priority: str, answer: str) -> None:
    strip = get(f"/priorities/{priority}/").content.decode().split('class="wp-sheet"')[1].split("</nav>")[0]
    assert answer in re.search(r"What is being done\?.*?<dd>(.*?)</dd>", strip, re.DOTALL)[1]  # type: ignore[index]


def test_home_says_how_many_actions_are_held(get: Get) -> None:
    text = get("/").content.decode()
    assert "We hold 2 actions." in text
    assert "Of 2 that have begun, 1 has no result that got better." in text


def test_work_that_began_beside_a_result_that_stayed_flat_is_told_on_its_promise(get: Get) -> None:
    text = get("/priorities/2.1/").content.decode()
    notice = text.split('id="flat"')[1].split("</section>")[0]
    assert "1 of 1 action that has begun here" in notice
    assert 'href="#action-shorter-queues"' in notice
    assert 'href="/indicators/queues/"' in notice
    assert 'id="flat"' not in get("/priorities/1.1/").content.decode()
