"""The sentences of "did it work?": what moved, how sure that is, and that it proves no cause."""

from typing import Final

import polars as pl

from ropewalk.findings.effect import rules as rule
from ropewalk.findings.effect.columns import BESIDE, BETTER, CANNOT_SAY, NO_CLEAR_SIGN, WORSE
from ropewalk.findings.phrases import Text, either, odds, plural, say
from ropewalk.vocabulary.words import Reason

NO_PROOF: Final = " That does not prove that it was the cause: other things changed too."
NO_DISPROOF: Final = " That does not prove that it did nothing."


def effect_sentences(table: pl.DataFrame) -> pl.Series:
    """``table``: verdict, method, asked, estimate, p_value, peers, before, after, left_out, unchecked; title,
    measure, name, size, seen (texts); began; expected, expected_unit, expected_by; and a Boolean column for
    each reason."""
    verdict = pl.col("verdict")
    table = table.with_columns(
        since=_since(),
        hoped=_hoped(),
        up=pl.col("estimate") > 0,
        # A hope is said in the indicator's own unit of change unless it names another.
        hoped_unit=pl.col("expected_unit").str.strip_chars(),
        # Of a comparison the weaker of the two: a rank among 20 cannot show more than 1 in 20.
        p_value=pl.max_horizontal("p_value", "rank_p"),
        neutral=pl.col(Reason.NEUTRAL_POLARITY.value) & pl.col("size").is_not_null(),
    )
    head, moved = say("“{measure}” in {name} "), _moved()
    after = " after {since}. "
    whole = (
        pl.when(verdict == BETTER)
        .then(say(head, "moved for the better", after, moved, NO_PROOF))
        .when(verdict == WORSE)
        .then(say(head, "moved for the worse", after, moved, NO_PROOF))
        .when(verdict == NO_CLEAR_SIGN)
        .then(say("No clear sign: after {since}, ", head, _unmoved(), NO_DISPROOF))
        .when("neutral")
        .then(say(head, "moved", after, moved, " We do not call that better or worse.", NO_PROOF))
        .otherwise(say("Cannot say: ", _why()))
    )
    said = (verdict != CANNOT_SAY) | pl.col("neutral")
    parts: list[Text] = [whole]
    parts += [pl.when(said & when).then(tail).otherwise(pl.lit("")) for when, tail in _tails()]
    parts.append(pl.when(pl.col("expected").is_not_null()).then(_hope(said)).otherwise(pl.lit("")))
    return table.select(pl.concat_str(parts).alias("sentence"))["sentence"]


def _since() -> Text:
    day = _day("began")
    named = say("“{title}” began on ", day)
    return pl.when(pl.col("title") == "").then(day).otherwise(named)


def _moved() -> Text:
    beside = say("It ended about {size} ", either("up", "higher", "lower"))
    beside += say(" than if it had moved like {peers} similar places.")
    since = say("Since then it has been about {size} ", either("up", "above", "below"))
    since += pl.lit(" the line it was on.")
    once = say("It ", either("up", "rose", "fell"), " by about {size} at once.")
    own = pl.when(pl.col("asked") == 1).then(once).otherwise(since)
    chance = say(" Chance alone would do that", odds())
    return pl.when(pl.col("method") == BESIDE).then(beside).otherwise(own) + chance


def _unmoved() -> Text:
    beside = say("moved about as {peers} similar places did.")
    own = pl.lit("stayed near the line it was on.")
    said = pl.when(pl.col("method") == BESIDE).then(beside).otherwise(own)
    return said + pl.lit(" Chance alone could explain the gap.")


def _why() -> Text:
    few = say("{before} ", plural("before", "period", "periods"), " before {since}, and {after} after it.")
    few += pl.lit(" That is too few to go by.")
    peers = say("only {peers} similar ", plural("peers", "place has", "places have"))
    peers += pl.lit(f" figures for the same time. We need {rule.LEAST_PEERS}.")
    broken = say("“{measure}” was counted another way before. Too few figures are left to go by.")
    moving = say("“{measure}” in {name} was moving away from similar places before {since}.")
    moving += pl.lit(" So we cannot link the move to it.")
    return (
        pl.when(pl.col("from_period") == "")
        .then(_nothing())
        .when(Reason.BREAK_IN_SERIES.value)
        .then(broken)
        .when(Reason.TOO_FEW_POINTS.value)
        .then(few)
        .when(Reason.ALREADY_MOVING.value)
        .then(moving)
        .when(Reason.NO_COMPARATOR.value)
        .then(say("there are no similar places to hold “{measure}” in {name} against."))
        .when(Reason.TOO_FEW_PEERS.value)
        .then(peers)
        .otherwise(say("“{measure}” hardly moves at all, so nothing shows how it moves by chance."))
    )


def _nothing() -> Text:
    hidden = pl.lit("the figures are hidden to protect people's privacy.")
    none = say("there is no figure for “{measure}” in {name}.")
    return pl.when(Reason.SUPPRESSED.value).then(hidden).otherwise(none)


def _tails() -> list[tuple[Text, Text]]:
    claimed = (pl.col("method") == BESIDE) & (pl.col("verdict") != NO_CLEAR_SIGN)
    return [
        (
            claimed & (pl.col("unchecked") == 1),
            pl.lit(" No earlier figures show if it was on its way already."),
        ),
        (pl.col("left_out") > 0, pl.lit(" The period in which it began is left out.")),
        (pl.col(Reason.PROVISIONAL.value), pl.lit(" The newest figure may still be changed.")),
    ]


def _hope(said: Text) -> Text:
    none = pl.lit("")
    unit = pl.when(pl.col("hoped_unit") == "").then(none).otherwise(pl.lit(" ") + pl.col("hoped_unit"))
    hope = say(" The hope was a change of {hoped}", unit, " by ", _day("expected_by"), ".")
    return hope + pl.when(said & pl.col("seen").is_not_null()).then(say(" We saw {seen}.")).otherwise(none)


def _hoped() -> Text:
    """The size hoped for, with a sign either way."""
    size = pl.col("expected")
    whole = size == size.round(0)
    plain = size.abs().round(0).cast(pl.Int64, strict=False).cast(pl.String)
    text = pl.when(whole).then(plain).otherwise(size.abs().cast(pl.String))
    return pl.when(size < 0).then(pl.lit("−")).otherwise(pl.lit("+")) + text


def _day(column: str) -> Text:
    day = pl.col(column)
    return day.dt.day().cast(pl.String) + day.dt.strftime(" %B %Y")
