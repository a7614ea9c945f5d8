"""A series crosses a merger only as declared; the parts are all there or there is nothing."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ropewalk.findings.assess import assess
from ropewalk.findings.comparison import Comparison
from ropewalk.findings.crossing import Mergers, crossed
from ropewalk.vocabulary.crossing import Crossing
from ropewalk.vocabulary.history import mergers
from ropewalk.vocabulary.indicator import Measure
from ropewalk.vocabulary.place import Place
from ropewalk.vocabulary.words import Frequency, Kind, Polarity

COUNT = Measure(
    id="tips",
    kind=Kind.COUNT,
    polarity=Polarity.LOWER,
    frequency=Frequency.ANNUAL,
    crossing=Crossing(how="sum", reason="Each is counted in one place."),
)
SHARE = Measure(
    id="empty",
    kind=Kind.PROPORTION,
    polarity=Polarity.LOWER,
    frequency=Frequency.ANNUAL,
    multiplier=100.0,
    crossing=Crossing(how="weighted", reason="Homes are in one place each."),
)
MEAN = Measure(
    id="wait",
    kind=Kind.MEAN,
    polarity=Polarity.LOWER,
    frequency=Frequency.ANNUAL,
    crossing=Crossing(how="weighted", weight="people", reason="A mean over people."),
)
# A and B became C in 2019; C and D became E in 2023; F was divided between C and E.
TWO_STEPS = Mergers({"C": ("A", "B"), "E": ("C", "D")}, {"C": date(2019, 4, 1), "E": date(2023, 4, 1)})


def rows(*given: tuple[str, str, int, float | None], **columns: float | str | None) -> pl.DataFrame:
    """Rows of indicator, place, year and value; other columns the same in each."""
    made = [
        {"indicator": i, "place": p, "period": f"{y}-01-01/P1Y", "breakdown": "", "value": v, "lower": None,
         "upper": None, "numerator": None, "denominator": None, "state": "measured", **columns}
        for i, p, y, v in given
    ]  # fmt: skip
    texts = ("indicator", "place", "period", "breakdown", "state")
    schema = {name: pl.String if name in texts else pl.Float64 for name in made[0]}
    return pl.DataFrame(made, schema=schema)


def values(made: pl.DataFrame) -> dict[tuple[str, int], float]:
    return {
        (place, int(period[:4])): value
        for place, period, value in made.select("place", "period", "value").rows()
    }


def test_counts_are_added_up_over_two_mergers() -> None:
    given = rows(("tips", "A", 2018, 1.0), ("tips", "B", 2018, 2.0), ("tips", "D", 2018, 4.0))
    assert values(crossed(given, [COUNT], TWO_STEPS)) == {("C", 2018): 3.0, ("E", 2018): 7.0}


def test_without_a_declaration_nothing_is_crossed() -> None:
    plain = Measure(id="tips", kind=Kind.COUNT, polarity=Polarity.LOWER, frequency=Frequency.ANNUAL)
    given = rows(("tips", "A", 2018, 1.0), ("tips", "B", 2018, 2.0))
    assert crossed(given, [plain], TWO_STEPS).is_empty()


@pytest.mark.parametrize("other", [None, "suppressed"])
def test_a_part_that_is_missing_or_hidden_leaves_no_whole(other: str | None) -> None:
    given = rows(("tips", "A", 2018, 1.0))
    if other:
        given = pl.concat([given, rows(("tips", "B", 2018, None), state=other)])
    assert crossed(given, [COUNT], TWO_STEPS).is_empty()


def test_what_the_publisher_gives_for_the_whole_stands() -> None:
    given = rows(("tips", "A", 2018, 1.0), ("tips", "B", 2018, 2.0), ("tips", "C", 2018, 5.0))
    assert crossed(given, [COUNT], TWO_STEPS).is_empty()


def test_periods_after_the_merger_are_not_made() -> None:
    given = rows(("tips", "A", 2020, 1.0), ("tips", "B", 2020, 2.0))
    assert crossed(given, [COUNT], TWO_STEPS).is_empty()


def test_a_share_is_weighted_by_the_denominators_beside_it() -> None:
    a = rows(("empty", "A", 2018, 10.0), numerator=10.0, denominator=100.0)
    b = rows(("empty", "B", 2018, 50.0), numerator=150.0, denominator=300.0)
    made = crossed(pl.concat([a, b]), [SHARE], TWO_STEPS)
    assert made.select("value", "numerator", "denominator").rows() == [(40.0, 160.0, 400.0)]


def test_a_mean_is_weighted_by_another_indicator() -> None:
    given = rows(("wait", "A", 2018, 10.0), ("wait", "B", 2018, 20.0), ("people", "A", 2018, 1.0),
                 ("people", "B", 2018, 3.0))  # fmt: skip
    assert values(crossed(given, [MEAN], TWO_STEPS)) == {("C", 2018): 17.5}


def test_a_share_without_a_weight_is_not_crossed() -> None:
    given = rows(("empty", "A", 2018, 10.0), ("empty", "B", 2018, 20.0))
    assert crossed(given, [SHARE], TWO_STEPS).is_empty()


def test_limits_are_not_put_together() -> None:
    given = rows(("tips", "A", 2018, 1.0), ("tips", "B", 2018, 2.0), lower=0.5, upper=3.0)
    assert crossed(given, [COUNT], TWO_STEPS).select("lower", "upper").rows() == [(None, None)]


def test_a_provisional_part_makes_a_provisional_whole() -> None:
    given = pl.concat([rows(("tips", "A", 2018, 1.0)), rows(("tips", "B", 2018, 2.0), state="provisional")])
    assert crossed(given, [COUNT], TWO_STEPS)["state"].to_list() == ["provisional"]


@pytest.mark.parametrize(("how", "kind"), [("sum", Kind.RATE), ("weighted", Kind.COUNT), ("sum", Kind.INDEX)])
def test_a_kind_that_cannot_be_put_together_so_is_refused(how: str, kind: Kind) -> None:
    with pytest.raises(ValueError, match="cannot cross a merger"):
        Measure(
            id="x",
            kind=kind,
            polarity=Polarity.LOWER,
            frequency=Frequency.ANNUAL,
            crossing=Crossing(how=how, reason="Why not."),  # type: ignore[arg-type]
        )


def test_a_place_that_was_divided_is_part_of_nothing() -> None:
    def place(code: str, kind: str, *after: str) -> Place:
        return Place(code=code, name=code, kind=kind, successors=after)

    known = [
        *(place("A", "authority", "C"), place("B", "authority", "C"), place("C", "authority")),
        *(place("K", "county", "C", "E"), place("D", "authority", "E"), place("F", "authority", "C2", "E")),
        *(place("E", "authority"), place("G", "authority", "H"), place("H", "authority")),
    ]
    assert mergers({one.code: one for one in known}) == {"C": ("A", "B")}


cells = st.fixed_dictionaries(
    {
        (place, year): st.one_of(st.none(), st.integers(0, 1000).map(float))
        for place in ("A", "B", "C", "D", "E")
        for year in (2016, 2017, 2018, 2022)
    }
)


@settings(deadline=None)
@given(cells, st.randoms(use_true_random=False))
def test_sums_are_kept_twice_is_once_and_order_does_not_matter(given, random) -> None:  # type: ignore[no-untyped-def]
    held = [("tips", place, year, value) for (place, year), value in given.items() if value is not None]
    if not held:
        return
    table = rows(*held)
    made = crossed(table, [COUNT], TWO_STEPS)

    both = values(pl.concat([table, made]))
    for (place, year), value in values(made).items():
        assert value == sum(both[part, year] for part in TWO_STEPS.parts[place])
    assert crossed(pl.concat([table, made]), [COUNT], TWO_STEPS).is_empty()
    random.shuffle(held)
    assert values(crossed(rows(*held), [COUNT], TWO_STEPS)) == values(made)


def test_a_finding_says_that_figures_were_put_together() -> None:
    years = range(2012, 2019)
    given = rows(
        *[("tips", place, year, 100.0 + 10 * year % 7 + n) for n, place in enumerate("AB") for year in years],
        *[("tips", "C", year, 250.0 + year % 5) for year in range(2019, 2024)],
    )
    with_parts = Comparison(parts=TWO_STEPS.parts, begun=TWO_STEPS.begun)

    def direction(comparison: Comparison) -> tuple[str, int, str]:
        found = assess(given, [COUNT], comparison, revision=1, today=date(2024, 6, 1)).findings
        row = found.filter(place="C", question="direction").row(0, named=True)
        return row["reasons"], row["points"], row["sentence"]

    reasons, points, sentence = direction(with_parts)
    assert "put together from former places" in reasons.split(";")
    assert "put together by us from the areas that this one replaced" in sentence
    alone, fewer, _ = direction(Comparison(begun=TWO_STEPS.begun))
    assert "put together from former places" not in alone.split(";")
    assert points > fewer
