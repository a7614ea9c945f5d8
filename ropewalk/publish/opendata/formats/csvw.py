"""CSV on the web: what a CSV file's columns mean, in the file beside it that readers look for."""

import json
from pathlib import Path
from typing import Any, Final

from ropewalk.findings.exchange.columns import Column, Type
from ropewalk.findings.exchange.datasets import Dataset
from ropewalk.publish.opendata.formats.csv_file import GUARD
from ropewalk.publish.opendata.given import Given, Terms
from ropewalk.publish.opendata.words import licence_uri

SDMX: Final = "http://purl.org/linked-data/sdmx/2009"
MEANINGS: Final = {
    "place": f"{SDMX}/dimension#refArea",
    "period": f"{SDMX}/dimension#refPeriod",
    "value": f"{SDMX}/measure#obsValue",
    "state": f"{SDMX}/attribute#obsStatus",
}
"""What the columns of a table of figures are called in the vocabulary that statisticians share."""


def write_csvw(given: Given, to: Path) -> None:
    """Write the metadata of the CSV file of a table. Raises OSError when the disk refuses."""
    to.write_bytes(encoded(metadata(given)))


def encoded(document: Any) -> bytes:
    """A JSON document as bytes, readable, the same for the same document."""
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def metadata(given: Given) -> dict[str, Any]:
    """The metadata document of one file."""
    url = f"{given.name.rpartition('/')[2]}.csv"
    return {"@context": context(), **table(given.dataset, url, given.title), **about(given.terms)}


def context() -> list[Any]:
    """The names that the document uses, and the language of its words."""
    return ["http://www.w3.org/ns/csvw", {"@language": "en"}]


def table(dataset: Dataset, url: str, title: str) -> dict[str, Any]:
    """The description of one file of a table."""
    return {
        "url": url,
        "dc:title": title,
        "dc:description": f"{dataset.about} {GUARD}",
        "dialect": {"header": True, "encoding": "utf-8", "delimiter": ",", "quoteChar": '"'},
        "tableSchema": {
            "columns": [_column(column, dataset) for column in dataset.columns],
            "primaryKey": list(dataset.keys),
        },
    }


def about(terms: Terms) -> dict[str, Any]:
    """Who gives it, when, and on what terms."""
    said: dict[str, Any] = {
        "dc:publisher": terms.publisher,
        "dc:modified": {"@value": terms.at.isoformat(), "@type": "xsd:dateTime"},
        "dc:hasVersion": str(terms.revision),
        "dc:rights": list(terms.attributions),
    }
    uris = [uri for uri in map(licence_uri, terms.licences) if uri]
    return said | ({"dc:license": [{"@id": uri} for uri in dict.fromkeys(uris)]} if uris else {})


def _column(column: Column, dataset: Dataset) -> dict[str, Any]:
    made: dict[str, Any] = {
        "name": column.name,
        "titles": column.name,
        "dc:description": column.about,
        "datatype": column.type.value,
    }
    if column.type is Type.TEXT:
        made["null"] = []  # an empty text is a text: of a breakdown it means everyone
    elif column.name in dataset.keys:
        made["required"] = True
    if column.name in MEANINGS and "indicator" in dataset.keys:
        made["propertyUrl"] = MEANINGS[column.name]
    return made
