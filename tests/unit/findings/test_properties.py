"""What holds of every assessment: total, blind to order, and no series touches another."""

from datetime import date

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from ropewalk.findings.assess import Comparison, assess
from ropewalk.vocabulary.indicator import Break, Measure, Target
from ropewalk.vocabulary.peers import PeerSet
from ropewalk.vocabulary.tables import FINDINGS, OBSERVATIONS
from ropewalk.vocabulary.words import (
    Direction,
    Frequency,
    Kind,
    Polarity,
    Position,
    Prospect,
    Question,
    Reason,
)

PLACES = tuple("ABCDEF")
MEASURES = (
    Measure(
        id="share",
        kind=Kind.PROPORTION,
        polarity=Polarity.HIGHER,
        frequency=Frequency.ANNUAL,
        multiplier=100,
        target=Target(value=60, date=date(2030, 1, 1)),
        breaks=(Break(date=date(2015, 1, 1), reason=""),),
    ),
    Measure(
        id="rate", kind=Kind.RATE, polarity=Polarity.LOWER, frequency=Frequency.QUARTERLY, multiplier=1e3
    ),
    Measure(id="mean", kind=Kind.MEAN, polarity=Polarity.NEUTRAL, frequency=Frequency.MONTHLY),
    Measure(id="odd", kind=Kind.COUNT, polarity=Polarity.HIGHER, frequency=Frequency.OCCASIONAL, ceiling=9.0),
)
COMPARISON = Comparison(
    peer_sets=(
        PeerSet(id="all", title="All", basis="", chosen_by="", dated=date(2025, 1, 1), members=PLACES),
    ),
    parents=dict.fromkeys(PLACES[:5], ("F",)),
    kinds={**dict.fromkeys(PLACES[:5], "authority"), "F": "country"},
    default=("country", "region", "all", "nowhere"),
)
PERIODS = st.one_of(
    st.builds("{}-01-01/P1Y".format, st.integers(2010, 2024)),
    st.builds("{}-01-01/P3Y".format, st.integers(2010, 2024)),
    st.builds("2020-{:02d}-01/P1M".format, st.integers(1, 14)),
    st.sampled_from(["", "2020", "9999-12-31/P9Y", "2020-01-01/P0Y", "2019-02-29/P1D"]),
)
NUMBER = st.one_of(
    st.none(), st.floats(-1e3, 1e3), st.sampled_from([0.0, 9.0, 100.0, 1e308, -1e308, np.inf, np.nan, 5e-324])
)
ROW = st.tuples(
    st.sampled_from(["share", "rate", "mean", "odd", "unknown"]),
    st.sampled_from(PLACES),
    PERIODS,
    st.sampled_from(["", "", "sex=female", "nonsense"]),
    *[NUMBER] * 5,
    st.sampled_from(
        ["measured", "measured", "provisional", "suppressed", "not available", "gibberish", None]
    ),
)
VERDICTS = {Question.DIRECTION: Direction, Question.POSITION: Position, Question.PROSPECT: Prospect}


def frame(rows: list[tuple[object, ...]]) -> pl.DataFrame:
    schema = {name: pl.String if kind is str else pl.Float64 for name, kind in OBSERVATIONS.items()}
    return pl.DataFrame(rows, schema=schema, orient="row")


def findings(table: pl.DataFrame) -> pl.DataFrame:
    return assess(table, MEASURES, COMPARISON, revision=1, today=date(2025, 6, 1)).findings


@settings(max_examples=60, deadline=None)
@given(st.lists(ROW, max_size=60))
def test_any_table_gets_findings_in_the_closed_words(rows: list[tuple[object, ...]]) -> None:
    table = frame(rows)
    before = table.clone()
    found = findings(table)
    assert found.columns == list(FINDINGS)
    assert table.equals(before, null_equal=True)
    for question, words in VERDICTS.items():
        part = found.filter(pl.col("question") == question.value)
        assert set(part["verdict"]) <= {word.value for word in words}
        assert part["sentence"].null_count() == 0
        assert not part["sentence"].str.contains("?", literal=True).any()
    reasons = {code for text in found["reasons"] for code in text.split(";") if text}
    assert reasons <= {reason.value for reason in Reason}
    numbers = found.select("estimate", "lower", "upper", "p_value", "probability")
    assert not numbers.select(pl.any_horizontal(pl.all().is_nan().any())).item()
    series = (
        table.filter(pl.col("indicator") != "unknown").select("indicator", "place", "breakdown").n_unique()
    )
    assert found.filter(pl.col("question") == "direction").height == series
    # Whatever cannot be said has a reason, and whatever is claimed has a p-value.
    unsaid = found.filter((pl.col("verdict") == "cannot say") & (pl.col("reasons") == ""))
    assert unsaid.height == 0
    claims = found.filter(pl.col("verdict").is_in(["improving", "worsening", "better", "worse"]))
    assert claims["p_value"].null_count() == 0


@settings(max_examples=15, deadline=None)
@given(st.lists(ROW, max_size=40), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(rows: list[tuple[object, ...]], random) -> None:
    mixed = list(rows)
    random.shuffle(mixed)
    assert findings(frame(rows)).equals(findings(frame(mixed)), null_equal=True)


GOOD = frame(
    [
        (
            "share",
            place,
            f"{year}-01-01/P1Y",
            "",
            40 + at + (year * 7 % 5),
            35.0 + at,
            55.0 + at,
            None,
            None,
            "measured",
        )
        for at, place in enumerate(PLACES)
        for year in range(2015, 2025)
    ]
)


@settings(max_examples=15, deadline=None)
@given(st.lists(ROW, max_size=40))
def test_a_bad_series_never_changes_another(rows: list[tuple[object, ...]]) -> None:
    # Anything at all, about other indicators or another breakdown of the same.
    other = frame([row for row in rows if row[0] != "share" or row[3] != ""])
    alone = findings(GOOD)
    beside = findings(pl.concat([other, GOOD]))
    wanted = (pl.col("indicator") == "share") & (pl.col("breakdown") == "")
    assert beside.filter(wanted).equals(alone, null_equal=True)


def test_an_empty_table_has_no_findings() -> None:
    found = assess(frame([]), MEASURES, COMPARISON, revision=1, today=date(2025, 6, 1))
    assert found.findings.height == found.ranks.height == found.headlines.height == 0
    assert findings(GOOD.clear()).columns == list(FINDINGS)


def test_another_unit_changes_no_verdict() -> None:
    scaled = GOOD.with_columns(pl.col("value", "lower", "upper") * 1e6, indicator=pl.lit("mean"))
    plain = GOOD.with_columns(indicator=pl.lit("mean"))
    columns = ["place", "question", "comparator", "verdict", "reasons", "points"]
    assert findings(scaled).select(columns).equals(findings(plain).select(columns))
