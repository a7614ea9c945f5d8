"""The short answers at the top of a page: one line a question, each leading to the part that tells more."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from ropewalk.figures.numbers import count_of, number
from ropewalk.figures.sentences import (
    Tally,
    alarm_sentence,
    comparison_alarm_sentence,
    listed,
    position_parts,
)
from ropewalk.findings.inequality.table import gaps_of
from ropewalk.publish.noting import kept
from ropewalk.publish.website import addresses, held
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.cards import Card
from ropewalk.publish.website.delivery import NOT_HELD, Doing, doing_words, done_words
from ropewalk.vocabulary.indicator import Indicator
from ropewalk.vocabulary.language import _, later
from ropewalk.vocabulary.place import Place
from ropewalk.vocabulary.words import Direction, Position, Question

BESIDE = "#against"
MISSING = later("What is missing?")
SPENDING = later("We hold no measure of results yet, only of spending.")


@dataclass(frozen=True, slots=True)
class Strand:
    """A question, its answer in a line, and where the page says more."""

    question: str
    answer: str
    href: str


def of_priority(
    account: Account,
    counts: Tally,
    indicators: Sequence[Indicator],
    money: Sequence[Card],
    missing: int,
    doing: Sequence[Doing] = (),
) -> tuple[Strand, ...]:
    """Seven lines on a promise: evidence, how sure, beside whom, delivery, money, voice, what is missing."""
    only_money = bool(money) and len(money) == len(indicators)
    country = account.above(account.city.place, "country") if account.city.place in account.places else None
    beside = country and Strand(
        _("Beside {name}?").format(name=country.name), beside_words(account, country, indicators), "#evidence"
    )
    return (
        Strand(_("Getting better?"), _(SPENDING) if only_money else better_words(counts), "#evidence"),
        Strand(_("How sure?"), sure_words(counts), "#evidence"),
        *((beside,) if beside else ()),
        Strand(_("What is being done?"), doing_words(doing), "#delivery"),
        Strand(_("What does it cost?"), money_words(money), "#money"),
        Strand(_("What do residents say?"), _(NOT_HELD), "#voice"),
        Strand(_(MISSING), missing_words(missing), "#missing" if missing else "#voice"),
    )


def of_home(account: Account, counts: Tally, empty: int) -> tuple[Strand, ...]:
    """Four lines on the whole account: for whom, the promises, beside whom, how sure."""
    country = account.above(account.city.place, "country")
    promises = count_of(len(account.priorities), "promise")
    beside = (
        (Strand(_("Beside {name}?").format(name=country.name), beside_words(account, country), BESIDE),)
        if country
        else ()
    )
    return (
        Strand(
            _("Better for whom?"), for_whom_words(account), f"{addresses.at(addresses.INDICATORS)}#groups"
        ),
        Strand(
            _("Promises kept?"),
            _("{done_words} {empty} of {promises} have no measure.").format(
                done_words=done_words(account), empty=number(empty), promises=promises
            ),
            "#aims",
        ),
        *beside,
        Strand(_("How sure?"), alarm_sentence(counts) or sure_words(counts), addresses.at(addresses.ABOUT)),
    )


@dataclass(frozen=True, slots=True)
class Panel:
    """One of the four strands of a promise: its questions, and whether anything of it is held."""

    title: str
    held: bool
    strands: tuple[Strand, ...]


def sheet_of(strands: Sequence[Strand]) -> tuple[Panel, ...]:
    """The short answers of a promise by strand: evidence, delivery, money, voice."""
    parts = {"#delivery": _("Delivery"), "#money": _("Money"), "#voice": _("Voice")}
    evidence = tuple(one for one in strands if one.href not in parts or one.question == _(MISSING))
    rest = (
        (title, next(one for one in strands if one.href == href and one.question != _(MISSING)))
        for href, title in parts.items()
    )
    others = (Panel(title, one.answer != _(NOT_HELD), (one,)) for title, one in rest)
    return (Panel(_("Evidence"), True, evidence), *others)


def better_words(counts: Tally) -> str:
    """``Of 23 judged: 3 better, none worse, 20 no clear change``."""
    if not counts.total:
        return _("We hold no measure yet.")
    if not counts.judged:
        return _("Cannot say yet.")
    return _("Of {judged} judged: {better} better, {worse} worse, {flat} no clear change.").format(
        judged=number(counts.judged),
        better=_some(counts.improving),
        worse=_some(counts.worsening),
        flat=_some(counts.no_clear_change),
    )


def sure_words(counts: Tally) -> str:
    """What cannot be judged, and how many of the verdicts may be false alarms."""
    unjudged = _("{cannot_say} of {total} cannot be judged.").format(
        cannot_say=number(counts.cannot_say), total=number(counts.total)
    )
    if not counts.judged:
        return (
            _("We have too few figures to judge by.")
            if counts.total
            else _("Not at all: there is no figure.")
        )
    chance = alarm_sentence(counts) or _("No change is clear enough to rule out chance.")
    return f"{unjudged} {chance}" if counts.cannot_say else chance


def beside_words(account: Account, country: Place, indicators: Sequence[Indicator] | None = None) -> str:
    """How many measures stand better, worse, or too close to tell beside the country."""
    found = held.findings(account, account.city.place).filter(
        question=Question.POSITION, comparator=country.code, breakdown=""
    )
    if indicators is not None:
        found = found.filter(pl.col("indicator").is_in([one.id for one in indicators]))
    counts = dict(found.group_by("verdict").len().iter_rows())
    kinds = (Position.BETTER, Position.WORSE, Position.NOT_DISTINGUISHABLE)
    better, worse, same = (counts.get(word, 0) for word in kinds)
    compared = better + worse + same
    if not compared:
        return _("No measure can be compared yet.")
    parts = position_parts(better, worse, same)
    called = better + worse
    alarms = comparison_alarm_sentence(compared, called)
    return " ".join(
        part
        for part in (
            _("Of {compared} compared: {parts}.").format(compared=number(compared), parts=listed(parts)),
            alarms,
        )
        if part
    )


def money_words(money: Sequence[Card]) -> str:
    """The newest figure of what is spent; how many there are where there are several."""
    known = [card for card in money if card.value]
    if not known:
        return _(NOT_HELD)
    if len(known) == 1:
        return _("{value} in {period}.").format(value=known[0].value, period=known[0].period)
    return _("{measures} of what is spent.").format(measures=count_of(len(known), "measure"))


def missing_words(missing: int) -> str:
    """How many kinds of evidence one would expect and not find."""
    return (
        _("{kinds} of evidence, listed below.").format(kinds=count_of(missing, "kind"))
        if missing
        else _("Nothing more that we know of.")
    )


def groups_words(account: Account) -> str:
    """How the groups fare that figures are held for: girls and boys, the disadvantaged and the others."""
    found = held.findings(account, account.city.place).filter(
        (pl.col("question") == Question.DIRECTION) & (pl.col("breakdown") != "")
    )
    if found.is_empty():
        return _("We hold no figures for groups of people.")
    counts = dict(found.group_by("verdict").len().iter_rows())
    judged = found.height - counts.get(Direction.CANNOT_SAY, 0)
    measures = count_of(found["indicator"].n_unique(), "measure")
    if not judged:
        return _("{measures} told apart by group; none can be judged yet.").format(measures=measures)
    better, worse = counts.get(Direction.IMPROVING, 0), counts.get(Direction.WORSENING, 0)
    told = _(
        "{measures} told apart by group. Of {judged} groups that can be judged, {better} better and "
        "{worse} worse."
    ).format(measures=measures, judged=number(judged), better=_some(better), worse=_some(worse))
    alarms = comparison_alarm_sentence(judged, better + worse)
    return f"{told} {alarms}" if alarms else told


@kept(4, by_language=True)
def gap_words(account: Account) -> str:
    """How the neighbourhoods where most people are short of money fare beside the rest, over all
    measures that tell; empty where none does."""
    found = gaps_of(account.library.folder, None, account.city.place).gaps
    counts = dict(found.group_by("verdict").len().iter_rows())
    words = (Position.BETTER, Position.NOT_DISTINGUISHABLE, Position.WORSE)
    judged, worse = sum(counts.get(word, 0) for word in words), counts.get(Position.WORSE, 0)
    if not judged:
        return ""
    told = _("Where most people are short of money, life is worse on {worse} of {judged} measures.")
    return told.format(worse=number(worse), judged=number(judged))


def for_whom_words(account: Account) -> str:
    """How neighbourhoods and groups of people fare."""
    return " ".join(part for part in (gap_words(account), groups_words(account)) if part)


def _some(count: int) -> str:
    return number(count) if count else _("none")
