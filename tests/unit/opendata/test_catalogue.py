"""The catalogue: it can be read, it is complete, and every file that it names is there."""

import json
import warnings

import pytest
from rdflib import DCAT, RDF, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, FOAF, XSD

from ropewalk.findings.exchange.datasets import EVERY
from ropewalk.publish.opendata.rdf import link, turtle

BASE = "http://localhost/"
NEEDED = {
    DCAT.Catalog: (DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCTERMS.license, DCAT.dataset),
    DCAT.Dataset: (
        DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCTERMS.identifier, DCTERMS.issued,
        DCTERMS.modified, DCTERMS.license, DCTERMS.accrualPeriodicity, DCTERMS.temporal, DCTERMS.spatial,
        DCAT.contactPoint, DCAT.landingPage, DCAT.distribution,
    ),
    DCAT.Distribution: (DCAT.accessURL, DCAT.downloadURL, DCAT.mediaType, DCTERMS.license, DCTERMS.modified),
}  # fmt: skip


@pytest.fixture
def graph(body) -> Graph:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the reader uses an older class of its own
        return Graph().parse(data=body("/data/catalogue.jsonld"), format="json-ld")


def test_both_ways_of_writing_it_say_the_same(graph: Graph, body) -> None:
    other = Graph().parse(data=body("/data/catalogue.ttl"), format="turtle")
    assert len(graph) > 500
    assert isomorphic(graph, other)


@pytest.mark.parametrize("kind", NEEDED)
def test_everything_has_what_a_catalogue_asks_for(graph: Graph, kind: URIRef) -> None:
    things = list(graph.subjects(RDF.type, kind))
    assert things
    for thing in things:
        assert isinstance(thing, URIRef)
        for needed in NEEDED[kind]:
            assert list(graph.objects(thing, needed)), f"{thing} has no {needed}"


def test_the_catalogue_holds_every_table_and_every_measure(graph: Graph, holding) -> None:
    listed = set(graph.objects(URIRef(f"{BASE}data/#catalogue"), DCAT.dataset))
    assert {URIRef(f"{BASE}data/#{one.name}") for one in EVERY} < listed
    assert {URIRef(f"{BASE}data/#observations/{name}") for name in holding.known.indicators} < listed
    assert listed == set(graph.subjects(RDF.type, DCAT.Dataset))


def test_every_file_is_there_and_of_the_type_that_is_said(graph: Graph, get) -> None:
    for file, address in graph.subject_objects(DCAT.downloadURL):
        answer = get(str(address).removeprefix(BASE.rstrip("/")))
        assert answer.status_code == 200, address
        media = str(graph.value(file, DCAT.mediaType)).partition("media-types/")[2]
        assert answer.headers["Content-Type"].startswith(media)


def test_a_measure_says_when_where_and_on_what_terms(graph: Graph) -> None:
    work = URIRef(f"{BASE}data/#observations/work")
    assert URIRef("http://statistics.data.gov.uk/id/statistical-geography/E08900001") in set(
        graph.objects(work, DCTERMS.spatial)
    )
    when = graph.value(work, DCTERMS.temporal)
    assert graph.value(when, DCAT.startDate) == Literal("2014-01-01", datatype=XSD.date)
    assert graph.value(work, DCTERMS.accrualPeriodicity) == URIRef(
        "http://publications.europa.eu/resource/authority/frequency/ANNUAL"
    )
    assert graph.value(graph.value(work, DCTERMS.publisher), FOAF.name) == Literal(
        "Northport City Council", lang="en"
    )


def test_search_engines_are_told_the_same(graph: Graph, body) -> None:
    said = json.loads(body("/data/datasets.jsonld"))
    assert said["@type"] == "DataCatalog"
    assert {one["@id"] for one in said["dataset"]} == set(map(str, graph.subjects(RDF.type, DCAT.Dataset)))
    for one in said["dataset"]:
        assert one["license"]
        assert one["temporalCoverage"].count("/") == 1
        assert all(file["contentUrl"].startswith(BASE) for file in one["distribution"])


def test_the_page_points_to_it_without_script(body) -> None:
    page = body("/data/").decode()
    for address in ("/data/catalogue.jsonld", "/data/catalogue.ttl", "/data/datasets.jsonld"):
        assert f'href="{address}"' in page
    assert "<script type=" not in page


@pytest.mark.parametrize("text", ['"quoted"\\', "two\nlines\t", "é 🙂 \x7f", "'''"])
def test_awkward_words_survive_turtle(text: str) -> None:
    node = {"@id": "http://x/", "dct:title": {"@value": text, "@language": "en"}}
    graph = Graph().parse(data=turtle([node]), format="turtle")
    assert graph.value(URIRef("http://x/"), DCTERMS.title) == Literal(text, lang="en")


def test_an_address_with_what_no_address_may_hold_is_mended() -> None:
    assert link("http://x/a b<c>") == {"@id": "http://x/a%20b%3Cc%3E"}
