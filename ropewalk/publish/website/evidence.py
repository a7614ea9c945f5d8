"""The figures of one indicator in one place: long chart, strip, breakdowns, neighbourhoods."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from ropewalk.figures.columns import decile_bars
from ropewalk.figures.inputs import MOST_COMPARATORS, Event, Figure, Style, Table
from ropewalk.figures.line_chart import line_chart
from ropewalk.figures.numbers import number, short, state_words, value_words
from ropewalk.figures.position_strip import LABELLED, position_strip
from ropewalk.figures.series import dots_of, lines_by
from ropewalk.findings.pace import Limits
from ropewalk.publish.website import addresses, held
from ropewalk.publish.website import beside as labels
from ropewalk.publish.website.groups import Part, beside_each, known
from ropewalk.publish.website.subject import Subject
from ropewalk.vocabulary.breakdown import breakdown_words
from ropewalk.vocabulary.language import _
from ropewalk.vocabulary.period import period_words
from ropewalk.vocabulary.words import Kind, State

COUNCILS = ("authority", "county")


@dataclass(frozen=True, slots=True)
class Around:
    """A neighbourhood inside the place, with the ward that it lies in."""

    href: str
    name: str
    ward: str
    value: str


@dataclass(frozen=True, slots=True)
class Trend:
    """The long chart, and small ones beside each that was picked where they are too many for it."""

    figure: Figure
    each: tuple[Part, ...] = ()


def trend(
    subject: Subject, series: pl.DataFrame, beside: Sequence[str], title: str, events: Sequence[Event]
) -> Trend | None:
    """The long chart; None when the place has no figure at all. ``beside``: places and peer sets."""
    account = subject.account
    names = {code: labels.title_of(account, code) for code in (subject.place, *beside)}
    headline = series.filter(pl.col("breakdown") == subject.breakdown)
    lines = lines_by(headline, "place", names) | labels.group_lines(subject, beside)
    main = lines.pop(subject.place, None)
    if main is None or not known([main]):
        return None
    others = {code: lines[code] for code in beside if code in lines and known([lines[code]])}
    few = len(others) <= MOST_COMPARATORS
    figure = line_chart(
        main,
        list(others.values()) if few else [],
        name="trend",
        title=title,
        style=subject.style,
        target=subject.indicator.target,
        breaks=subject.indicator.breaks,
        events=events,
    )
    return Trend(figure, () if few else beside_each(subject, main, others))


def strip(subject: Subject, picked: Sequence[str]) -> Figure | None:
    """All places of the subject's newest period as dots, its own and the picked ones marked. None with fewer
    than three, and for counts, which tell large places from small and nothing else."""
    if subject.indicator.kind is Kind.COUNT:
        return None
    account = subject.account
    whole = held.series(account, subject.indicator.id)
    own = held.latest(held.at_place(account, subject.indicator.id, subject.place))
    if own.is_empty():
        return None
    # A place whose newest figure is of another period is not beside the others.
    period = own["period"][0]
    newest = held.latest(whole.filter(pl.col("period") == period))
    near = alike(subject, newest["place"])
    newest = newest.filter(pl.col("place").is_in([*near, *picked]))
    sets = [code for code in picked if labels.members(subject, code)]
    peers = {one for code in sets for one in labels.members(subject, code)} or default_peers(subject)
    dots = dots_of(
        newest,
        account.names,
        reader=subject.place,
        peers=peers,
        picked=picked,
        above=[code for code in picked if code not in near],
    )
    if sum(dot.role not in LABELLED for dot in dots) < 4 or all(dot.role != "reader" for dot in dots):
        return None
    return position_strip(
        dots,
        name="strip",
        title=_("{name} among other places, {period}").format(name=subject.name, period=period_words(period)),
        style=subject.style,
        polarity=subject.indicator.polarity,
        peers=" and ".join(f"“{labels.title_of(account, code)}”" for code in sets) or _("similar places"),
    )


def alike(subject: Subject, codes: Iterable[str]) -> frozenset[str]:
    """The places of the subject's own kind; councils of every kind stand among each other."""
    places = subject.account.places
    own = places[subject.place].kind if subject.place in places else ""
    return held.of_kinds(subject.account, *(COUNCILS if own in COUNCILS else (own,))) & {*codes}


def default_peers(subject: Subject) -> tuple[str, ...]:
    """The places most like the subject's, by the peer set that is used unless one is named."""
    for peer_set in subject.account.definitions.peer_sets:
        if peer_set.default:
            return peer_set.peers_of(subject.place)
    return ()


def neighbourhoods(subject: Subject) -> tuple[Figure | None, tuple[Around, ...]]:
    """The neighbourhoods inside the place, drawn together and each in a row, lowest figure first."""
    account = subject.account
    inside = held.inside(account, subject.indicator.id, subject.place)
    if not inside:
        return None, ()
    rows = held.at_places(account, subject.indicator.id, inside)
    newest = held.latest(rows.filter(pl.col("breakdown") == subject.breakdown))
    if newest.is_empty():
        return None, ()
    names, wards = account.names, held.wards(account)
    pages = addresses.in_places(subject.indicator.id, newest["place"])
    sorted_rows = newest.sort("value", "place").select("place", "value").iter_rows()
    return _together(subject, newest), tuple(
        Around(
            href=pages[code],
            name=names.get(code, code),
            ward=wards.get(code, ""),
            value=short(value, subject.style),
        )
        for code, value in sorted_rows
    )


def _together(subject: Subject, newest: pl.DataFrame) -> Figure:
    """Neighbourhoods in one drawing: tenths of the country as columns, anything else as dots."""
    title = _("The {height:,} neighbourhoods of {name}").format(height=newest.height, name=subject.name)
    indicator = subject.indicator
    if (indicator.floor, indicator.ceiling, indicator.decimals) == (1, 10, 0):
        counts = dict(newest.group_by("value").len().iter_rows())
        title = _("{count:,} of the {height:,} neighbourhoods of {name} are in group 1 of 10").format(
            count=counts.get(1.0, 0), height=newest.height, name=subject.name
        )
        return decile_bars(
            [counts.get(float(n), 0) for n in range(1, 11)], name="neighbourhoods", title=title
        )
    dots = dots_of(newest, subject.account.names, reader="")
    return position_strip(
        dots, name="neighbourhoods", title=title, style=subject.style, polarity=indicator.polarity
    )


def newest_of(subject: Subject, series: pl.DataFrame) -> Limits:
    """The place's newest headline figure with its limits."""
    own = series.filter(
        (pl.col("place") == subject.place)
        & (pl.col("breakdown") == subject.breakdown)
        & pl.col("value").is_not_null()
    )
    return own.select("value", "lower", "upper").row(-1) if own.height else (None, None, None)


def provenance(series: pl.DataFrame, subject: Subject) -> Table:
    """Every figure of the place, newest first, as it was published: its limits, its state, the row of the
    file that it came from, and the two numbers that it was divided from, where they are held."""
    own = series.filter(pl.col("place") == subject.place).sort("start", "breakdown", descending=[True, False])
    derived, ranged = (bool(own[name].is_not_null().any()) for name in ("denominator", "lower"))
    noted = own.filter(pl.col("state") != State.MEASURED.value).height > 0
    head = [_("Period"), _("Group"), _("Figure"), *([_("Likely range")] if ranged else [])]
    head += [*([_("State")] if noted else []), *([_("Worked out as")] if derived else [])]
    rows = (_row(row, subject, ranged, noted, derived) for row in own.iter_rows(named=True))
    numeric = (2, *((3,) if ranged else ()), len(head) + 1, len(head) + 2)
    return Table(
        _("Where each figure for {name} came from").format(name=subject.name),
        (*head, _("File"), _("Row"), _("Load")),
        tuple(rows),
        numeric,
    )


def _row(row: dict[str, Any], subject: Subject, ranged: bool, noted: bool, derived: bool) -> tuple[str, ...]:
    value, style = row["value"], subject.style
    limits = row["lower"] is not None and row["upper"] is not None
    likely = _reach(row["lower"], row["upper"], style) if limits else ""
    return (
        period_words(row["period"]),
        breakdown_words(row["breakdown"]) or _("Everyone"),
        value_words(value, row["state"], style),
        *((likely,) if ranged else ()),
        *((state_words(row["state"]),) if noted else ()),
        *((division(row["numerator"], row["denominator"], subject.indicator.multiplier),) if derived else ()),
        row["file"],
        f"{row['row']:,}" if row["row"] is not None else _("many rows, counted"),
        str(row["revision"]),
    )


def _reach(lower: float, upper: float, style: Style) -> str:
    """Limits as they were published."""
    return _("{lower} to {upper}").format(lower=short(lower, style), upper=short(upper, style))


def division(numerator: float | None, denominator: float | None, multiplier: float) -> str:
    """How a figure follows from two numbers: ``111 ÷ 302 × 100``; empty where one of them is not held."""
    if numerator is None or denominator is None:
        return ""
    times = f" × {number(multiplier, 0)}" if multiplier != 1 else ""
    return f"{_plain(numerator)} ÷ {_plain(denominator)}{times}"


def _plain(value: float) -> str:
    return number(value, 0 if value == round(value) else 2)
