"""An indicator in short: its newest figure, its verdicts, its small chart and its sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ropewalk.figures.describe import last_known
from ropewalk.figures.inputs import Figure, Line, Point, Style, style_of
from ropewalk.figures.numbers import full
from ropewalk.figures.small_chart import small_chart
from ropewalk.publish.noting import asked
from ropewalk.publish.website import addresses, held
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.rows import Finding, Verdicts
from ropewalk.vocabulary.breakdown import breakdown_words
from ropewalk.vocabulary.indicator import Indicator
from ropewalk.vocabulary.language import _, later, ngettext
from ropewalk.vocabulary.period import period_short
from ropewalk.vocabulary.words import Direction, Kind, Position, Question

NOT_COUNTED = later("not in the headline counts")
BESIDE = {
    Position.BETTER: later("than {name}"),
    Position.WORSE: later("than {name}"),
    Position.NOT_DISTINGUISHABLE: later("from {name}"),
    Position.CANNOT_SAY: later("compared with {name}"),
}
"""What stands behind a position's word: better than England, no clear difference from it."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A verdict to show: its question, its word, and a few words beside it."""

    question: str
    word: str
    note: str = ""

    @property
    def said(self) -> str:
        """The few words, in the language in force."""
        return _(self.note)


@dataclass(frozen=True, slots=True)
class Card:
    """One indicator for the city. ``figure`` is None when no value is held; ``wider`` names the area whose
    figure it is where the city has none of its own; ``inside``: how many neighbourhoods have one instead."""

    indicator: Indicator
    href: str
    tags: tuple[Tag, ...]
    sentence: str
    value: str = ""
    period: str = ""
    group: str = ""
    wider: str = ""
    inside: int = 0
    figure: Figure | None = None


def cards(account: Account, indicators: Sequence[Indicator]) -> tuple[Card, ...]:
    """A card with a chart for each indicator, in their order: for the city, or for the nearest wider area
    where the city has no figure of its own."""
    counted = counted_words(account)
    return tuple(_card(account, one, held.place_of(account, one.id), counted) for one in indicators)


def counted_words(account: Account, place: str = "") -> Mapping[str, str]:
    """The direction of each indicator as it is counted, for the city or for another place: after false
    discoveries are controlled."""
    frame = held.headlines(account, place) if place else account.headlines
    return dict(frame.select("indicator", "counted").iter_rows())


@asked
def counted_word(account: Account, indicator: str, place: str) -> str:
    """The same of one indicator; empty where it has none."""
    return counted_words(account, place).get(indicator) or ""


def tags_of(
    account: Account, indicator: Indicator, place: str, verdicts: Verdicts, counted: Mapping[str, str]
) -> tuple[Tag, ...]:
    """The direction and the position against the country (or, without one, the first comparator)."""
    tags = []
    if verdicts.direction is not None:
        tags.append(direction_tag(verdicts.direction, counted.get(indicator.id, "")))
    country = account.above(place, "country")
    against = verdicts.against(country.code) if country else None
    against = against or next(iter(named_positions(account, indicator, place, verdicts)), None)
    if against is not None:
        tags.append(position_tag(account, against))
    return tuple(tags)


def direction_tag(found: Finding, counted: str) -> Tag:
    """A direction; when it was too weak to be counted among so many, that is said beside it."""
    weak = found.verdict in (Direction.IMPROVING, Direction.WORSENING) and counted not in ("", found.verdict)
    return Tag("direction", found.verdict, NOT_COUNTED if weak else "")


def position_tag(account: Account, found: Finding) -> Tag:
    """A position with its comparator: better than, no clear difference from, cannot say compared with."""
    name = comparator_name(account, found.comparator)
    return Tag(Question.POSITION, found.verdict, _(BESIDE[Position(found.verdict)]).format(name=name))


def comparator_name(account: Account, code: str) -> str:
    """A comparator's name: a place, a peer set or the target."""
    return _("the target") if code == "target" else account.names.get(code, code)


def named_positions(
    account: Account, indicator: Indicator, place: str, verdicts: Verdicts
) -> tuple[Finding, ...]:
    """The positions against comparators that the definition names; single peers of a set are left out."""
    names = set(indicator.comparators or account.city.comparators) | {"target"}
    for kind in ("country", "region"):
        above = account.above(place, kind)
        names |= {above.code} if above and kind in names else set()
    return tuple(found for found in verdicts.positions if found.comparator in names)


def _card(account: Account, indicator: Indicator, place: str, counted: Mapping[str, str]) -> Card:
    city = place == account.city.place
    verdicts = held.verdicts(account, indicator.id, place)
    breakdown = verdicts.direction.breakdown if verdicts.direction else ""
    lines = _lines(account, indicator.id, drawn_places(account, indicator, place, verdicts), breakdown)
    main = lines.pop(place, None)
    newest = last_known(main) if main else None
    style = style_of(indicator)
    inside = 0 if newest else len(held.inside(account, indicator.id, place))
    return Card(
        indicator=indicator,
        href=addresses.indicator(indicator.id) + ("#neighbourhoods" if inside else ""),
        tags=tags_of(account, indicator, place, verdicts, counted if city else {}),
        sentence=sentence_of(verdicts) if newest else absent(account, indicator.id, place),
        value=_newest(newest, style),
        period=period_short(newest.period) if newest else "",
        group=breakdown_words(breakdown),
        wider="" if city else account.names[place],
        inside=inside,
        figure=small_chart(
            main,
            list(lines.values()),
            name=f"small-{indicator.id}",
            title=indicator.title,
            style=style,
            breaks=indicator.breaks,
        )
        if main and newest
        else None,
    )


def _newest(point: Point | None, style: Style) -> str:
    if point is None or point.value is None:
        return ""
    return full(point.value, style, point.lower, point.upper)


def _lines(account: Account, indicator: str, codes: Sequence[str], breakdown: str) -> dict[str, Line]:
    """The headline's lines of some places, by place code; none where nothing is held."""
    known = {code: held.points(account).get((indicator, code, breakdown), ()) for code in codes}
    return {code: Line(account.names.get(code, code), points) for code, points in known.items() if points}


def absent(account: Account, indicator: str, place: str) -> str:
    """What to say of a place without a figure of its own."""
    inside = len(held.inside(account, indicator, place))
    name = account.names.get(place, place)
    if inside:
        return ngettext(
            "There is no figure for {name} as a whole. {inside:,} neighbourhood in it has one.",
            "There is no figure for {name} as a whole. {inside:,} neighbourhoods in it have one.",
            inside,
        ).format(name=name, inside=inside)
    return _("No figure is held for {name}.").format(name=name)


def sentence_of(verdicts: Verdicts) -> str:
    """The sentence of the direction, else the first position's."""
    found = verdicts.direction or next(iter(verdicts.positions), None)
    return found.sentence if found else _("No figure is held for this place.")


def drawn_places(account: Account, indicator: Indicator, place: str, verdicts: Verdicts) -> tuple[str, ...]:
    """The place and the country that it is compared with. A count stands alone: a whole country's would
    flatten it."""
    if indicator.kind is Kind.COUNT:
        return (place,)
    compared = [found.comparator for found in verdicts.positions if account.is_a(found.comparator, "country")]
    return (place, *compared[:1])
