"""Which place a row is about: by code or number, through the published history, and never by likeness."""

import pytest

from ropewalk.vocabulary.errors import SourceError

PLAN = """
[[table]]
file = "a.csv"
place = {{ column = "where", {scheme} }}
period = {{ constant = "2022-01-01/P1Y" }}
{policy}
[[table.series]]
indicator = "jobs"
value = "value"
"""


def places(load, scheme, *cells, policy=""):
    csv = "where,value\n" + "".join(f"{cell},{n}\n" for n, cell in enumerate(cells))
    return load(PLAN.format(scheme=scheme, policy=policy), {"a.csv": csv})


@pytest.mark.parametrize(
    ("scheme", "cell", "code"),
    [
        ('scheme = "gss"', "E08000012", "E08000012"),
        ('scheme = "gss"', " E08000012 ", "E08000012"),
        ('scheme = "gss"', "E08000019", "E08000039"),  # the old code of a place that carried on
        ('scheme = "gss"', "E08000039", "E08000039"),
        ('scheme = "gss"', "E07000190", "E07000190"),  # a merger: it stays what it was
        ('scheme = "dfe-number"', "341", "E08000012"),
        ('scheme = "dfe-number"', "341.0", "E08000012"),
        ('scheme = "dfe-name"', "Liverpool", "E08000012"),
        ('scheme = "e-code"', "E4302", "E08000012"),
        ('scheme = "name"', "Liverpool City Council", "E08000012"),
        ('scheme = "name", kinds = ["region"]', "North East", "E12000001"),
    ],
)
def test_each_scheme_names_one_place(load, scheme, cell, code):
    assert places(load, scheme, cell).observations["place"].to_list() == [code]


@pytest.mark.parametrize(
    ("scheme", "cell"),
    [
        ('scheme = "gss"', "E99999999"),
        ('scheme = "gss"', "Liverpool"),
        ('scheme = "gss", kinds = ["region"]', "E08000012"),
        ('scheme = "dfe-number"', "999"),
        ('scheme = "e-code"', "4302"),
        ('scheme = "name"', "liverpool"),  # another case is another name
        ('scheme = "name"', "Liverpol"),
        ('scheme = "name"', "North East"),  # two places bear it
    ],
)
def test_a_place_that_is_not_named_exactly_stops(load, scheme, cell):
    with pytest.raises(SourceError) as found:
        places(load, scheme, cell)
    fault = found.value.faults[0]
    assert (fault.file, fault.row, fault.value) == ("toy/a.csv", 2, cell)
    assert "no place in the register has this" in fault.problem


def test_each_unknown_place_is_named_once_at_its_first_row(load):
    with pytest.raises(SourceError) as found:
        places(load, 'scheme = "gss"', "E08000012", "X1", "X2", "X1")
    assert [(fault.row, fault.value) for fault in found.value.faults] == [(3, "X1"), (4, "X2")]


def test_unknown_places_may_be_refused_row_by_row(load):
    batch = places(load, 'scheme = "gss"', "E08000012", "X1", "", policy='unknown_places = "refuse"')
    assert batch.observations["place"].to_list() == ["E08000012"]
    assert batch.refused.select("file", "row", "indicator", "place", "period", "value", "reason").rows() == [
        ("a.csv", 3, "jobs", "X1", "2022-01-01/P1Y", "1", "the place is not in the register"),
        ("a.csv", 4, "jobs", "", "2022-01-01/P1Y", "2", "the place is not in the register"),
    ]


def test_a_batch_tells_which_old_codes_it_met(load):
    assert places(load, 'scheme = "gss"', "E08000019").renames == {"E08000019": "E08000039"}
    assert places(load, 'scheme = "gss"', "E08000039").renames == {}


@pytest.fixture
def load(load, tmp_path):
    """Each load in a folder of its own, so that one test may load twice."""
    return lambda plan, files: _fresh(load, tmp_path, plan, files)


def _fresh(load, tmp_path, plan, files):
    if (tmp_path / "toy").exists():
        (tmp_path / "toy").rename(tmp_path / "before")
    return load(plan, files)
