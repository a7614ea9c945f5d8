"""The share of an authority's neighbourhoods in the most deprived tenth, counted from the neighbourhoods."""

import pytest

from ropewalk.vocabulary.errors import DefinitionError, SourceError

PLAN = """
[[table]]
code = "neighbourhood_deprivation"
file = "deciles.csv"
unknown_places = "{policy}"
[table.options]
share = "most-deprived"
period = "2025-01-01/P1Y"
neighbourhood = "lsoa"
decile = "decile"
authority = "council"
{more}
"""

# Liverpool: one of four in the tenth; Sheffield (its old code): one of one.
DECILES = """lsoa,council,decile
L1,E08000012,1.0
L2,E08000012,2.0
L3,E08000012,10.0
L4,E08000012,5
S1,E08000019,1
"""
BARE = "lsoa,decile\nL1,1\nL2,2\nS1,1\n"
LOOKUP = "lsoa,council\nL1,E08000012\nL2,E08000012\n"
SUMMARY = "council,share\nE08000012,0.5\nE08000039,0.3333\n"
LOOKED_UP = (
    'lookup = "lookup.csv"\nsummary = "summary.csv"\nsummary_place = "council"\nsummary_share = "share"\n'
)


def shares(load, files, more="", policy="stop"):
    batch = load(PLAN.format(more=more, policy=policy), files)
    columns = ("place", "value", "numerator", "denominator", "file", "row")
    return batch.observations.filter(indicator="most-deprived").select(columns).rows()


def test_shares_are_counted_with_their_counts(load):
    assert shares(load, {"deciles.csv": DECILES}) == [
        ("E08000012", 25.0, 1.0, 4.0, "deciles.csv", None),
        ("E08000039", 100.0, 1.0, 1.0, "deciles.csv", None),
    ]


def test_all_rows_together_are_the_whole(load):
    found = shares(load, {"deciles.csv": DECILES}, 'whole = "E92000001"\n')
    assert found[-1] == ("E92000001", 40.0, 2.0, 5.0, "deciles.csv", None)


def test_the_publishers_share_stands_in_where_the_lookup_has_no_neighbourhoods(load):
    files = {"deciles.csv": BARE, "lookup.csv": LOOKUP, "summary.csv": SUMMARY}
    assert shares(load, files, LOOKED_UP) == [
        ("E08000012", 50.0, 1.0, 2.0, "deciles.csv", None),
        ("E08000039", 33.33, None, None, "summary.csv", 3),
    ]


def test_counted_and_published_shares_must_agree(load):
    files = {"deciles.csv": BARE, "lookup.csv": LOOKUP, "summary.csv": SUMMARY.replace("0.5", "0.6")}
    with pytest.raises(
        SourceError, match=r"toy/summary.csv, row 2: the share of E08000012 is not the one counted"
    ):
        shares(load, files, LOOKED_UP)


def test_each_neighbourhoods_own_decile_leads_back_to_its_row(load, register):
    plan = PLAN.format(more='own = "own-decile"\n', policy="refuse")
    batch = load(plan, {"deciles.csv": DECILES})
    # The toy register has no neighbourhoods: all five are listed as refused, none is lost.
    assert batch.refused.select("indicator", "place", "value", "row").rows() == [
        ("own-decile", "L1", "1.0", 2),
        ("own-decile", "L2", "2.0", 3),
        ("own-decile", "L3", "10.0", 4),
        ("own-decile", "L4", "5.0", 5),
        ("own-decile", "S1", "1.0", 6),
    ]


@pytest.mark.parametrize("decile", ["0", "11", "1.5", "", "c"])
def test_what_is_no_decile_stops(load, decile):
    with pytest.raises(SourceError, match=r"toy/deciles.csv, row 2: this is not a decile from 1 to 10"):
        shares(load, {"deciles.csv": f"lsoa,council,decile\nL1,E08000012,{decile}\n"})


def test_a_neighbourhood_that_comes_twice_stops(load):
    with pytest.raises(SourceError, match=r"row 2: the neighbourhood comes twice \(value: 'L1'\)"):
        shares(load, {"deciles.csv": "lsoa,council,decile\nL1,E08000012,1\nL1,E08000012,1\n"})


def test_a_neighbourhood_without_an_authority_stops_when_nothing_stands_in(load):
    files = {"deciles.csv": BARE, "lookup.csv": LOOKUP}
    with pytest.raises(
        SourceError, match=r"row 4: no authority is known for this neighbourhood \(value: 'S1'\)"
    ):
        shares(load, files, 'lookup = "lookup.csv"\n')


@pytest.mark.parametrize("more", ['period = "2025"', 'colour = "red"'])
def test_options_are_read_strictly(load, more):
    plan = PLAN.format(more="", policy="stop")
    plan = plan.replace('period = "2025-01-01/P1Y"', more) if "period" in more else plan + more + "\n"
    with pytest.raises(DefinitionError, match=r"toy/map.toml"):
        load(plan, {"deciles.csv": DECILES})


def test_code_that_does_not_exist_names_what_does(load):
    plan = PLAN.format(more="", policy="stop").replace("neighbourhood_deprivation", "magic")
    with pytest.raises(
        DefinitionError, match=r"there is no such code \(value: 'magic'\). Choose from: neigh"
    ):
        load(plan, {"deciles.csv": DECILES})
