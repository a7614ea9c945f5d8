"""The address of every file of the open data that a copy of the account holds."""

from collections.abc import Collection, Iterator

from django.conf import settings
from django.urls import reverse

from ropewalk.findings.exchange import sizes
from ropewalk.findings.exchange.datasets import EVERY, Dataset
from ropewalk.publish.account import Account
from ropewalk.publish.opendata.endings import FORMATS

WHOLE = ("account-csv", "account-parquet", "catalogue-jsonld", "catalogue-ttl", "datasets-jsonld")


def every_address(account: Account, _: Collection[str]) -> Iterator[str]:
    """Every table in every format that it fits, whole and by measure; the whole account, the catalogue.

    Of older releases what is held is told, and their files are not there: they would be many times all the
    rest. Only a server makes those, when they are asked for.
    """
    yield from (reverse(name) for name in WHOLE)
    for dataset in EVERY:
        counts = sizes.by_measure(account.library, dataset) if dataset.by_indicator else {}
        rows = sum(counts.values()) if counts else sizes.whole(account.library, dataset)
        codes = {"table": dataset.name}
        yield from (reverse("data", kwargs={**codes, "ending": end}) for end in _endings(dataset, rows))
        for indicator, held in counts.items():
            if indicator in account.indicators:
                each = {**codes, "indicator": indicator}
                endings = _endings(dataset, held)
                yield from (reverse("measure-data", kwargs={**each, "ending": end}) for end in endings)
    for revision in range(1, account.library.revision + 1):
        yield reverse("release-json", kwargs={"revision": revision})


def then_too() -> bool:
    """Whether files as of older revisions can be had: where a server answers."""
    return bool(settings.ASKS)


def _endings(dataset: Dataset, rows: int) -> Iterator[str]:
    return (ending for ending, form in FORMATS.items() if not form.refuses(dataset, rows))
