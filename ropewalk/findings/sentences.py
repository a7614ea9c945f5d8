"""One plain sentence (or two) for each finding, made from its fields and never saying more than the test did.

Everything is a Polars expression over a table with one row a finding, so a million take seconds.
"""

from typing import Final

import polars as pl

from ropewalk.findings import direction, position, prospect, rules
from ropewalk.findings.phrases import Text, either, odds, plural, say
from ropewalk.vocabulary.words import Reason

_TAIL: Final = {
    Reason.PROVISIONAL: " The newest figure may still be changed.",
    Reason.STALE: " The newest figure is old.",
    Reason.GAP: " Some periods in between have no figure.",
    Reason.BREAK_IN_SERIES: " Older figures were counted another way and are left out.",
    Reason.BOUNDARY_CHANGE: " Figures older than the area itself were worked out for it by the publisher.",
    Reason.PUT_TOGETHER: " Older figures were put together by us from the areas that this one replaced.",
    Reason.SUPPRESSED: " Some figures are hidden to protect people's privacy.",
}


def direction_sentences(table: pl.DataFrame) -> pl.Series:
    """``table``: verdict, method, rising, agrees, older, newer, least, most, change (texts), when,
    before, since (period words), p_value, count, need, stretch, must_read,
    and a Boolean column for each reason."""
    move = either("rising", "rise", "fall")
    moved = say("{newer} {when}, ", either("rising", "up", "down"), " from {older} {before}.")
    by = say(
        "{newer} {when}. Since {since} it has ",
        either("rising", "risen", "fallen"),
        " by about {change} a year.",
    )
    line = pl.when("agrees").then(moved).otherwise(by) + say(" Chance alone would give such a ", move, odds())
    side = either("rising", "above", "below")
    newest = say("{newer} {when}. That is about {change} ", side, " what is usual for the time of year.")
    stretch = say(
        "the newest {stretch} were about {change} ",
        side,
        " what is usual for the time of year. The newest figure is {newer}, {when}.",
    )
    chart = pl.when(pl.col("method") == 2).then(newest).otherwise(stretch) + say(
        " Chance alone would do that", odds()
    )
    sloped = say("{newer} {when}. Since {since} it has ", either("rising", "risen", "fallen"))
    sloped += say(", year on year, by about {change}. The time of year is allowed for.")
    sloped += say(" Chance alone would give such a ", move, odds())
    chart = pl.when(pl.col("method") == 4).then(sloped).otherwise(chart)
    changed = pl.when(pl.col("method") == 1).then(line).otherwise(chart)
    steady = say("No clear change: {newer} {when}. Since {since} it has been between {least} and {most}. ")
    steady += pl.lit("No rise or fall is clear enough to rule out chance.")
    usual = say("No clear change: {newer} {when}. That is within what is usual for the time of year. ")
    usual += say("Since {since} no rise or fall is clear enough to rule out chance.")
    verdict = pl.col("verdict")
    whole = (
        pl.when(verdict == direction.IMPROVING)
        .then(pl.lit("Better: ") + changed + pl.col("must_read"))
        .when(verdict == direction.WORSENING)
        .then(pl.lit("Worse: ") + changed + pl.col("must_read"))
        .when(verdict == direction.NO_CLEAR_CHANGE)
        .then(pl.when(pl.col("method") == 1).then(steady).otherwise(usual))
        .otherwise(_cannot_say_direction(changed))
    )
    return _finished(table, whole)


def _cannot_say_direction(changed: Text) -> Text:
    few = say("only {count} ", plural("count", "period", "periods"))
    few += (
        pl.when(Reason.OVERLAPPING_PERIODS.value).then(pl.lit(" that do not overlap")).otherwise(pl.lit(""))
    )
    few += say(" to go by, and a verdict needs {need}. The newest figure is {newer}, {when}.")
    sure = pl.col(Reason.NEUTRAL_POLARITY.value) & pl.col("newer").is_not_null()
    return (
        pl.when(pl.col("newer").is_null())
        .then(_nothing())
        .when(Reason.EXHAUSTED.value)
        .then(say("Cannot say: {newer} {when} is as far as this can go, so it can show no more change."))
        .when(sure)
        .then(say("It has changed: ", changed, " We do not call that better or worse.", pl.col("must_read")))
        .when(Reason.CONSTANT.value)
        .then(say("Cannot say: it was {newer} each time, so nothing shows how much it moves by chance."))
        .otherwise(pl.lit("Cannot say: ") + few)
    )


def position_sentences(table: pl.DataFrame) -> pl.Series:
    """``table``: verdict, kind, higher, level, own, theirs, other, whom (texts), when, p_value, above,
    peers, and a Boolean column for each reason."""
    pair = say("{own} against {theirs} {when}.")
    chance = say(" Chance alone would give such a difference", odds())
    side = (
        pl.when("level").then(pl.lit("Level with")).otherwise(either("higher", "Higher than", "Lower than"))
    )
    verdict, neutral = pl.col("verdict"), pl.col(Reason.NEUTRAL_POLARITY.value)
    unsure = say(
        side, " {whom}: ", pair, " No margin of error is given, so we cannot say if that is more than chance."
    )
    shown = (
        pl.when(verdict == position.BETTER)
        .then(say("Better than {whom}: ", pair, chance))
        .when(verdict == position.WORSE)
        .then(say("Worse than {whom}: ", pair, chance))
        .when(verdict == position.NOT_DISTINGUISHABLE)
        .then(say("Not clearly different from {whom}: ", pair, " Chance alone could explain the difference."))
        .when(pl.col("own").is_null())
        .then(_nothing())
        .when(pl.col(Reason.TOO_FEW_PEERS.value))
        .then(
            say(
                "Cannot say: of {other}, {peers} ",
                plural("peers", "has", "have"),
                " a figure; a middle needs 3.",
            )
        )
        .when(pl.col(Reason.NO_COMPARATOR.value))
        .then(say("Cannot say: there is no figure for {other}."))
        .when(pl.col("theirs").is_null())
        .then(say("Cannot say: there is no figure for {other} for the same time."))
        .when(neutral)
        .then(say(side, " {whom}: ", pair, chance, " We do not call that better or worse."))
        .otherwise(unsure)
    )
    above = pl.when(pl.col("above") == 0).then(pl.lit("none")).otherwise(pl.col("above").cast(pl.String))
    among = say(" It is higher than ", above, " of those {peers} places.")
    is_set = (pl.col("kind") == position.SET) & pl.col("theirs").is_not_null() & pl.col("own").is_not_null()
    differ = pl.col(Reason.PERIODS_DIFFER.value) & pl.col("theirs").is_not_null()
    whole = shown + pl.when(is_set).then(among).otherwise(pl.lit(""))
    whole += (
        pl.when(differ)
        .then(pl.lit(" That is the newest time for which both have a figure."))
        .otherwise(pl.lit(""))
    )
    return _finished(table, whole)


def prospect_sentences(table: pl.DataFrame) -> pl.Series:
    """``table``: verdict, expected, low, high, target, by, newer, needed, pace (texts), passed, chance (per
    cent), count, and a Boolean column for each reason."""
    base = say(
        "the target is {target} by {by}. Going by its past it would be about {expected} ({low} to {high}), "
    )
    base += say("so the chance of reaching it is about {chance}%.")
    pace = say(" It needs to change by {needed} a year; so far it has changed by {pace} a year.")
    ahead = base + pl.when(pl.col("needed").is_not_null()).then(pace).otherwise(pl.lit(""))
    past = say("the target was {target} by {by}. The newest figure is {newer}.")
    body = pl.when("passed").then(past).otherwise(ahead)
    verdict = pl.col("verdict")
    named = (
        pl.when(verdict == prospect.LIKELY)
        .then(pl.lit("Likely: "))
        .when(verdict == prospect.UNLIKELY)
        .then(pl.lit("Unlikely: "))
        .otherwise(pl.lit("Uncertain: "))
    )
    few = say(
        "Cannot say: only {count} ", plural("count", "period", "periods"), " to go by, and a forecast needs "
    )
    whole = (
        pl.when(verdict == prospect.NO_TARGET)
        .then(pl.lit("No target is set."))
        .when(verdict != prospect.CANNOT_SAY)
        .then(named + body)
        .when(pl.col("newer").is_null())
        .then(_nothing())
        .when(pl.col(Reason.NEUTRAL_POLARITY.value))
        .then(pl.lit("Cannot say: neither more nor less of this is plainly better."))
        .when(pl.col(Reason.CONSTANT.value))
        .then(say("Cannot say: it was {newer} each time, so nothing shows how much it moves by chance."))
        .otherwise(few + pl.lit(f"{rules.LEAST_POINTS}."))
    )
    return _finished(table, whole, quiet=verdict == prospect.NO_TARGET)


def _nothing() -> Text:
    hidden = pl.lit("Cannot say: the figures are hidden to protect people's privacy.")
    return pl.when(Reason.SUPPRESSED.value).then(hidden).otherwise(pl.lit("Cannot say: there is no figure."))


def _finished(table: pl.DataFrame, whole: Text, quiet: Text | None = None) -> pl.Series:
    none = pl.lit(False) if quiet is None else quiet
    hidden = whole.str.contains("hidden to protect", literal=True)
    for reason, tail in _TAIL.items():
        if reason.value in table.columns:
            said = none | ~pl.col(reason.value) | (hidden if reason is Reason.SUPPRESSED else pl.lit(False))
            whole += pl.when(said).then(pl.lit("")).otherwise(pl.lit(tail))
    return table.select(whole.alias("sentence"))["sentence"]
