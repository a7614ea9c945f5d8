"""What an older release showed stays known; what all of them hid stays hidden, whatever the newest adds."""

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from secret_tables import CITY, by_ward_and_sex, frame, protected, shown_of
from table_attacker import attack

from ropewalk.findings.disclosure.protect import Release
from ropewalk.vocabulary.protection import Protection

FEMALE, MALE = "sex=female", "sex=male"


def three(female: float, male: float, both: float | None = None) -> pl.DataFrame:
    total = female + male if both is None else both
    return frame({"breakdown": FEMALE, "value": female}, {"breakdown": MALE, "value": male}, {"value": total})


def test_a_number_that_an_older_release_showed_cannot_be_hidden_again_and_is_told() -> None:
    table = three(3, 40)
    found = protected(Release(table, pl.Series([True, True, True])), table)
    assert not found.hidden.any()
    assert found.told.to_list() == [True, False, False]


def test_a_number_that_has_changed_since_is_hidden() -> None:
    before = three(30, 40)
    found = protected(Release(before, pl.Series([True, True, True])), three(3, 40))
    # Its guard cannot be the other sex, which has not changed and is known: the total is hidden.
    assert found.hidden.to_list() == [True, False, True]
    assert not found.told.any()


def test_what_guards_a_number_goes_on_guarding_it() -> None:
    table = three(3, 40)
    first = protected(table)
    again = protected(shown_of(table, first), table)
    assert again.hidden.to_list() == first.hidden.to_list()


def test_a_new_total_must_not_give_away_what_older_releases_hid() -> None:
    """First there is no total of all; when it comes, it would give the hidden sex away."""
    table = three(3, 40)
    first = table.filter(pl.col("breakdown") != "")
    before = protected(first)
    assert before.hidden.to_list() == [True, False]
    found = protected(shown_of(first, before), table)
    assert found.hidden.to_list() == [True, False, True]


def test_a_figure_that_is_withdrawn_stays_a_secret() -> None:
    """The newest release has a total and the other sex only; the sex that was hidden is the difference."""
    table = three(3, 40)
    before = shown_of(table, protected(table))
    kept = table.filter(pl.col("breakdown") != FEMALE)
    assert protected(before, kept).hidden.sum() == 1
    # Were the newest release looked at alone, nothing in it is small.
    assert not protected(kept).hidden.any()


def test_a_gentler_rule_shows_what_it_no_longer_hides() -> None:
    table = three(6, 40)
    before = shown_of(table, protected(table))
    assert not protected(before, table, rule=Protection(hide_to=4)).hidden.any()


def test_rolling_years_of_two_releases_are_seen_together() -> None:
    """Each release has two rolling figures of three years; the four together would tell a single year."""
    years = [30.0, 40.0, 3.0, 50.0, 60.0, 70.0]

    def rolling(*first: int) -> pl.DataFrame:
        spans = [{"period": f"{2015 + n}-01-01/P3Y", "value": sum(years[n : n + 3])} for n in first]
        single = [{"period": f"{2015 + n}-01-01/P1Y", "value": years[n]} for n in (0, 1, 2)]
        return frame(*spans, *(single if 3 in first else ()))

    before = shown_of(rolling(0, 1), protected(rolling(0, 1)))
    alone, together = protected(rolling(3)), protected(before, rolling(3))
    assert alone.hidden.sum() == 1
    assert together.hidden.sum() > 1


@given(st.integers(0, 10_000), st.integers(2, 6))
@settings(max_examples=25, deadline=None)
def test_the_attacker_who_keeps_every_release_finds_nothing(seed: int, wards: int) -> None:
    draw = np.random.default_rng(seed)
    counts = draw.poisson(draw.choice([4, 12]), (wards, 2))
    releases: list[Release] = []
    tables: list[pl.DataFrame] = []
    given_away = False
    for _ in range(3):
        table = by_ward_and_sex(counts)
        found = protected(*releases, table, wards=wards)
        releases.append(shown_of(table, found))
        tables.append(table)
        counts = np.where(draw.random(counts.shape) < 0.3, draw.poisson(8, counts.shape), counts)
        given_away = given_away or found.told.any()
    if not given_away:
        assert_nothing_told(tables, releases)


def assert_nothing_told(tables: list[pl.DataFrame], releases: list[Release]) -> None:
    """One unknown for each number that a place and sex ever had; each release's sums tie its own."""
    cells: dict[tuple[str, str, float], int] = {}
    shown: set[int] = set()
    sums: list[dict[int, int]] = []
    for table, release in zip(tables, releases, strict=True):
        at = {}
        for (place, sex, value), seen in zip(
            table.select("place", "breakdown", "value").iter_rows(), release.shown, strict=True
        ):
            at[place, sex] = cells.setdefault((place, sex, value), len(cells))
            shown |= {at[place, sex]} if seen else set()
        places = sorted({place for place, _ in at})
        wards = [place for place in places if place != CITY]
        sums += [{at[p, FEMALE]: 1, at[p, MALE]: 1, at[p, ""]: -1} for p in places]
        sums += [{**{at[p, sex]: 1 for p in wards}, at[CITY, sex]: -1} for sex in ("", FEMALE, MALE)]
    if len(shown) == len(cells):
        return
    relations = np.zeros((len(sums), len(cells)))
    for row, one in zip(relations, sums, strict=True):
        for cell, sign in one.items():
            row[cell] += sign
    values = np.array([value for _, _, value in cells])
    hidden = np.array([n not in shown for n in range(len(cells))])
    assert (np.diff(attack(values, hidden, relations, 0)) >= 1).all()


def test_the_attacker_of_releases_works() -> None:
    """He finds what a release lets out: the total that was held back, shown after all."""
    table = three(3, 40)
    found = protected(table)
    leaked = Release(table, pl.Series([False, True, True]))
    relations = np.array([[1.0, 1.0, -1.0]])
    values = table["value"].to_numpy()
    hidden = ~(leaked.shown | ~found.hidden).to_numpy()
    assert (np.diff(attack(values, hidden, relations, 0)) == 0).all()
    assert (np.diff(attack(values, found.hidden.to_numpy(), relations, 0)) > 0).all()
