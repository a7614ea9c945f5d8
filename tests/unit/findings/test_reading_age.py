"""Every kind of sentence that we make can be read by a child of eleven, most by one of nine or ten."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from reading import grade, sentences, syllables, words

from ropewalk.findings.assess import Assessment, Comparison
from ropewalk.findings.effect.effects import effects
from ropewalk.findings.library import Library
from ropewalk.findings.words import middle_of, said_unit
from ropewalk.vocabulary.action import Action
from ropewalk.vocabulary.indicator import Break, Measure, Target
from ropewalk.vocabulary.peers import PeerSet
from ropewalk.vocabulary.words import Frequency, Polarity, State

Rows = Callable[..., pl.DataFrame]
Run = Callable[..., Assessment]
Define = Callable[..., Measure]
AVERAGE, MOST = 6.0, 9.0
CITY = "E08000012"
MONTHS = [f"{2020 + at // 12}-{at % 12 + 1:02d}-01/P1M" for at in range(60)]
WAVE = np.random.default_rng(5).standard_normal(60)
LINE = np.arange(12) * 3.0


@pytest.mark.parametrize(
    ("word", "spoken"),
    [("cat", 1), ("table", 2), ("people", 2), ("improving", 3), ("changed", 1), ("places", 2), ("figures", 2),
     ("chance", 1), ("difference", 3), ("idea", 3), ("area", 3), ("period", 3), ("separate", 3), ("used", 1),
     ("2,266", 1), ("63.4%", 1), ("E08000012", 1)],
)  # fmt: skip
def test_syllables_are_counted_as_spoken(word: str, spoken: int) -> None:
    assert syllables(word) == spoken


def test_known_texts_have_about_the_grade_they_are_given() -> None:
    assert sentences("It rose to 63.4% in 2023. That is all! Is it? Yes.") == 4
    assert words("£2,266 a person, in 2023.") == ["£2,266", "a", "person,", "in", "2023."]
    assert grade("The cat sat on the mat. The dog ran.") < 0
    hard = "Methodological heterogeneity necessitates considerable circumspection regarding comparability."
    assert grade(hard) > 20
    assert grade("") == 0


def samples(rows: Rows) -> Iterator[tuple[pl.DataFrame, dict[str, object]]]:
    """Series and definitions that lead to every kind of direction and prospect."""
    noise = WAVE[:12]
    for values in (50 + LINE + noise, 90 - LINE + noise, 50 + noise):
        for polarity in Polarity:
            yield rows(list(values), half=1.0), {"polarity": polarity}
            yield (
                rows(list(values)),
                {"polarity": polarity, "target": Target(value=80.0, date=date(2030, 3, 31))},
            )
    yield rows(list(50 + LINE)), {"target": Target(value=20.0, date=date(2020, 3, 31))}
    yield rows([100.0] * 8), {}
    yield rows([50.0] * 8), {}
    yield rows([50.0, 52.0]), {}
    yield rows(list(50 + LINE), periods=[f"{2010 + at}-01-01/P3Y" for at in range(12)]), {}
    yield rows([None] * 6, states=[State.SUPPRESSED.value] * 6), {}
    yield rows(list(50 + LINE)), {"breaks": (Break(date=date(2023, 1, 1), reason="new"),)}
    yield rows(list(50 + LINE), states=["measured"] * 11 + [State.PROVISIONAL.value]), {}
    season = 50 + 5 * np.sin(np.arange(60) * np.pi / 6) + 0.3 * WAVE
    for moved in (0, np.arange(60) * 0.2, 9.0 * (np.arange(60) >= 57), 9.0 * (np.arange(60) >= 59)):
        yield rows(list(season + moved), periods=MONTHS), {"frequency": Frequency.MONTHLY}


def told(
    run: Callable[..., Assessment], rows: Callable[..., pl.DataFrame], measure: Callable[..., Measure]
) -> pl.DataFrame:
    found = [run(table, measure(**changes)).findings for table, changes in samples(rows)]
    return pl.concat(found).select("question", "verdict", "method", "reasons", "sentence")


def positions(
    run: Callable[..., Assessment],
    rows: Callable[..., pl.DataFrame],
    measure: Callable[..., Measure],
    comparison: Comparison,
) -> pl.DataFrame:
    found = []
    for half in (0.5, 30.0, None):
        for own in (40.0, 50.0, 60.0):
            for polarity in Polarity:
                codes = ("E92000001", "E12000002", *(f"E0600000{n}" for n in range(1, 7)))
                others = [rows([50.0 + n], place=code, half=half) for n, code in enumerate(codes)]
                table = pl.concat([rows([own], half=half), *others])
                found.append(run(table, measure(polarity=polarity), against=comparison).findings)
    found.append(run(rows([50.0]), measure(), against=comparison).findings)
    chosen = pl.concat(found).filter((pl.col("question") == "position") & (pl.col("place") == CITY))
    return chosen.select("question", "verdict", "method", "reasons", "sentence")


def followed(rows: Rows, measure: Define) -> pl.DataFrame:
    peers = tuple(f"E060000{n:02d}" for n in range(1, 24))
    like = PeerSet(id="like", title="Nearest neighbours", basis="x", chosen_by="x", dated=date(2025, 1, 1),
                   default=True, members=(CITY, *peers))  # fmt: skip
    against = Comparison(peer_sets=(like,), names={CITY: "Northport"}, default=("like",))
    found = []
    for size, began in ((20, 2015), (9, 2022), (5, 2024)):
        for moved in (0.0, 12.0, -12.0):
            own = 50 + WAVE[:size] + moved * (np.arange(2025 - size, 2025) >= began)
            table = [rows(list(own))]
            table += [rows(list(50 + np.roll(WAVE, n)[:size]), place=code) for n, code in enumerate(peers)]
            for which, polarity in (
                (table, Polarity.HIGHER),
                (table, Polarity.NEUTRAL),
                (table[:9], Polarity.LOWER),
            ):
                action = Action(id="a", title="Work clubs", began=date(began, 1, 1), owner="x", source="x",
                                indicators=("work",), priorities=())  # fmt: skip
                one = measure(polarity=polarity)
                found.append(effects(pl.concat(which), [action], [one], against, place=CITY))
    every = pl.concat(found).with_columns(question=pl.lit("effect"))
    return every.select("question", "verdict", "method", "reasons", "sentence")


def check(table: pl.DataFrame, most: float = MOST) -> None:
    graded = table.with_columns(grade=pl.col("sentence").map_elements(grade, return_dtype=pl.Float64))
    each = graded.group_by("question", "verdict", "method").agg(pl.col("grade").mean())
    hard = graded.filter(pl.col("grade") > most)["sentence"].to_list()
    assert hard == []
    # Each kind counts once: thousands of plain ones would hide a hard one.
    assert each["grade"].mean() <= AVERAGE  # type: ignore[operator]


def test_directions_and_prospects_read_easily(run, rows, measure) -> None:
    table = told(run, rows, measure)
    directions = table.filter(pl.col("question") == "direction")
    assert set(directions["verdict"]) == {"improving", "no clear change", "worsening", "cannot say"}
    assert directions["method"].n_unique() >= 4
    assert table.filter(pl.col("question") == "prospect")["verdict"].n_unique() >= 3
    check(table)


def test_positions_read_easily(run, rows, measure, comparison) -> None:
    table = positions(run, rows, measure, comparison)
    assert set(table["verdict"]) == {"better", "not distinguishable", "worse", "cannot say"}
    check(table)


def test_what_followed_an_action_reads_easily(rows, measure) -> None:
    table = followed(rows, measure)
    assert table["verdict"].n_unique() == 4
    assert table["method"].n_unique() >= 2
    check(table)


def test_every_sentence_of_a_whole_account_reads_easily(built_toy: Path) -> None:
    found = Library(built_toy / "store").findings()
    check(found.select("question", "verdict", "method", "reasons", "sentence"))


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        ("a person a year, in 2019 money", "a person a year (in 2019 money)"),
        ("million, in 2024 money", "million (in 2024 money)"),
        ("years", "years"),
    ],
)
def test_two_years_never_run_together(unit: str, said: str) -> None:
    assert said_unit(unit) == said


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Nearest neighbours", "the middle one of its nearest neighbours"),
        ("Places like us", "the middle one of places like us"),
        ("Core Cities", "the middle place in Core Cities"),
        ("Neighbours", "the middle one of its neighbours"),
    ],
)
def test_the_middle_of_a_set_is_said_as_people_say_it(title: str, said: str) -> None:
    assert middle_of(title) == said
