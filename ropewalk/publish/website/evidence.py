"""The figures of one indicator in one place: long chart, strip, breakdowns, neighbourhoods."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from ropewalk.figures.columns import decile_bars
from ropewalk.figures.inputs import MOST_COMPARATORS, Figure, Line, Style, Table, style_of
from ropewalk.figures.line_chart import line_chart
from ropewalk.figures.numbers import number, short, value_words
from ropewalk.figures.position_strip import position_strip
from ropewalk.figures.series import dots_of, lines_by
from ropewalk.figures.small_chart import small_chart
from ropewalk.publish.website import addresses, held
from ropewalk.publish.website.account import NEIGHBOURHOOD, Account
from ropewalk.publish.website.cards import Tag
from ropewalk.publish.website.rows import Verdicts
from ropewalk.vocabulary.breakdown import breakdown_words
from ropewalk.vocabulary.indicator import Indicator
from ropewalk.vocabulary.language import _
from ropewalk.vocabulary.period import period_words
from ropewalk.vocabulary.words import Kind


@dataclass(frozen=True, slots=True)
class Subject:
    """An indicator in a place: what an indicator page is about."""

    account: Account
    indicator: Indicator
    place: str
    breakdown: str

    @property
    def name(self) -> str:
        """The place's name."""
        return self.account.names.get(self.place, self.place)

    @property
    def style(self) -> Style:
        """How the indicator's numbers are written."""
        return style_of(self.indicator)


@dataclass(frozen=True, slots=True)
class Part:
    """A breakdown's small chart with its verdict."""

    title: str
    figure: Figure
    tag: Tag | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Around:
    """A neighbourhood inside the place, with the ward that it lies in."""

    href: str
    name: str
    ward: str
    value: str


def comparators(subject: Subject, chosen: str) -> tuple[str, ...]:
    """Up to three places to draw beside: the reader's choice first, then country and region."""
    found = [chosen] if chosen else []
    # A count of a whole country beside a city's would flatten the city's line.
    above_kinds = () if subject.indicator.kind is Kind.COUNT else ("country", "region")
    for kind in above_kinds:
        above = subject.account.above(subject.place, kind)
        if above is not None:
            found.append(above.code)
    return tuple(dict.fromkeys(code for code in found if code != subject.place))[:MOST_COMPARATORS]


def trend(subject: Subject, series: pl.DataFrame, beside: Sequence[str], title: str) -> Figure | None:
    """The long chart; None when the place has no figure at all."""
    names = {code: subject.account.names.get(code, code) for code in (subject.place, *beside)}
    headline = series.filter(pl.col("breakdown") == subject.breakdown)
    lines = lines_by(headline, "place", names)
    main = lines.pop(subject.place, None)
    if main is None or all(point.value is None for point in main.points):
        return None
    return line_chart(
        main,
        [line for line in lines.values() if any(point.value is not None for point in line.points)],
        name="trend",
        title=title,
        style=subject.style,
        target=subject.indicator.target,
        breaks=subject.indicator.breaks,
    )


def strip(subject: Subject) -> Figure | None:
    """All places of the subject's newest period as dots, its own marked. None with fewer than three, and for
    counts, which tell large places from small and nothing else."""
    if subject.indicator.kind is Kind.COUNT:
        return None
    account = subject.account
    whole = held.series(account, subject.indicator.id)
    own = held.latest(whole).filter(pl.col("place") == subject.place)
    if own.is_empty():
        return None
    # A place whose newest figure is of another period is not beside the others.
    period = own["period"][0]
    newest = _alike(subject, held.latest(whole.filter(pl.col("period") == period)))
    country, region = account.above(subject.place, "country"), account.above(subject.place, "region")
    dots = dots_of(
        newest,
        account.names,
        reader=subject.place,
        peers=default_peers(subject),
        country=country.code if country else "",
        region=region.code if region else "",
    )
    if sum(dot.role in ("peer", "other") for dot in dots) < 3 or all(dot.role != "reader" for dot in dots):
        return None
    return position_strip(
        dots,
        name="strip",
        title=_("{name} among other places, {period}").format(name=subject.name, period=period_words(period)),
        style=subject.style,
        polarity=subject.indicator.polarity,
    )


def _alike(subject: Subject, newest: pl.DataFrame) -> pl.DataFrame:
    """Neighbourhoods beside neighbourhoods, and every other place beside the rest."""
    account = subject.account
    homes = [code for code in newest["place"] if account.is_a(code, NEIGHBOURHOOD)]
    among = account.is_a(subject.place, NEIGHBOURHOOD)
    return newest.filter(pl.col("place").is_in(homes) == pl.lit(among))


def default_peers(subject: Subject) -> tuple[str, ...]:
    """The places most like the subject's, by the peer set that is used unless one is named."""
    for peer_set in subject.account.definitions.peer_sets:
        if peer_set.default:
            return peer_set.peers_of(subject.place)
    return ()


def parts(
    subject: Subject, series: pl.DataFrame, verdicts: Mapping[tuple[str, str, str], Verdicts]
) -> tuple[Part, ...]:
    """A small chart for each breakdown that is held beside the headline."""
    own = series.filter(
        (pl.col("place") == subject.place)
        & (pl.col("breakdown") != subject.breakdown)
        & pl.col("value").is_not_null()
    )
    names = {code: breakdown_words(code) or _("Everyone") for code in sorted(own["breakdown"].unique())}
    lines = lines_by(own, "breakdown", names)
    return tuple(
        _part(subject, number, names[code], line, verdicts.get((subject.indicator.id, subject.place, code)))
        for number, (code, line) in enumerate(lines.items())
    )


def _part(subject: Subject, number: int, title: str, line: Line, verdicts: Verdicts | None) -> Part:
    figure = small_chart(
        line,
        name=f"part-{number}",
        title=f"{subject.indicator.title}: {title}",
        style=subject.style,
        breaks=subject.indicator.breaks,
    )
    found = verdicts.direction if verdicts else None
    tag = Tag("direction", found.verdict) if found else None
    return Part(title, figure, tag, found.sentence if found else "")


def neighbourhoods(subject: Subject) -> tuple[Figure | None, tuple[Around, ...]]:
    """The neighbourhoods inside the place, drawn together and each in a row, lowest figure first."""
    account = subject.account
    inside = held.inside(account, subject.indicator.id, subject.place)
    if not inside:
        return None, ()
    series = held.series(account, subject.indicator.id).filter(pl.col("breakdown") == subject.breakdown)
    newest = held.latest(series).filter(pl.col("place").is_in(inside))
    if newest.is_empty():
        return None, ()
    rows = newest.sort("value", "place").select("place", "value").iter_rows()
    return _together(subject, newest), tuple(
        Around(
            href=addresses.indicator(subject.indicator.id, code),
            name=account.names.get(code, code),
            ward=next(
                (account.names[up] for up in account.places[code].parents if account.is_a(up, "ward")), ""
            ),
            value=short(value, subject.style),
        )
        for code, value in rows
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


def provenance(series: pl.DataFrame, subject: Subject) -> Table:
    """Which row of which file each figure of the place came from, newest first; with the two numbers that
    it was divided from, where they are held."""
    own = series.filter(pl.col("place") == subject.place).sort("start", "breakdown", descending=[True, False])
    derived = own["denominator"].is_not_null().any()
    return Table(
        caption=_("Where each figure for {name} came from").format(name=subject.name),
        head=(
            _("Period"),
            _("Group"),
            _("Figure"),
            *([_("Worked out as")] if derived else []),
            _("File"),
            _("Row"),
            _("Load"),
        ),
        rows=tuple(_row(row, subject, derived=derived) for row in own.iter_rows(named=True)),
        numeric=(2, 5, 6) if derived else (2, 4, 5),
    )


def _row(row: dict[str, Any], subject: Subject, *, derived: bool) -> tuple[str, ...]:
    value = row["value"]
    return (
        period_words(row["period"]),
        breakdown_words(row["breakdown"]) or _("Everyone"),
        value_words(value, row["state"], subject.style),
        *([division(row["numerator"], row["denominator"], subject.indicator.multiplier)] if derived else []),
        row["file"],
        f"{row['row']:,}" if row["row"] is not None else _("many rows, counted"),
        str(row["revision"]),
    )


def division(numerator: float | None, denominator: float | None, multiplier: float) -> str:
    """How a figure follows from two numbers: ``111 ÷ 302 × 100``; empty where one of them is not held."""
    if numerator is None or denominator is None:
        return ""
    times = f" × {number(multiplier, 0)}" if multiplier != 1 else ""
    return f"{_plain(numerator)} ÷ {_plain(denominator)}{times}"


def _plain(value: float) -> str:
    return number(value, 0 if value == round(value) else 2)
