"""The catalogue in DCAT 3: who gives which tables, about where and when, on what terms, in which files."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from ropewalk.findings.exchange.datasets import EVERY, OBSERVATIONS, Dataset
from ropewalk.publish.opendata.endings import FORMATS, Format
from ropewalk.publish.opendata.holding import Holding
from ropewalk.publish.opendata.rdf import PREFIXES, Node, day, link, moment, text, turtle
from ropewalk.publish.opendata.spans import Span, spans
from ropewalk.publish.opendata.words import area_uri, licence_uri, rhythm_uri
from ropewalk.vocabulary.indicator import Indicator

ENGLISH: Final = "http://publications.europa.eu/resource/authority/language/ENG"
MEDIA: Final = "https://www.iana.org/assignments/media-types/"


@lru_cache(maxsize=4)
def catalogue(holding: Holding, base: str) -> tuple[Node, ...]:
    """The catalogue's things. ``base``: the address of the first page, which all addresses begin with."""
    told = spans(holding)
    sets = [
        *(_whole(dataset, holding, base, told.get("", Span())) for dataset in EVERY),
        *(
            _measure(holding.known.indicators[name], holding, base, span)
            for name, span in told.items()
            if name
        ),
    ]
    files = [node for found in sets for node in _files(found)]
    return (_catalog(holding, base, told.get("", Span()), sets), _publisher(holding, base), *sets, *files)


def as_json_ld(nodes: tuple[Node, ...]) -> dict[str, Any]:
    """The catalogue as a JSON-LD document."""
    return {"@context": dict(PREFIXES), "@graph": list(nodes)}


def as_turtle(nodes: tuple[Node, ...]) -> str:
    """The catalogue as Turtle."""
    return turtle(nodes)


def _catalog(holding: Holding, base: str, span: Span, sets: list[Node]) -> Node:
    city = holding.known.city
    return {
        "@id": f"{base}data/#catalogue",
        "@type": "dcat:Catalog",
        "dct:title": text(f"Open data: {city.account_title if city else ''}"),
        "dct:description": text("Every table behind the account, as files, now and as of every revision."),
        "dct:publisher": link(f"{base}data/#publisher"),
        "dct:language": link(ENGLISH),
        "dct:issued": moment(span.issued),
        "dct:modified": moment(span.modified),
        "dct:license": _licences(holding.known.origins.values()),
        "foaf:homepage": link(f"{base}data/"),
        "dcat:dataset": [link(one["@id"]) for one in sets],
    }


def _publisher(holding: Holding, base: str) -> Node:
    city = holding.known.city
    return {
        "@id": f"{base}data/#publisher",
        "@type": ["foaf:Organization", "foaf:Agent"],
        "foaf:name": text(city.council if city else ""),
        "foaf:homepage": link(base),
    }


def _whole(dataset: Dataset, holding: Holding, base: str, span: Span) -> Node:
    origins = list(holding.known.origins.values())
    return {
        "@id": f"{base}data/#{dataset.name}",
        "@type": "dcat:Dataset",
        "dct:identifier": text(dataset.name, language=""),
        "dct:title": text(dataset.title),
        "dct:description": text(dataset.about),
        **_common(holding, base, span),
        "dcat:landingPage": link(f"{base}data/"),
        "dct:accrualPeriodicity": link("http://publications.europa.eu/resource/authority/frequency/IRREG"),
        "dct:license": _licences(origins),
        "dcat:distribution": [link(f"{base}data/{dataset.name}.{end}") for end in _endings(dataset)],
    }


def _measure(one: Indicator, holding: Holding, base: str, span: Span) -> Node:
    origin = holding.known.origins.get(one.source)
    name = f"{OBSERVATIONS.name}/{one.id}"
    return {
        "@id": f"{base}data/#{name}",
        "@type": "dcat:Dataset",
        "dct:identifier": text(name, language=""),
        "dct:title": text(one.title),
        "dct:description": text(one.definition),
        **_common(holding, base, span),
        "dcat:keyword": [text(word) for word in one.search_words],
        "dcat:landingPage": link(f"{base}indicators/{one.id}/"),
        "dct:accrualPeriodicity": link(rhythm_uri(one.frequency)),
        "dct:license": _licences([origin] if origin else []),
        "dct:rights": [text(origin.attribution)] if origin else [],
        "dct:creator": [_agent(origin.producer)] if origin else [],
        "prov:wasDerivedFrom": _addresses([origin] if origin else []),
        "dct:isPartOf": link(f"{base}data/#{OBSERVATIONS.name}"),
        "dcat:distribution": [link(f"{base}data/{name}.{end}") for end in _endings(OBSERVATIONS)],
    }


def _common(holding: Holding, base: str, span: Span) -> Node:
    """What every table has: publisher, contact, days, where and when."""
    city = holding.known.city
    codes = (city.place, *holding.known.places[city.place].parents) if city else ()
    said: Node = {
        "dct:publisher": link(f"{base}data/#publisher"),
        "dct:language": link(ENGLISH),
        "dct:issued": moment(span.issued),
        "dct:modified": moment(span.modified),
        "dcat:version": text(str(holding.revision), language=""),
        "dct:spatial": [link(uri) for uri in map(area_uri, codes) if uri],
    }
    if city:
        said["dcat:contactPoint"] = {"@type": "vcard:Organization", "vcard:fn": text(city.contact)}
    if span.start and span.end:
        when = {"dcat:startDate": day(span.start), "dcat:endDate": day(span.end)}
        said["dct:temporal"] = {"@type": "dct:PeriodOfTime", **when}
    return said


def _files(found: Node) -> Iterator[Node]:
    """The files of a table."""
    for one in found["dcat:distribution"]:
        form = next(form for end, form in FORMATS.items() if one["@id"].endswith(f".{end}"))
        yield _file(one["@id"], form, found)


def _file(address: str, form: Format, found: Node) -> Node:
    said: Node = {
        "@id": address,
        "@type": "dcat:Distribution",
        "dct:title": text(form.name),
        "dcat:accessURL": found["dcat:landingPage"],
        "dcat:downloadURL": link(address),
        "dcat:mediaType": link(f"{MEDIA}{form.type.partition(';')[0]}"),
        "dct:modified": found["dct:modified"],
        "dct:license": found["dct:license"],
    }
    if form.ending == "csv":
        said["dct:conformsTo"] = link("https://www.w3.org/TR/tabular-data-model/")
        said["rdfs:seeAlso"] = link(f"{address}-metadata.json")
    return said


def _endings(dataset: Dataset) -> Iterator[str]:
    for ending, form in FORMATS.items():
        if ending != "csv-metadata.json" and not form.refuses(dataset, 0):
            yield ending


def _agent(name: str) -> Node:
    return {"@type": "foaf:Agent", "foaf:name": text(name)}


def _licences(origins: Any) -> list[Node]:
    words = dict.fromkeys(one.licence for one in origins)
    known = dict.fromkeys(uri for uri in map(licence_uri, words) if uri)
    named = [word for word in words if not licence_uri(word)]
    return [*map(link, known), *({"@type": "dct:LicenseDocument", "rdfs:label": text(w)} for w in named)]


def _addresses(origins: Any) -> list[Node]:
    return [link(one.address) for one in origins if one.address.startswith(("http://", "https://"))]
