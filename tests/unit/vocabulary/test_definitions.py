from datetime import date
from typing import Any

import pytest

from ropewalk.vocabulary.city import City, Definitions
from ropewalk.vocabulary.definitions import from_mapping, to_mapping
from ropewalk.vocabulary.errors import DefinitionError
from ropewalk.vocabulary.indicator import Indicator, Measure, Target
from ropewalk.vocabulary.peers import PeerSet
from ropewalk.vocabulary.plan import Plan

MEASURE: dict[str, Any] = {"id": "jobs", "kind": "proportion", "polarity": "higher", "frequency": "annual"}
FULL: dict[str, Any] = {
    **MEASURE,
    "title": "People in work",
    "official_title": "Employment rate",
    "definition": "How many people of working age have a job.",
    "unit": "%",
    "decimals": 1,
    "polarity_reason": "Work pays the rent.",
    "role": "contextual",
    "owner": "Director of Growth",
    "producer": "Office for National Statistics",
    "licence": "OGL-UK-3.0",
    "source": "ons-employment",
    "geography": "Local authorities",
    "period_type": "calendar year",
    "next_expected": "2026-12-01",
    "priorities": ["1.3"],
}


def test_a_whole_definition_is_read_and_written_without_loss() -> None:
    indicator = from_mapping(FULL, Indicator, "work.toml")
    assert to_mapping(indicator) == FULL
    assert from_mapping(to_mapping(indicator), Indicator, "work.toml") == indicator


def test_a_nested_target_is_read_and_written_without_loss() -> None:
    mapping = {**MEASURE, "target": {"value": 75.0, "date": date(2030, 1, 1)}}
    measure = from_mapping(mapping, Measure, "work.toml")
    assert measure.target == Target(value=75.0, date=date(2030, 1, 1))
    assert to_mapping(measure) == mapping


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"colour": "red"}, "colour"),
        ({"polarity": "upwards"}, "upwards"),
        ({"kind": None}, "kind"),
        ({"multiplier": "100"}, "multiplier"),
    ],
)
def test_a_fault_names_the_file_the_definition_and_the_field(change: dict[str, Any], named: str) -> None:
    with pytest.raises(DefinitionError) as raised:
        from_mapping({**MEASURE, **change}, Measure, "work.toml")
    message = str(raised.value)
    assert "work.toml" in message
    assert "jobs" in message
    assert named in message


@pytest.mark.parametrize(
    "field", ["owner", "unit", "producer", "licence", "geography", "next_expected", "polarity"]
)
def test_no_indicator_without_what_publication_needs(field: str) -> None:
    mapping = {name: value for name, value in FULL.items() if name != field}
    with pytest.raises(DefinitionError, match=field):
        from_mapping(mapping, Indicator, "work.toml")


def test_equal_definitions_have_equal_versions_and_a_change_shows() -> None:
    def definitions(title: str) -> Definitions:
        city = City(name="A", council="B", place="C", account_title="D", comparators=(), contact="E")
        plan = Plan(
            id="p", title=title, council="B", place="C", adopted=date(2020, 1, 1), vision="", vision_parts=(),
            aims=(), values=(),
        )  # fmt: skip
        return Definitions(city=city, plan=plan, indicators=(), peer_sets=())

    assert definitions("One").version == definitions("One").version
    assert definitions("One").version != definitions("Two").version


def test_a_peer_set_never_compares_a_place_with_itself() -> None:
    shared = {"title": "t", "basis": "b", "chosen_by": "c", "dated": date(2024, 1, 1)}
    listed = PeerSet(id="core", members=("A", "B", "C"), **shared)  # type: ignore[arg-type]
    mapped = PeerSet(id="near", by_place={"A": ("A", "B")}, **shared)  # type: ignore[arg-type]
    assert listed.peers_of("A") == ("B", "C")
    assert listed.peers_of("Z") == ()
    assert mapped.peers_of("A") == ("B",)
    assert mapped.peers_of("B") == ()
