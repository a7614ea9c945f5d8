"""Every field, notation, scheme and option of a column map is in docs/column-maps.md."""

from pathlib import Path
from typing import get_args

import pytest

from ropewalk.sources import maps
from ropewalk.sources.coded import CODED
from ropewalk.sources.contracts.terms import RULES, Contract, Total
from ropewalk.sources.editions import Edition
from ropewalk.sources.layouts.read import Layout, Shape
from ropewalk.sources.neighbourhood_changes import NeighbourhoodChanges
from ropewalk.sources.odd import neighbourhood_deprivation, neighbourhood_figures, parts_of_a_whole
from ropewalk.sources.register_files import RegisterMap
from ropewalk.vocabulary.accepted import Acceptance, Correction
from ropewalk.vocabulary.source import File, Origin

PAGE = (Path(__file__).parents[3] / "docs" / "column-maps.md").read_text()

STRUCTS = [
    maps.SourceMap,
    maps.Table,
    maps.PlaceColumn,
    maps.PeriodColumn,
    maps.StateColumn,
    maps.LeaveOut,
    maps.Numbers,
    maps.Wide,
    maps.Series,
    maps.BreakdownColumn,
    maps.Per,
    RegisterMap,
    NeighbourhoodChanges,
    Contract,
    Total,
    Acceptance,
    Correction,
    Edition,
    Layout,
    Shape,
    Origin,
    File,
    neighbourhood_deprivation.Options,
    neighbourhood_figures.Options,
    parts_of_a_whole.Options,
]


@pytest.mark.parametrize("struct", STRUCTS, ids=lambda struct: f"{struct.__module__}.{struct.__name__}")
def test_every_field_is_on_the_page(struct):
    assert [name for name in struct.__struct_fields__ if name not in PAGE] == []


@pytest.mark.parametrize(
    "words", [maps.Notation, maps.Scheme, maps.Policy], ids=["notation", "scheme", "policy"]
)
def test_every_word_that_a_map_may_use_is_on_the_page(words):
    assert [word for word in get_args(words) if f"`{word}`" not in PAGE] == []


def test_every_reader_in_code_is_on_the_page():
    assert [name for name in CODED if f"`{name}`" not in PAGE] == []


def test_every_rule_of_a_contract_is_on_the_page():
    assert [name for name in RULES if f"| `{name}` |" not in PAGE] == []
