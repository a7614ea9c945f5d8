"""Findings are gathered by what they are about; the three questions stay apart."""

import polars as pl

from ropewalk.publish.website.rows import findings_of, verdicts_of
from ropewalk.vocabulary.tables import FINDINGS

TYPES = {str: pl.String, float: pl.Float64, int: pl.Int64}


def frame(*rows: dict) -> pl.DataFrame:
    empty = dict.fromkeys(FINDINGS)
    texts = {"breakdown": "", "comparator": "", "reasons": "", "sentence": "", "method": ""}
    return pl.DataFrame(
        [empty | texts | row for row in rows],
        schema={name: TYPES[kind] for name, kind in FINDINGS.items()},
    )


ABOUT = {"indicator": "work", "place": "E1", "revision": 3}


def test_the_three_questions_are_kept_apart() -> None:
    found = verdicts_of(
        frame(
            ABOUT | {"question": "direction", "verdict": "improving"},
            ABOUT | {"question": "position", "comparator": "E2", "verdict": "worse"},
            ABOUT | {"question": "position", "comparator": "E3", "verdict": "better"},
            ABOUT | {"question": "prospect", "verdict": "likely", "probability": 0.9},
            ABOUT | {"question": "direction", "verdict": "worsening", "breakdown": "sex=female"},
        )
    )
    headline = found["work", "E1", ""]
    assert headline.direction.verdict == "improving"
    assert [position.comparator for position in headline.positions] == ["E2", "E3"]
    assert headline.prospect.probability == 0.9
    assert headline.against("E3").verdict == "better"
    assert headline.against("E9") is None
    assert found["work", "E1", "sex=female"].direction.verdict == "worsening"
    assert found["work", "E1", "sex=female"].positions == ()


def test_reasons_come_apart_and_nothing_is_no_reason() -> None:
    some, none = findings_of(frame(ABOUT | {"reasons": "stale;gap"}, ABOUT | {"reasons": ""}))
    assert some.reasons == ("stale", "gap")
    assert none.reasons == ()


def test_an_empty_frame_has_no_verdicts() -> None:
    assert verdicts_of(frame()) == {}
