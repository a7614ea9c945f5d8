"""Downloads: an indicator's series and findings as CSV, in the columns of the exchange tables."""

import polars as pl
from django.http import Http404, HttpRequest

from ropewalk.figures.tables import csv_of_series
from ropewalk.publish.website import held
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.answer import download, known
from ropewalk.vocabulary.tables import FINDINGS, OBSERVATIONS


@download
def observations(account: Account, _: HttpRequest, code: str, place: str = "") -> tuple[str, str]:
    """The series of an indicator: of one place, or of every place held."""
    known(account.indicators.get(code))
    wanted = pl.col("place") == place if place else pl.col("place").is_in(list(account.places))
    found = held.published(account, code).filter(wanted).select(*OBSERVATIONS)
    return _name("observations", code, place), _text(found, place)


@download
def findings(account: Account, _: HttpRequest, code: str, place: str = "") -> tuple[str, str]:
    """The findings of an indicator: of one place, or of every place held."""
    known(account.indicators.get(code))
    found = held.every_finding(account, code).select(*FINDINGS)
    if place:
        found = found.filter(place=place)
    return _name("findings", code, place), _text(found, place)


def _text(found: pl.DataFrame, place: str) -> str:
    if place and found.is_empty():
        raise Http404
    return csv_of_series(found) if set(OBSERVATIONS) <= set(found.columns) else found.write_csv()


def _name(what: str, code: str, place: str) -> str:
    return f"{code}-{place}-{what}.csv" if place else f"{code}-{what}.csv"
