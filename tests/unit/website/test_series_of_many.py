"""Several series in one read are the same as each by itself."""

import polars as pl

from ropewalk.publish.website.account import Account


def test_several_indicators_are_read_as_one_by_one(account: Account) -> None:
    both = account.library.series(["work", "early-deaths"], ["E08900001", "E08900002"])
    alone = [account.library.series(code, ["E08900001", "E08900002"]) for code in ("early-deaths", "work")]
    assert both.equals(pl.concat(alone))
