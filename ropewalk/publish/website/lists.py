"""Every indicator of a place in rows, grouped by priority: the page of a place, the list of all measures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ropewalk.figures.inputs import style_of
from ropewalk.figures.numbers import full
from ropewalk.publish.website import addresses, held
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.cards import NOT_COUNTED, Tag, counted_words, direction_tag
from ropewalk.publish.website.rows import NOTHING, Verdicts
from ropewalk.vocabulary.breakdown import breakdown_words
from ropewalk.vocabulary.indicator import Indicator
from ropewalk.vocabulary.language import _
from ropewalk.vocabulary.period import period_short
from ropewalk.vocabulary.place import Place
from ropewalk.vocabulary.words import Direction, Position, Question


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator in a row: its newest figure and its verdicts."""

    code: str
    title: str
    href: str
    value: str
    note: str
    period: str
    direction: Tag | None
    position: Tag | None


@dataclass(frozen=True, slots=True)
class Group:
    """A priority and its indicators; each indicator stands under the first priority it serves. ``words``:
    how many of them are clearly better or worse, over time or beside the country."""

    code: str
    title: str
    href: str
    rows: tuple[Row, ...]
    words: str = ""

    @property
    def count(self) -> int:
        """How many indicators there are."""
        return len(self.rows)


def groups(account: Account, place: str) -> tuple[Group, ...]:
    """The indicators that a place has figures for, by priority in the plan's order."""
    verdicts = held.listed_verdicts(account, place)
    newest = newest_values(account, place)
    counted = counted_words(account, place)
    country = account.above(place, "country")
    rows: dict[str, list[Row]] = {code: [] for code in account.priorities}
    for indicator in account.definitions.indicators:
        first = next((code for code in indicator.priorities if code in rows), None)
        if first is None or indicator.id not in newest:
            continue
        found = verdicts.get(indicator.id, NOTHING)
        rows[first].append(_row(account, indicator, place, newest[indicator.id], found, counted))
    return tuple(
        Group(
            code,
            account.priorities[code].title,
            addresses.priority(code),
            tuple(own),
            clear_words(own, country),
        )
        for code, own in rows.items()
        if own
    )


def clear_words(rows: Sequence[Row], country: Place | None) -> str:
    """The rows with a clear verdict, counted; a change too weak for the headline counts is no clear one."""
    asked: list[tuple[str, str, str]] = [
        ("direction", Direction.IMPROVING, "improving"),
        ("direction", Direction.WORSENING, "worsening"),
    ]
    if country:
        asked += [
            ("position", Position.BETTER, _("better than {name}").format(name=country.name)),
            ("position", Position.WORSE, _("worse than {name}").format(name=country.name)),
        ]
    found = ((sum(_is(getattr(row, what), word) for row in rows), text) for what, word, text in asked)
    return ", ".join(f"{count} {text}" for count, text in found if count)


def newest_values(account: Account, place: str) -> Mapping[str, dict[str, object]]:
    """The newest headline figure of each indicator that has one for a place."""
    return {str(row["indicator"]): row for row in held.newest(account, place).iter_rows(named=True)}


def _row(
    account: Account,
    indicator: Indicator,
    place: str,
    newest: dict[str, object],
    verdicts: Verdicts,
    counted: Mapping[str, str],
) -> Row:
    country = account.above(place, "country")
    against = verdicts.against(country.code) if country else None
    direction = verdicts.direction
    return Row(
        code=indicator.id,
        title=indicator.title,
        href=addresses.indicator(indicator.id, "" if place == account.city.place else place),
        value=full(newest["value"], style_of(indicator), newest["lower"], newest["upper"]),  # type: ignore[arg-type]
        note=breakdown_words(str(newest["breakdown"])),
        period=period_short(str(newest["period"])),
        direction=direction_tag(direction, counted.get(indicator.id, "")) if direction else None,
        position=Tag(Question.POSITION, against.verdict) if against else None,
    )


def _is(tag: Tag | None, word: str) -> bool:
    return tag is not None and tag.word == word and tag.note != NOT_COUNTED
