"""A contract: what an edition keeps by itself and against the last one, and how a broken rule is told."""

import polars as pl
import pytest

from ropewalk.sources.accepted import read_acceptances, write_acceptance
from ropewalk.sources.contracts.against import against
from ropewalk.sources.contracts.alone import alone
from ropewalk.sources.contracts.terms import Contract, Total
from ropewalk.sources.maps import read_map
from ropewalk.vocabulary.accepted import Acceptance
from ropewalk.vocabulary.errors import DefinitionError

SCHEMA = {
    **dict.fromkeys(("indicator", "place", "period", "breakdown"), pl.String),
    **dict.fromkeys(("value", "lower", "upper", "numerator", "denominator"), pl.Float64),
    "state": pl.String,
    "file": pl.String,
    "row": pl.Int64,
}


YEAR = "{}-01-01/P1Y"


def rows(places=20, years=range(2014, 2024), value=50.0, indicator="jobs", breakdown="", period=YEAR):
    """A row a place and year; values differ a little from place to place."""
    every = [(place, year) for place in range(places) for year in years]
    columns = {
        "indicator": [indicator] * len(every),
        "place": [f"E{place:08}" for place, _ in every],
        "period": [period.format(year) for _, year in every],
        "breakdown": [breakdown] * len(every),
        "value": [value + place / 10 for place, _ in every],
        **dict.fromkeys(("lower", "upper", "numerator", "denominator"), [None] * len(every)),
        "state": ["measured"] * len(every),
        "file": ["a.csv"] * len(every),
        "row": range(2, 2 + len(every)),
    }
    return pl.DataFrame(columns, SCHEMA)


BEFORE = rows()


def broken(now, before=BEFORE, terms=None):
    return {breach.rule: breach for breach in against(terms or Contract(), before, now)}


def own(now, terms=None, repeated=0, ranges=None):
    return {breach.rule: breach for breach in alone(terms or Contract(), now, repeated, ranges or {})}


def test_an_edition_like_the_last_one_breaks_nothing():
    next_year = rows(years=range(2014, 2025))
    assert broken(BEFORE) == broken(next_year) == {}
    assert own(BEFORE, ranges={"jobs": (0, 100)}) == {}
    assert broken(BEFORE, before=BEFORE.clear()) == {}


@pytest.mark.parametrize(
    ("now", "rules"),
    [
        (rows(places=17), {"rows", "places"}),
        (rows(places=50), {"rows"}),
        (rows(years=range(2014, 2023)), {"periods"}),
        (rows(years=range(2016, 2026)), {"periods"}),
        (rows(indicator="work"), {"indicators"}),
        (rows(value=5000.0), {"magnitude"}),
        (rows(value=5.0), {"magnitude"}),
        (rows(value=-52.0), {"magnitude"}),
        (BEFORE.with_columns(value=pl.lit(None, pl.Float64), state=pl.lit("not available")), {"numbers"}),
    ],
    ids=["shrinks", "doubles", "goes back", "forgets", "drops", "hundredfold", "tenth", "sign", "empties"],
)
def test_what_changes_too_much_breaks_its_rule(now, rules):
    assert broken(now).keys() == rules


def test_a_fault_names_the_rows_the_rule_and_how_to_accept_it():
    breach = broken(rows(value=5000.0))["magnitude"]
    rule, first, *_, more = [str(fault) for fault in breach.faults("toys", "e2", "e1")]
    assert "edition e2 breaks the contract, rule magnitude: figures of jobs are" in rule
    assert "has the unit changed?" in rule
    assert 'ropewalk load toys --accept magnitude --by "YOUR NAME" --because "THE REASON"' in rule
    assert first.startswith("toys/a.csv of edition e2, row ")
    assert "E000000" in first
    assert " was 5" in first
    assert " and is 500" in first
    assert "and 195 more rows" in more
    gone = broken(rows(places=17))["places"].faults("toys", "e2", "e1")
    assert "toys/a.csv of edition e1, row 172" in str(gone[1])


def test_a_change_of_unit_is_seen_though_no_period_is_the_same():
    terms = Contract(snapshot=True)
    before, now = rows(years=[2023], places=30), rows(years=[2024], places=30, value=0.5)
    assert broken(now, before, terms).keys() == {"magnitude"}
    assert broken(rows(years=[2024], places=30), before, terms) == {}
    assert broken(rows(years=[2022], places=30), before, terms).keys() == {"periods"}


def test_the_newest_period_is_the_one_that_ends_last():
    five_years = rows(years=[2020], period="{}-01-01/P5Y", places=200)
    assert "went to" not in broken(five_years)["periods"].problem


def test_terms_are_the_source_s_own():
    terms = Contract(rows_least=0.5, places_lost=0.2, ratio=1000.0, periods_lost=0.5)
    assert broken(rows(places=17), terms=terms) == {}
    assert broken(rows(value=5000.0), terms=terms) == {}


def test_values_stay_in_the_range_of_their_definition_or_of_the_contract():
    assert own(rows(value=99.5), ranges={"jobs": (0, 100)}).keys() == {"ranges"}
    assert own(rows(value=99.5), Contract(ranges={"jobs": (0, 200)}), ranges={"jobs": (0, 100)}) == {}
    breach = own(rows(value=-9), ranges={"jobs": (0, None)})["ranges"]
    assert breach.rows["was"][0] == "to lie between 0.0 and any"


def test_a_file_that_says_everything_twice_and_limits_that_cross_are_told():
    assert own(BEFORE, repeated=200).keys() == {"repeats"}
    assert own(BEFORE.with_columns(lower=pl.lit(2.0), upper=pl.lit(1.0))).keys() == {"limits"}


def by_sex(women):
    parts = [
        rows(value=52.0),
        rows(value=30.0, breakdown="sex=male"),
        rows(value=women, breakdown="sex=female"),
    ]
    return pl.concat(parts).with_columns(value=pl.col("value").round(0))


def test_declared_parts_add_up_to_their_whole():
    whole = Total(indicator="jobs", breakdown="sex", within=2.0)
    assert own(by_sex(22.0), Contract(totals=(whole,))) == {}
    breach = own(by_sex(32.0), Contract(totals=(whole,)))["totals"]
    assert (breach.count, breach.rows["was"][0]) == (200, "62.0 in its parts")
    places = Total(indicator="jobs", place="E00000000", places=("E00000001", "E00000002"), share=0.01)
    assert own(rows(), Contract(totals=(places,))).keys() == {"totals"}
    others = Total(indicator="jobs", indicators=("a", "b"))
    both = pl.concat([rows(), rows(indicator="a", value=20.0).with_columns(value=pl.lit(20.0))])
    assert own(both, Contract(totals=(others,))) == {}  # not all parts are there


PLAN = """
no_tables = "a list"
[contract]
{}
"""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("rows_most = 3.0\nratio = 10.0", ""),
        ("rows = 3.0", "unknown field `rows`"),
        ("places_lost = 3.0", "between 0 and 1"),
        ("ratio = 1.0", "ratio is above 1"),
        ('totals = [{ indicator = "a" }]', "one of indicators, breakdown, or place"),
    ],
)
def test_terms_are_read_strictly(text, said, source):
    folder = source(PLAN.format(text), {})
    if not said:
        assert read_map(folder).contract == Contract(rows_most=3.0, ratio=10.0)
        return
    with pytest.raises(DefinitionError, match=said):
        read_map(folder)


ACCEPTED = """
[[acceptance]]
edition = "e2"
rule = "rows"
by = "Ada"
date = 2026-11-23
reason = "Half of the places have merged."
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"rows"', '"row"', "there is no such rule"),
        ('"e2"', '"e9"', "there is no such edition"),
        ('"Ada"', '" "', "`by` is empty for the rule rows"),
        ('"Half of the places have merged."', '""', "`reason` is empty"),
        ("reason", "because", "unknown field `because`"),
        ("", ACCEPTED, "accepted twice"),
    ],
)
def test_an_acceptance_needs_an_edition_a_rule_a_name_and_a_reason(old, new, said, tmp_path):
    text = ACCEPTED.replace(old, new, 1) if old else ACCEPTED + new
    (tmp_path / "acceptances.toml").write_text(text)
    with pytest.raises(DefinitionError, match=said):
        read_acceptances(tmp_path, ("e1", "e2"))


def test_an_acceptance_that_is_written_is_read_again(tmp_path):
    (tmp_path / "acceptances.toml").write_text(ACCEPTED)
    (first,) = read_acceptances(tmp_path, ("e1", "e2"))
    second = Acceptance(edition="e1", rule="places", by="Ada “A”", date=first.date, reason='They "merged".')
    write_acceptance(tmp_path, second)
    assert read_acceptances(tmp_path, ("e1", "e2")) == (first, second)
    assert [path.name for path in tmp_path.iterdir()] == ["acceptances.toml"]
