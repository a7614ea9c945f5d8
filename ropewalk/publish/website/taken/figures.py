"""Which figures can be taken elsewhere. Each has a name that stays, and says one thing with its numbers."""

from collections.abc import Callable
from typing import Final

import polars as pl
from django.http import QueryDict

from ropewalk.figures.inputs import Figure
from ropewalk.figures.line_chart import line_chart
from ropewalk.figures.series import lines_by
from ropewalk.plan import public
from ropewalk.publish.website import evidence, held
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.beside import choice
from ropewalk.publish.website.cards import Tag, named_positions, position_tag
from ropewalk.publish.website.events import events
from ropewalk.publish.website.groups import EVERYONE
from ropewalk.publish.website.rows import verdicts_of
from ropewalk.publish.website.subject import Subject
from ropewalk.publish.website.taken import many
from ropewalk.publish.website.taken.one import Taken, exchange
from ropewalk.publish.website.told import title_of
from ropewalk.vocabulary.breakdown import breakdown_words
from ropewalk.vocabulary.language import _
from ropewalk.vocabulary.tables import OBSERVATIONS
from ropewalk.vocabulary.words import Question

TREND: Final = "trend"
STRIP: Final = "strip"
PART: Final = "part-"
UNSURE: Final = "Cannot say"


def taken(account: Account, code: str, place: str, name: str) -> Taken | None:
    """The figure of this name; None where there is no such one."""
    indicator = account.indicators.get(code)
    if indicator is None or place not in account.places:
        return None
    direction = held.verdicts(account, code, place).direction
    subject = Subject(account, indicator, place, direction.breakdown if direction else "")
    if name.startswith(PART):
        return _part(subject, name)
    made = MADE.get(name)
    return made(subject) if made else None


def shown_as(subject: Subject, name: str, figure: Figure) -> Taken:
    """A figure that a page has drawn already, with the words that it is taken with."""
    return Taken(subject, name, figure, *_words(subject, name, figure.title), lambda: _data_of(subject, name))


def _data_of(subject: Subject, name: str) -> pl.DataFrame:
    found = taken(subject.account, subject.indicator.id, subject.place, name)
    return found.data() if found else pl.DataFrame(schema=dict.fromkeys(OBSERVATIONS, pl.String))


def _words(subject: Subject, name: str, title: str) -> tuple[str, Tag | None]:
    """What the figure says, and its verdict."""
    account, indicator = subject.account, subject.indicator
    headline = held.verdicts(account, indicator.id, subject.place)
    if name == TREND and headline.direction:
        return headline.direction.sentence or title, Tag(Question.DIRECTION, headline.direction.verdict)
    named = named_positions(account, indicator, subject.place, headline) if name == STRIP else ()
    return (named[0].sentence, position_tag(account, named[0])) if named else (title, None)


def names_of(account: Account, code: str, place: str) -> tuple[str, ...]:
    """The names of the figures that an indicator has in a place."""
    every = (*MADE, *(slug for slug, _ in _breakdowns(account, code, place)))
    return tuple(name for name in every if taken(account, code, place, name) is not None)


def _trend(subject: Subject) -> Taken | None:
    account, indicator = subject.account, subject.indicator
    beside = choice(subject, QueryDict()).codes
    places = [subject.place, *beside]
    series = held.series(account, indicator.id).filter(pl.col("place").is_in(places))
    found = held.verdicts(account, indicator.id, subject.place).direction
    sentence = found.sentence if found else ""
    unsure = found is not None and found.english.startswith(UNSURE)
    title = indicator.title if unsure else title_of(sentence, indicator.title)
    told = events(subject, public.target_changes(indicator.id))
    drawn = evidence.trend(subject, series, beside, title, told)
    if drawn is None:
        return None
    rows = series.filter(pl.col("breakdown") == subject.breakdown)
    return Taken(subject, TREND, drawn.figure, *_words(subject, TREND, title), lambda: exchange(rows))


def _strip(subject: Subject) -> Taken | None:
    figure = evidence.strip(subject, choice(subject, QueryDict()).codes)
    if figure is None:
        return None
    return Taken(subject, STRIP, figure, *_words(subject, STRIP, figure.title), lambda: _newest(subject))


def _part(subject: Subject, name: str) -> Taken | None:
    """A group beside everyone, drawn long."""
    account, indicator = subject.account, subject.indicator
    known = dict(_breakdowns(account, indicator.id, subject.place))
    breakdown = known.get(name)
    if breakdown is None or breakdown == subject.breakdown:
        return None
    own = held.at_place(account, indicator.id, subject.place)
    rows = own.filter(pl.col("breakdown").is_in([breakdown, subject.breakdown]))
    words = {code: breakdown_words(code) or _(EVERYONE) for code in (breakdown, subject.breakdown)}
    lines = lines_by(rows.filter(pl.col("value").is_not_null()), "breakdown", words)
    main = lines.pop(breakdown)
    findings = held.findings_of(account, indicator.id, subject.place)
    verdicts = verdicts_of(findings).get((indicator.id, subject.place, breakdown))
    found = verdicts.direction if verdicts else None
    title = f"{indicator.title}: {main.label}"
    figure = line_chart(
        main, list(lines.values()), name=name, title=title, style=subject.style, breaks=indicator.breaks
    )
    tag = Tag(Question.DIRECTION, found.verdict) if found else None
    return Taken(subject, name, figure, found.sentence if found else title, tag, lambda: exchange(rows))


def slug_of(breakdown: str) -> str:
    """The name of a breakdown's figure: ``part-sex-female``."""
    return f"{PART}{breakdown.replace('=', '-').replace(';', '-').replace(' ', '-').lower()}"


def _breakdowns(account: Account, code: str, place: str) -> tuple[tuple[str, str], ...]:
    own = held.at_place(account, code, place).filter(pl.col("value").is_not_null())
    return tuple((slug_of(breakdown), breakdown) for breakdown in sorted(own["breakdown"].unique()))


def _newest(subject: Subject) -> pl.DataFrame:
    """The rows behind a strip: of the place's newest period, of every place that stands on it."""
    whole = held.series(subject.account, subject.indicator.id)
    own = held.latest(whole).filter(pl.col("place") == subject.place)
    newest = held.latest(whole.filter(pl.col("period") == own["period"][0]))
    picked = choice(subject, QueryDict()).codes
    alike = evidence.alike(subject, newest["place"])
    return exchange(newest.filter(pl.col("place").is_in([*alike, *picked])))


MADE: Final[dict[str, Callable[[Subject], Taken | None]]] = {
    TREND: _trend,
    STRIP: _strip,
    **many.MADE,
}
