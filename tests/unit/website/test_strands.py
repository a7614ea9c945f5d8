"""The short answers at the top of home and of each priority."""

import re
from collections.abc import Callable
from types import SimpleNamespace

import polars as pl
import pytest
from django.http import HttpResponse

from ropewalk.figures.sentences import Tally
from ropewalk.publish.website import strands
from ropewalk.publish.website.cards import Card
from ropewalk.publish.website.pages.priority import arranged

Get = Callable[..., HttpResponse]


@pytest.mark.parametrize(
    ("counts", "better", "sure"),
    [
        (Tally(), "We hold no measure yet.", "Not at all: there is no figure."),
        (Tally(0, 0, 0, 3), "Cannot say yet.", "We have too few figures to judge by."),
        (
            Tally(0, 2, 0, 1),
            "Of 2 judged: none better, none worse, 2 no clear change.",
            "1 of 3 cannot be judged. No change is clear enough to rule out chance.",
        ),
        (
            Tally(1, 0, 0, 0),
            "Of 1 judged: 1 better, none worse, none no clear change.",
            "Expect less than 1 false alarm in this 1 verdict of better or worse.",
        ),
    ],
)
def test_better_and_how_sure_are_told_apart(counts: Tally, better: str, sure: str) -> None:
    assert (strands.better_words(counts), strands.sure_words(counts)) == (better, sure)


def test_what_is_spent_is_told_once_or_counted() -> None:
    one, none = SimpleNamespace(value="£96", period="2017/18"), SimpleNamespace(value="", period="")
    assert strands.money_words([]) == "Not held yet."
    assert strands.money_words([none]) == "Not held yet."
    assert strands.money_words([one]) == "£96 in 2017/18."
    assert strands.money_words([one, one]) == "2 measures of what is spent."


def test_a_priority_answers_seven_questions_that_lead_to_its_parts(get: Get) -> None:
    text = get("/priorities/1.2/").content.decode()
    strip = re.search(r'<div class="wp-sheet">(.*?)</nav>', text, re.DOTALL)
    assert strip is not None
    targets = re.findall(r'<a href="#([a-z]+)">', strip[1])
    assert len(targets) == 7
    for target in targets:
        assert f'id="{target}"' in text
    assert "1 kind of evidence, listed below." in strip[1]


def test_home_answers_for_whom_and_what_changed(get: Get) -> None:
    text = get("/").content.decode()
    assert "Better for whom?" in text
    assert "1 measure told apart by group." in text
    assert 'href="/indicators/#groups"' in text
    assert 'id="groups"' in get("/indicators/").content.decode()
    assert "What changed since last time" in text


def test_long_priorities_fold_what_cannot_be_judged_and_keep_the_neighbourhoods() -> None:
    def card(code: str, inside: int = 0) -> Card:
        return Card(SimpleNamespace(id=code), "", (), "", inside=inside)

    counted = {"down": "worsening", "up": "improving", **{f"flat{n}": "no clear change" for n in range(8)}}
    headlines = pl.DataFrame({"indicator": list(counted), "counted": list(counted.values())})
    account = SimpleNamespace(headlines=headlines)
    every = [card("unknown"), card("up"), *(card(f"flat{n}") for n in range(8)), card("down"), card("in", 5)]
    made = arranged(account, every)
    assert [one.indicator.id for one in made.shown[:2]] == ["down", "up"]
    assert made.shown[-1].indicator.id == "in"
    assert [one.indicator.id for one in made.folded] == ["unknown"]
    few = arranged(account, every[:3])
    assert (len(few.shown), few.folded) == (3, ())
