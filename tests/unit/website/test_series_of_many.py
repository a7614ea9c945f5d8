"""Several series in one read are the same as each by itself."""

import polars as pl

from ropewalk.publish.website import held
from ropewalk.publish.website.account import Account


def test_several_indicators_are_read_as_one_by_one(account: Account) -> None:
    both = account.library.series(["work", "early-deaths"], ["E08900001", "E08900002"])
    alone = [account.library.series(code, ["E08900001", "E08900002"]) for code in ("early-deaths", "work")]
    assert both.equals(pl.concat(alone))


def test_a_list_of_measures_shows_the_same_verdicts_as_their_pages(account: Account) -> None:
    country = "E92000001"
    for place in ("E08900001", "E08900002"):
        listed, whole = held.listed_verdicts(account, place), held.headline_verdicts(account, place)
        assert set(listed) == set(whole) != set()
        for code, found in whole.items():
            assert (listed[code].direction, listed[code].prospect) == (found.direction, found.prospect)
            assert listed[code].against(country) == found.against(country)
            assert held.verdicts(account, code, place) == found
