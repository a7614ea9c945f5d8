"""Dots of a strip: each at its true value, none hidden behind another."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ropewalk.figures.inputs import Dot
from ropewalk.figures.swarm import SMALLEST, TALLEST, stack, swarm, within_reach


def test_dots_that_touch_stand_on_one_another():
    assert stack([0, 5, 30], 10) == [0, 1, 0]
    assert stack([0, 5, 10], 10) == [0, 1, 0]
    assert stack([], 10) == []
    assert stack([5, 5, 5, 14, 14, 15, 15], 10) == [0, 1, 2, 3, 4, 0, 1]


@given(st.lists(st.floats(0, 300), max_size=120).map(sorted))
def test_no_two_dots_of_a_level_overlap(places: list[float]):
    levels = stack(places, 8)
    for level in set(levels):
        row = [x for x, at in zip(places, levels, strict=True) if at == level]
        assert all(b - a >= 8 for a, b in pairwise(row))


def test_dense_crowd_is_drawn_smaller_and_not_taller():
    crowd = swarm([Dot("A", 1.0)] * 30, [50 + i / 100 for i in range(30)], 4.0)
    assert crowd.radius < 4.0
    assert len(crowd.dots) == 30
    assert crowd.tall <= TALLEST


def test_dots_that_do_not_fit_are_counted():
    crowd = swarm([Dot("A", 0.0)] * 150, [20.0] * 150, 4.0)
    assert crowd.more == [(20.0, 150 - len(crowd.dots))]
    assert max(crowd.heights) <= TALLEST
    assert crowd.radius == SMALLEST


def test_a_total_among_counts_does_not_press_the_places_flat():
    places = [Dot(f"P{i}", 100.0 + i) for i in range(30)]
    total = Dot("England", 30_000.0, role="country")
    near, far = within_reach([*places, total])
    assert far == [total]
    assert near == places


def test_the_reader_is_always_drawn():
    places = [Dot(f"P{i}", 100.0 + i) for i in range(30)]
    reader = Dot("Here", 9_000.0, role="reader")
    assert reader in within_reach([*places, reader])[0]


def test_few_places_are_all_drawn():
    places = [Dot("A", 1.0), Dot("B", 1000.0)]
    assert within_reach(places) == (places, [])


def test_places_that_hardly_differ_keep_the_country_in_sight():
    places = [Dot(f"P{i}", 95.0) for i in range(30)]
    country = Dot("England", 96.0, role="country")
    assert country in within_reach([*places, country])[0]
