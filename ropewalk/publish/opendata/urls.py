"""Addresses of the open data. They are permanent: a table's name and a format's ending never change."""

from django.urls import path, register_converter

from ropewalk.findings.exchange.datasets import DATASETS
from ropewalk.publish.opendata import views
from ropewalk.publish.opendata.endings import FORMATS


class _Word:
    """One of a closed list of words."""

    regex = ""

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


class Table(_Word):
    """The name of a table."""

    regex = "|".join(sorted(DATASETS, key=len, reverse=True))


class Ending(_Word):
    """How the file of a format ends."""

    regex = "|".join(sorted((ending.replace(".", r"\.") for ending in FORMATS), key=len, reverse=True))


class Measure(_Word):
    """A measure's id as definitions spell it."""

    regex = r"[A-Za-z0-9][A-Za-z0-9._-]{0,119}?"


register_converter(Table, "table")
register_converter(Ending, "ending")
register_converter(Measure, "measure")

_WHOLE = "<table:table>.<ending:ending>"
_ONE = "<table:table>/<measure:indicator>.<ending:ending>"
_THEN = "releases/<int:revision>/data/"

urlpatterns = [
    path("data/account.zip", views.account_csv, name="account-csv"),
    path("data/account-parquet.zip", views.account_parquet, name="account-parquet"),
    path("data/catalogue.jsonld", views.catalogue_json, name="catalogue-jsonld"),
    path("data/catalogue.ttl", views.catalogue_turtle, name="catalogue-ttl"),
    path("data/datasets.jsonld", views.schema_org, name="datasets-jsonld"),
    path(f"data/{_WHOLE}", views.file, name="data"),
    path(f"data/{_ONE}", views.file, name="measure-data"),
    path("releases/<int:revision>/release.json", views.release, name="release-json"),
    path(f"{_THEN}{_WHOLE}", views.file, name="release-data"),
    path(f"{_THEN}{_ONE}", views.file, name="release-measure-data"),
]
