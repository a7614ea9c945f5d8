"""From answers in numbers to rows of the effects table, with their sentence."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import polars as pl

from ropewalk.findings.comparison import Comparison
from ropewalk.findings.effect.columns import EFFECTS, METHODS, VERDICTS
from ropewalk.findings.effect.questions import Questions
from ropewalk.findings.effect.sentences import effect_sentences
from ropewalk.findings.reasons import ORDER, has, words
from ropewalk.findings.words import Words

ASKED: Final = ("since then", "at once")


def effect_rows(
    told: Words,
    comparison: Comparison,
    questions: Questions,
    found: pl.DataFrame,
    revision: int,
) -> pl.DataFrame:
    """The effects table. ``found``: the columns of ``judged.SCHEMA``, by question."""
    at = found["question"].to_numpy()
    m, actions = questions.measure[at], [questions.actions[one] for one in questions.action[at].tolist()]
    ids = told.indicators.gather(m)
    hoped = [action.expects(name) for action, name in zip(actions, ids.to_list(), strict=True)]
    sets = pl.Series([*(one.id for one in comparison.peer_sets), ""], dtype=pl.String)
    table = found.with_columns(
        action=pl.Series([action.id for action in actions], dtype=pl.String),
        title=pl.Series([action.title for action in actions], dtype=pl.String),
        began=pl.Series([action.began for action in actions], dtype=pl.Date),
        indicator=ids,
        measure=told.titles.gather(m),
        place=told.places.gather(questions.place[at]),
        name=told.names.gather(questions.place[at]),
        size=told.size(m, *(found[name].to_numpy() for name in ("estimate", "lower", "upper"))),
        seen=told.signed_size(m, *(found[name].to_numpy() for name in ("estimate", "lower", "upper"))),
        expected=pl.Series([one.size if one else None for one in hoped], dtype=pl.Float64),
        expected_unit=pl.Series([one.unit if one else "" for one in hoped], dtype=pl.String),
        expected_by=pl.Series([one.by if one else None for one in hoped], dtype=pl.Date),
        from_period=told.periods.gather(_index(found["from_period"], told)),
        period=told.periods.gather(_index(found["period"], told)),
        comparator=sets.gather(np.where(found["comparator"] < 0, len(sets) - 1, found["comparator"])),
        **{reason.value: has(found["reasons"].to_numpy(), reason) for reason in ORDER},
    )
    return table.with_columns(
        verdict=_words(VERDICTS, found["verdict"]),
        method=_words(METHODS, found["method"]),
        asked=_words(ASKED, found["asked"]),
        reasons=words(found["reasons"].to_numpy()),
        revision=pl.lit(revision),
        sentence=effect_sentences(table),
    ).select(pl.col(name).cast(kind) for name, kind in EFFECTS.items())


def _index(period: pl.Series, told: Words) -> pl.Series:
    return pl.Series(np.where(period < 0, len(told.periods) - 1, period))


def _words(listed: Sequence[str], code: pl.Series) -> pl.Series:
    return pl.Series([str(word) for word in listed], dtype=pl.String).gather(code)
