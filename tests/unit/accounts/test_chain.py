"""A chain of events shows every change, gap and addition, and names the first event that does not hold."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ropewalk.accounts.chain import START, Break, End, Link, Said, canonical, first_break, hash_of, linked

AT = datetime(2026, 11, 23, 9, 30, 0, 123456, tzinfo=UTC)
TEXT = st.text(max_size=8)
SAID = st.builds(Said, st.just(AT), TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT)
TEXTS = ("who", "what", "kind", "thing", "before", "after", "request")


def chain_of(said: list[Said]) -> tuple[list[Link], End]:
    links, end = [], End()
    for one in said:
        links.append(linked(end, one))
        end = End(links[-1].number, links[-1].hash)
    return links, end


@settings(deadline=None)
@given(st.lists(SAID, max_size=6))
def test_a_chain_as_it_was_written_holds(said: list[Said]) -> None:
    assert first_break(*chain_of(said)) is None


@settings(deadline=None)
@given(st.lists(SAID, min_size=1, max_size=6), st.data())
def test_a_changed_word_is_found_where_it_stands(said: list[Said], data: st.DataObject) -> None:
    links, end = chain_of(said)
    n, name = data.draw(st.integers(0, len(said) - 1)), data.draw(st.sampled_from(TEXTS))
    links[n] = replace(links[n], said=replace(links[n].said, **{name: getattr(links[n].said, name) + "x"}))
    assert first_break(links, end) == Break(n + 1, "it is not what was written")


@settings(deadline=None)
@given(st.lists(SAID, min_size=2, max_size=6), st.data())
def test_a_changed_event_with_a_hash_to_match_breaks_the_next(said: list[Said], data: st.DataObject) -> None:
    links, end = chain_of(said)
    n = data.draw(st.integers(0, len(said) - 1))
    forged = replace(links[n].said, who=links[n].said.who + "x")
    links[n] = replace(links[n], said=forged, hash=hash_of(n + 1, forged, links[n].previous))
    found = first_break(links, end)
    assert found is not None
    assert found.number == min(n + 2, len(said))


@settings(deadline=None)
@given(st.lists(SAID, min_size=1, max_size=6), st.data())
def test_an_event_that_was_taken_out_is_missed(said: list[Said], data: st.DataObject) -> None:
    links, end = chain_of(said)
    n = data.draw(st.integers(0, len(said) - 1))
    assert first_break(links[:n] + links[n + 1 :], end) == Break(n + 1, "the event is missing")


@settings(deadline=None)
@given(st.lists(SAID, min_size=2, max_size=6, unique=True), st.data())
def test_events_that_changed_places_are_found(said: list[Said], data: st.DataObject) -> None:
    links, end = chain_of(said)
    n = data.draw(st.integers(0, len(said) - 2))
    links[n], links[n + 1] = replace(links[n + 1], number=n + 1), replace(links[n], number=n + 2)
    found = first_break(links, end)
    assert found is not None
    assert found.number == n + 1


def test_an_event_put_on_the_end_by_another_hand_is_found() -> None:
    links, end = chain_of([Said(AT, "ann", "a")])
    more = linked(end, Said(AT, "eve", "b"))
    assert first_break([*links, more], end) == Break(2, "it is not the event that was written last")


def test_a_moment_is_the_same_in_every_zone() -> None:
    elsewhere = AT.astimezone(timezone(timedelta(hours=5)))
    assert hash_of(1, Said(AT, "ann", "a"), START) == hash_of(1, Said(elsewhere, "ann", "a"), START)


@pytest.mark.parametrize(
    ("value", "text"), [(None, ""), ({}, "{}"), ({"b": 1, "a": [2]}, '{"a":[2],"b":1}'), ("é", '"é"')]
)
def test_json_is_written_in_one_way(value: object, text: str) -> None:
    assert canonical(value) == text
