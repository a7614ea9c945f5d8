"""Everything that can be asked for is answered, in the shape that the document promises."""

import msgspec
import pytest
from asked import Ask, Read

from ropewalk.publish.account import Account
from ropewalk.publish.api.document import document
from ropewalk.publish.api.service import ANSWERS

PLACES = {
    "account": "/account",
    "priorities": "/priorities",
    "priority": "/priorities/1.1",
    "indicators": "/indicators?priority=2.1",
    "indicator": "/indicators/work",
    "places": "/places?kind=authority&parent=E12000002",
    "place": "/places/E08900001",
    "peer_sets": "/peer-sets",
    "peer_set": "/peer-sets/neighbours?place=E08900002",
    "observations": "/observations?indicator=work&place=E08900001",
    "findings": "/findings?indicator=work&place=E08900001",
    "sources": "/sources",
    "comments": "/comments?indicator=work",
    "source": "/sources/toys-work",
    "revisions": "/revisions?source=toys-work",
    "revision": "/revisions/1",
    "revision_changes": "/revisions/2/changes",
    "start": "/",
}


def test_every_operation_has_an_example_here() -> None:
    assert PLACES.keys() == ANSWERS.keys()


@pytest.mark.parametrize("operation", PLACES)
def test_an_answer_has_the_shape_that_is_promised(ask: Ask, operation: str) -> None:
    answer = ask(PLACES[operation])
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json"
    found = msgspec.json.decode(answer.content, type=ANSWERS[operation])
    assert msgspec.json.encode(found) == answer.content  # nothing more, nothing less, in the same order


def test_every_answer_says_what_it_is_of(read: Read, account: Account) -> None:
    for path in PLACES.values():
        told = read(path)
        assert told["revision"] == account.library.revision
        assert told["definitions"] == account.definitions.version


def test_a_priority_names_its_aim_and_its_indicators(read: Read) -> None:
    item = read("/priorities/2.1")["item"]
    assert (item["aim"], item["indicators"]) == ("2", ["early-deaths", "queues", "weight"])


def test_a_suppressed_figure_has_a_state_and_no_value(read: Read) -> None:
    hidden = read("/observations?indicator=weight&state=suppressed")["items"]
    told = [(row["place"], row["value"], row["state"]) for row in hidden]
    assert told == [("E08900004", None, "suppressed")]
    shown = read("/observations?indicator=weight&state=measured")
    assert shown["total"] > 0
    assert all(row["value"] is not None for row in shown["items"])


def test_an_observation_leads_back_to_the_row_it_stands_in(read: Read) -> None:
    row = read("/observations?indicator=work&place=E08900001&limit=1")["items"][0]
    assert (row["source"], row["file"], row["row"]) == ("toys-work", "work.csv.gz", 2)
    assert row["revision"] <= read("/")["revision"]


def test_a_finding_that_cannot_say_gives_its_reasons(read: Read) -> None:
    path = "/findings?indicator=weight&place=E08900001&question=direction&breakdown="
    found = read(path)["items"][0]
    assert found["verdict"] == "cannot say"
    assert "too few points" in found["reasons"]
    assert found["estimate"] is None


def test_peers_are_those_of_the_place_asked_about(read: Read) -> None:
    of = read("/peer-sets/neighbours?place=E08900002")["item"]
    assert of["place"] == "E08900002"
    assert "E08900002" not in of["peers"]
    assert len(of["peers"]) == of["peer_set"]["places"] - 1


def test_the_document_is_of_openapi_3_1_and_refers_to_nothing_that_is_not_in_it() -> None:
    text = msgspec.json.encode(document()).decode()
    assert document()["openapi"] == "3.1.0"
    named = set(document()["components"]["schemas"])
    referred = {part.partition('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert referred <= named
    assert "ProblemDetails" in referred
