"""What waits for somebody of scrutiny: counted as the list of it is, in one query."""

from datetime import timedelta

import pytest
from asked_for import QUEUES, WORK
from office_people import as_
from scrutinised import a_challenge, a_committee, housing, upheld

from ropewalk.plan.board import board
from ropewalk.plan.subjects import Subject
from ropewalk.scrutiny import actions, reads, waits
from ropewalk.scrutiny.waits import Counts
from ropewalk.vocabulary import clock

pytestmark = pytest.mark.django_db


def counted(person, later: int = 0) -> Counts:
    held = board(clock.today(), records=False)

    def thing_of(about: Subject, organisation: str) -> reads.Thing:
        return reads.Thing(
            held.thing(about.kind, about.code).priorities, held.lines.get(organisation, frozenset())
        )

    return waits.counts(as_(person), thing_of, clock.today() + timedelta(days=later))


def listed(person) -> tuple[int, int, int]:
    found = reads.waiting(as_(person))
    return (
        len(found.answer) + len(found.answer_challenges),
        len(found.decide),
        len(found.publish) + len(found.publish_challenges),
    )


def test_what_waits_is_counted_as_it_is_listed_for_everybody() -> None:
    team = a_committee()
    cllr, carol, vera = as_(team["cllr"]), as_(team["carol"]), as_(team["vera"])
    asked = [actions.ask(cllr, QUEUES, f"Why {n}?", housing()) for n in range(2)]
    actions.answer(carol, asked[0].pk, asked[0].version, "We had no staff.")
    private = actions.ask(cllr, WORK, "And this?", housing(), public=False)
    actions.answer(carol, private.pk, private.version, "Because.")
    doubts = [a_challenge(QUEUES, words=f"Not so in street {n}.") for n in range(3)]
    for row in doubts[1:]:
        row = actions.accept(vera, row.pk, row.version, housing())
    actions.answer_challenge(carol, row.pk, row.version, upheld())
    every = {name: counted(person) for name, person in team.items()}
    assert {name: (one.answer, one.decide, one.publish) for name, one in every.items()} == {
        name: listed(person) for name, person in team.items()
    }
    assert every["carol"].answer == 2
    assert every["vera"].publish == 2
    assert (every["carol"].late, counted(team["carol"], later=30).late) == (0, 2)


def test_it_is_one_query_however_much_there_is(django_assert_num_queries) -> None:
    team = a_committee()
    by = as_(team["vera"])
    for n in range(3):
        a_challenge(words=f"Not so in street {n}.")
    nothing = reads.Thing()
    with django_assert_num_queries(1):
        found = waits.counts(by, lambda _about, _organisation: nothing, clock.today())
    assert found.answer + found.decide + found.publish <= 3
