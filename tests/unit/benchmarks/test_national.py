"""The made-up table: the same from the same seed, and with the troubles that real ones have."""

import numpy as np
import polars as pl
import pytest

from ropewalk.benchmarks.definitions import NEIGHBOURS, codes, definitions
from ropewalk.benchmarks.draws import KINDS, draw
from ropewalk.benchmarks.national import block
from ropewalk.benchmarks.size import Size
from ropewalk.findings.blocks.tables import NUMBERS
from ropewalk.findings.encode import OTHER, PROVISIONAL, SUPPRESSED
from ropewalk.vocabulary.errors import UserError
from ropewalk.vocabulary.words import Kind

SIZE = Size(indicators=12, places=60, periods=20, sexes=3, peers=15, seed=4)


def test_the_same_seed_makes_the_same_table_however_it_is_cut() -> None:
    whole = block(SIZE, range(12))
    assert whole.equals(pl.concat(block(SIZE, range(at, at + 4)) for at in (0, 4, 8)))
    assert not whole.equals(block(Size(12, 60, 20, 3, 15, seed=5), range(12)))


def test_it_has_a_row_for_everything_in_order() -> None:
    table = block(SIZE, range(3, 6))
    keys = table.select("indicator", "place", "breakdown", "period")
    assert keys.equals(keys.sort(keys.columns))
    assert keys.unique().height == 3 * 60 * 3 * 20


def test_numbers_agree_with_their_counts() -> None:
    for number in (0, 1):  # a proportion, a rate
        drawn = draw(SIZE.seed, number, 50, 9, 20)
        share = drawn.numerator / drawn.denominator
        there = ~np.isnan(share)
        assert ((share >= 0) & (share <= 1))[there].all()
        scale = 100 if KINDS[number] is Kind.PROPORTION else 100_000
        np.testing.assert_allclose(drawn.value[there], scale * share[there], atol=0.0501)
        assert np.isnan(drawn.lower).all()


def test_means_have_limits_and_no_counts() -> None:
    drawn = draw(SIZE.seed, 2, 50, 9, 20)
    there = ~np.isnan(drawn.value)
    assert (drawn.lower[there] < drawn.value[there]).all()
    assert (drawn.value[there] < drawn.upper[there]).all()
    assert np.isnan(drawn.numerator).all()


def test_persons_regions_and_the_country_are_sums() -> None:
    people = draw(1, 0, 50, 9, 20).denominator
    people = np.where(np.isnan(people), 0, people)
    hidden = np.isnan(draw(1, 0, 50, 9, 20).denominator)
    whole = ~(hidden[:50].any(axis=0) | hidden[59])
    np.testing.assert_allclose(people[:50].sum(axis=0)[whole], people[59][whole])
    regions = ~(hidden[50:59].any(axis=0) | hidden[59])
    np.testing.assert_allclose(people[50:59].sum(axis=0)[regions], people[59][regions])
    persons = ~hidden.any(axis=1)
    np.testing.assert_allclose(people[:, 0][persons], people[:, 1:].sum(axis=1)[persons])


def test_some_rows_are_missing_some_suppressed_some_provisional() -> None:
    table = block(SIZE, range(12))
    share = {state: (table["state"] == state).mean() for state in (OTHER, SUPPRESSED, PROVISIONAL)}
    assert share[OTHER] == pytest.approx(0.02, abs=0.003)
    assert share[SUPPRESSED] == pytest.approx(0.005, abs=0.002)
    assert 0 < share[PROVISIONAL] < 0.05
    gone = table.filter(pl.col("state").is_in([OTHER, SUPPRESSED]))
    assert all(gone[name].is_null().all() for name in NUMBERS)


def test_every_indicator_has_a_target_and_every_place_neighbours() -> None:
    size = Size(indicators=100, places=400)
    given = definitions(size)
    every = codes(size)
    assert [code[:3] for code in every].count("E12") == 9
    assert all(measure.target for measure in given.measures)
    assert 0 < sum(bool(measure.breaks) for measure in given.measures) < 20
    assert {measure.kind for measure in given.measures} == set(KINDS)
    near = given.comparison.peer_sets[0]
    assert near.id == NEIGHBOURS
    for code in every[:390]:
        assert len(set(near.peers_of(code)) - {code}) == 15
        kinds = [given.comparison.kinds[above] for above in given.comparison.parents[code]]
        assert kinds == ["region", "country"]


@pytest.mark.parametrize("wrong", [{"places": 5}, {"sexes": 4}, {"indicators": 0}, {"seed": -1}])
def test_a_table_that_cannot_be_made_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(UserError, match="at least"):
        Size(**wrong)
