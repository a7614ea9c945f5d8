"""The short answers at the top of a page: one line a question, each leading to the part that tells more."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from ropewalk.figures.numbers import count_of, number
from ropewalk.figures.sentences import Tally, alarm_sentence, comparison_alarm_sentence, listed
from ropewalk.publish.website import addresses, held
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.cards import Card
from ropewalk.publish.website.delivery import NOT_HELD, Doing, doing_words, done_words
from ropewalk.vocabulary.indicator import Indicator
from ropewalk.vocabulary.place import Place
from ropewalk.vocabulary.words import Direction, Position, Question

BESIDE = "#against"
SPENDING = "We hold no measure of results yet, only of spending."


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
        f"Beside {country.name}?", beside_words(account, country, indicators), "#evidence"
    )
    return (
        Strand("Getting better?", SPENDING if only_money else better_words(counts), "#evidence"),
        Strand("How sure?", sure_words(counts), "#evidence"),
        *((beside,) if beside else ()),
        Strand("What is being done?", doing_words(doing), "#delivery"),
        Strand("What does it cost?", money_words(money), "#money"),
        Strand("What do residents say?", NOT_HELD, "#voice"),
        Strand("What is missing?", missing_words(missing), "#missing" if missing else "#voice"),
    )


def of_home(account: Account, counts: Tally, empty: int, news: str) -> tuple[Strand, ...]:
    """Five lines on the whole account: how sure, beside whom, for whom, the promises, what changed last."""
    country = account.above(account.city.place, "country")
    promises = count_of(len(account.priorities), "promise")
    beside = (Strand(f"Beside {country.name}?", beside_words(account, country), BESIDE),) if country else ()
    return (
        Strand("How sure?", alarm_sentence(counts) or sure_words(counts), addresses.at(addresses.ABOUT)),
        *beside,
        Strand("Better for whom?", groups_words(account), f"{addresses.at(addresses.INDICATORS)}#groups"),
        Strand(
            "Promises kept?",
            f"{done_words(account)} {number(empty)} of {promises} have no measure.",
            "#aims",
        ),
        Strand("What changed last?", news, "#news"),
    )


def better_words(counts: Tally) -> str:
    """``Of 23 judged: 3 better, none worse, 20 no clear change``."""
    if not counts.total:
        return "We hold no measure yet."
    if not counts.judged:
        return "Cannot say yet."
    return (
        f"Of {number(counts.judged)} judged: {_some(counts.improving)} better, "
        f"{_some(counts.worsening)} worse, {_some(counts.no_clear_change)} no clear change."
    )


def sure_words(counts: Tally) -> str:
    """What cannot be judged, and how many of the verdicts may be false alarms."""
    unjudged = f"{number(counts.cannot_say)} of {number(counts.total)} cannot be judged."
    if not counts.judged:
        return "We have too few figures to judge by." if counts.total else "Not at all: there is no figure."
    chance = alarm_sentence(counts) or "No change is clear enough to rule out chance."
    return f"{unjudged} {chance}" if counts.cannot_say else chance


def beside_words(account: Account, country: Place, indicators: Sequence[Indicator] | None = None) -> str:
    """How many measures stand better, worse, or too close to tell beside the country."""
    found = held.findings(account, account.city.place).filter(
        question=Question.POSITION, comparator=country.code, breakdown=""
    )
    if indicators is not None:
        found = found.filter(pl.col("indicator").is_in([one.id for one in indicators]))
    counts = dict(found.group_by("verdict").len().iter_rows())
    words = (
        (Position.BETTER, "better on"),
        (Position.WORSE, "worse on"),
        (Position.NOT_DISTINGUISHABLE, "too close to tell on"),
    )
    parts = [f"{text} {number(counts[word])}" for word, text in words if counts.get(word)]
    if not parts:
        return "No measure can be compared yet."
    compared = sum(counts.get(word, 0) for word, _ in words)
    called = counts.get(Position.BETTER, 0) + counts.get(Position.WORSE, 0)
    alarms = comparison_alarm_sentence(compared, called)
    return " ".join(part for part in (f"Of {number(compared)} compared: {listed(parts)}.", alarms) if part)


def money_words(money: Sequence[Card]) -> str:
    """The newest figure of what is spent; how many there are where there are several."""
    known = [card for card in money if card.value]
    if not known:
        return NOT_HELD
    if len(known) == 1:
        return f"{known[0].value} in {known[0].period}."
    return f"{count_of(len(known), 'measure')} of what is spent."


def missing_words(missing: int) -> str:
    """How many kinds of evidence one would expect and not find."""
    return (
        f"{count_of(missing, 'kind')} of evidence, listed below."
        if missing
        else "Nothing more that we know of."
    )


def groups_words(account: Account) -> str:
    """How the groups fare that figures are held for: girls and boys, the disadvantaged and the others."""
    found = held.findings(account, account.city.place).filter(
        (pl.col("question") == Question.DIRECTION) & (pl.col("breakdown") != "")
    )
    if found.is_empty():
        return "We hold no figures for groups of people."
    counts = dict(found.group_by("verdict").len().iter_rows())
    judged = found.height - counts.get(Direction.CANNOT_SAY, 0)
    measures = count_of(found["indicator"].n_unique(), "measure")
    if not judged:
        return f"{measures} told apart by group; none can be judged yet."
    better, worse = counts.get(Direction.IMPROVING, 0), counts.get(Direction.WORSENING, 0)
    told = (
        f"{measures} told apart by group. Of {number(judged)} groups that can be judged, "
        f"{_some(better)} better and {_some(worse)} worse."
    )
    alarms = comparison_alarm_sentence(judged, better + worse)
    return f"{told} {alarms}" if alarms else told


def _some(count: int) -> str:
    return number(count) if count else "none"
