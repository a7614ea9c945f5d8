"""The catalogue in the words of schema.org, for search engines that list data."""

from functools import lru_cache
from typing import Any

from ropewalk.publish.opendata.catalogue import catalogue
from ropewalk.publish.opendata.holding import Holding
from ropewalk.publish.opendata.rdf import Node


@lru_cache(maxsize=4)
def discovery(holding: Holding, base: str) -> dict[str, Any]:
    """A DataCatalog with its Datasets, each with its files."""
    nodes = catalogue(holding, base)
    by_id = {node["@id"]: node for node in nodes}
    whole = nodes[0]
    return {
        "@context": "https://schema.org/",
        "@type": "DataCatalog",
        "@id": whole["@id"],
        "name": _words(whole["dct:title"]),
        "description": _words(whole["dct:description"]),
        "url": f"{base}data/",
        "publisher": _publisher(by_id[f"{base}data/#publisher"]),
        "dataset": [_dataset(by_id[one["@id"]], by_id, base) for one in whole["dcat:dataset"]],
    }


def _publisher(node: Node) -> dict[str, Any]:
    return {"@type": "Organization", "@id": node["@id"], "name": _words(node["foaf:name"])}


def _dataset(node: Node, by_id: dict[str, Node], base: str) -> dict[str, Any]:
    when = node.get("dct:temporal")
    said = {
        "@type": "Dataset",
        "@id": node["@id"],
        "identifier": _words(node["dct:identifier"]),
        "name": _words(node["dct:title"]),
        "description": _words(node["dct:description"]),
        "url": node["dcat:landingPage"]["@id"],
        "isAccessibleForFree": True,
        "includedInDataCatalog": {"@id": f"{base}data/#catalogue"},
        "publisher": {"@id": node["dct:publisher"]["@id"]},
        "datePublished": _words(node["dct:issued"]),
        "dateModified": _words(node["dct:modified"]),
        "version": _words(node["dcat:version"]),
        "license": [one["@id"] for one in node["dct:license"] if "@id" in one],
        "keywords": [_words(one) for one in node.get("dcat:keyword", [])],
        "spatialCoverage": [{"@type": "Place", "@id": one["@id"]} for one in node["dct:spatial"]],
        "distribution": [_file(by_id[one["@id"]]) for one in node["dcat:distribution"]],
    }
    if when:
        days = _words(when["dcat:startDate"]), _words(when["dcat:endDate"])
        said["temporalCoverage"] = "/".join(days)
    return said


def _file(node: Node) -> dict[str, Any]:
    media = node["dcat:mediaType"]["@id"].partition("media-types/")[2]
    return {"@type": "DataDownload", "encodingFormat": media, "contentUrl": node["@id"]}


def _words(node: Node) -> str:
    return str(node["@value"])
