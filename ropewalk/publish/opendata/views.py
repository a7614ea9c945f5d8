"""The views of the open data: a table, the whole account, the catalogue, what a release holds."""

from functools import partial

from django.http import HttpRequest
from django.urls import reverse

from ropewalk.design.root import rooted
from ropewalk.publish.opendata.account import PARQUET_NAME, ZIP_NAME, account_file
from ropewalk.publish.opendata.answer import Content, answering, etag_of
from ropewalk.publish.opendata.catalogue import as_json_ld, as_turtle, catalogue
from ropewalk.publish.opendata.discovery import discovery
from ropewalk.publish.opendata.files import Asked, NotHeldError, asked
from ropewalk.publish.opendata.files import file as file_of
from ropewalk.publish.opendata.formats.csvw import encoded
from ropewalk.publish.opendata.holding import Holding
from ropewalk.publish.opendata.release import told

JSON_LD = "application/ld+json"


@answering
def file(
    holding: Holding,
    _: HttpRequest,
    table: str,
    ending: str,
    indicator: str | None = None,
    revision: int | None = None,
) -> Content:
    """A table in a format: now, or as of a revision."""
    one = asked(holding, table, ending, indicator, revision)
    key = holding.key_at(revision, one.dataset, indicator)
    return Content(
        type=one.format.type,
        body=partial(file_of, holding, one),
        etag=f"{revision or holding.revision}-{etag_of(key, one.name)}",
        name=one.saved_as,
        packed=one.format.text,
        lasts=revision is not None and holding.lasts(revision, one.dataset, indicator),
        links=_links(holding, one),
    )


def _links(holding: Holding, one: Asked) -> tuple[tuple[str, str], ...]:
    """Where the same table is now, as it was one revision before, and what its columns mean."""
    found = []
    if one.format.ending == "csv":
        found.append((address(one, ending="csv-metadata.json"), 'describedby"; type="application/csvm+json'))
    if not one.dataset.kept:
        return tuple(found)
    before = (one.revision or holding.revision) - 1
    if one.revision is not None:
        found.append((address(one, revision=None), "latest-version"))
    else:
        found.append((address(one, revision=holding.revision), "bookmark"))
    if before >= 1:
        found.append((address(one, revision=before), "predecessor-version"))
    return (*found, (rooted("/releases/"), "version-history"))


def address(one: Asked, *, ending: str = "", revision: int | str | None = "") -> str:
    """The address of a file, or of the same table in another format or as of another revision."""
    codes: dict[str, str | int] = {"table": one.dataset.name, "ending": ending or one.format.ending}
    at = one.revision if revision == "" else revision
    if one.indicator:
        codes["indicator"] = one.indicator
    if at is not None:
        codes["revision"] = at
    name = ("release-" if at is not None else "") + ("measure-data" if one.indicator else "data")
    return reverse(name, kwargs=codes)


@answering
def account_csv(holding: Holding, _: HttpRequest) -> Content:
    """Every table as CSV with metadata, and what to know, in one file."""
    return _account(holding, ZIP_NAME)


@answering
def account_parquet(holding: Holding, _: HttpRequest) -> Content:
    """Every table as Parquet in one file."""
    return _account(holding, PARQUET_NAME)


def _account(holding: Holding, name: str) -> Content:
    etag = f"{holding.revision}-{etag_of(holding.whole, name)}"
    return Content("application/zip", partial(account_file, holding, name), etag, name)


@answering
def catalogue_json(holding: Holding, request: HttpRequest) -> Content:
    """The DCAT catalogue as JSON-LD."""
    body = encoded(as_json_ld(catalogue(holding, request.build_absolute_uri(rooted("/")))))
    return _document(holding, request, JSON_LD, body)


@answering
def catalogue_turtle(holding: Holding, request: HttpRequest) -> Content:
    """The DCAT catalogue as Turtle."""
    body = as_turtle(catalogue(holding, request.build_absolute_uri(rooted("/")))).encode()
    return _document(holding, request, "text/turtle; charset=utf-8", body)


@answering
def schema_org(holding: Holding, request: HttpRequest) -> Content:
    """The same in the words that search engines read."""
    body = encoded(discovery(holding, request.build_absolute_uri(rooted("/"))))
    return _document(holding, request, JSON_LD, body)


@answering
def release(holding: Holding, request: HttpRequest, revision: int) -> Content:
    """What is held of a revision, and what is not, for machines."""
    if not 1 <= revision <= holding.revision:
        raise NotHeldError(f"There is no revision {revision}. The newest is {holding.revision}.")
    body = encoded(told(holding, revision))
    links = ((rooted("/releases/"), "version-history"), (rooted("/data/"), "latest-version"))
    etag = f"{revision}-{etag_of(holding.key, request.path)}"
    return Content("application/json", body, etag, links=links)


def _document(holding: Holding, request: HttpRequest, kind: str, body: bytes) -> Content:
    address_ = request.build_absolute_uri()
    return Content(kind, body, f"{holding.revision}-{etag_of(holding.key, address_)}")
