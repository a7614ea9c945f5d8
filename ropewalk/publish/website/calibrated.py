"""A calibration as figures and tables for readers."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from ropewalk.calibration.bars import ALARMS
from ropewalk.calibration.shortfall import shortfalls
from ropewalk.figures.inputs import Figure, Table
from ropewalk.figures.share_dots import Share, percent, share_dots
from ropewalk.publish.website.class_words import class_words
from ropewalk.vocabulary.calibration import (
    OVERALL,
    Calibration,
    ClassPower,
    ClassRate,
    Coverage,
    Reliability,
)
from ropewalk.vocabulary.language import _, ngettext

SHOWN = 12
"""Kinds of series drawn, those with the most false alarms; the table has all."""


def alarms(rates: Sequence[ClassRate]) -> Figure | None:
    """The worst class of each name: one dot for each kind of series."""
    if not rates:
        return None
    worst = [max(same, key=lambda rate: rate.called) for same in _by_name(rates)]
    rows = [
        Share(
            _("{name}, {points} points").format(name=class_words(rate.name), points=rate.points),
            rate.called,
            rate.error,
            ALARMS,
        )
        for rate in sorted(worst, key=lambda rate: -rate.called)[:SHOWN]
    ]
    title = (
        _("False alarms stay below {most:.0%} in every kind of series").format(most=ALARMS)
        if rows[0].share <= ALARMS
        else _("False alarms in every kind of series")
    )
    return share_dots(
        rows,
        name="alarms",
        title=title,
        description=_("The most is {share}.").format(share=percent(rows[0].share)),
        marked=_("the most that we allow"),
        note=_("The kinds nearest to it, each at its worst length. The bar is the luck of the draw."),
    )


def _by_name(rates: Sequence[ClassRate]) -> Iterable[tuple[ClassRate, ...]]:
    return (tuple(same) for _, same in groupby(sorted(rates, key=lambda r: r.name), key=lambda r: r.name))


def classes(rates: Sequence[ClassRate]) -> Table | None:
    """False alarms in every class."""
    rows = tuple(
        (
            class_words(rate.name),
            str(rate.points),
            percent(rate.called),
            percent(rate.silent),
            "" if rate.usual is None else percent(rate.usual),
        )
        for rate in rates
    )
    head = (_("Stable series"), _("Points"), _("False alarms"), _("Cannot say"), _("The usual test"))
    return Table(_("False alarms in every class"), head, rows, (1, 2, 3, 4)) if rows else None


def power(rows: Sequence[ClassPower]) -> Table | None:
    """True changes found, beside two rules in use: means over sorts and sizes of change, a class a row."""
    shown = tuple(
        (
            class_words(row.name),
            str(row.points),
            percent(row.ours),
            _or_blank(row.trend),
            _or_blank(row.chart),
            _or_blank(row.trend_everywhere),
            _or_blank(row.chart_everywhere),
        )
        for row in shortfalls(rows)
    )
    head = (
        *(
            _("Series"),
            _("Points"),
            _("We find"),
            _("Fingertips trend, as many alarms"),
            _("Chart rules, as many alarms"),
        ),
        *(_("Fingertips trend, one rule for all"), _("Chart rules, one rule for all")),
    )
    return Table(_("True changes found"), head, shown, (1, 2, 3, 4, 5, 6)) if shown else None


def _or_blank(share: float | None) -> str:
    return "" if share is None else percent(share)


def chances(rows: Sequence[Reliability]) -> Figure | None:
    """How often a target was reached, by the chance that was stated for the nearest horizon."""
    nearest = min((row.horizon for row in rows), default=0)
    chosen = [row for row in rows if row.horizon == nearest and not row.heldout]
    if not chosen:
        return None
    shares = [
        Share(
            _("We said {low:.0f} to {high:.0f} times in 100").format(low=row.low * 100, high=row.high * 100),
            row.came,
            mark=row.stated,
        )
        for row in sorted(chosen, key=lambda row: row.low)
    ]
    words = "; ".join(
        _("{label}: it came true {share}").format(label=share.label, share=percent(share.share))
        for share in shares
    )
    return share_dots(
        shares,
        name="chances",
        title=_("How often it came true, {years} ahead").format(years=_years(nearest)),
        description=words,
        marked=_("the chance that we stated, on average"),
    )


def coverage(rows: Sequence[Coverage]) -> Figure | None:
    """How often the truth fell inside forecast ranges, over all series."""
    chosen = [row for row in rows if row.group == OVERALL]
    if not chosen:
        return None
    order = sorted(chosen, key=lambda row: (row.nominal, row.heldout, row.horizon))
    shares = [Share(_forecast(row), row.covered, mark=row.nominal) for row in order]
    words = "; ".join(f"{share.label}: {percent(share.share)}" for share in shares)
    return share_dots(
        shares,
        name="coverage",
        title=_("How often the truth fell inside our forecast ranges"),
        description=words,
        marked=_("how often it should"),
        note=_("Nothing was tuned on the newest two years."),
        zero=False,
    )


def _forecast(row: Coverage) -> str:
    newest = _(", newest two years") if row.heldout else ""
    return _("{years} ahead, a {nominal:.0%} range{newest}").format(
        years=_years(row.horizon), nominal=row.nominal, newest=newest
    )


def _years(horizon: int) -> str:
    return ngettext("{count} year", "{count} years", horizon).format(count=horizon)


def kinds(rows: Sequence[Coverage]) -> Table | None:
    """The same by kind of measure."""
    shown = tuple(
        (
            _("all") if row.group == OVERALL else class_words(row.group),
            _years(row.horizon),
            f"{row.nominal:.0%}",
            percent(row.covered),
            f"{row.count:,}",
            _("newest two") if row.heldout else _("earlier"),
        )
        for row in rows
    )
    head = (_("Kind of measure"), _("Ahead"), _("Should hold"), _("Held"), _("Forecasts"), _("Years"))
    return Table(_("Forecast ranges, by kind of measure"), head, shown, (2, 3, 4)) if shown else None


def misses(found: Calibration) -> Table | None:
    """How far forecasts miss, beside simpler ones."""
    shown = tuple(
        (
            class_words(row.method),
            _("all") if row.group == OVERALL else class_words(row.group),
            _years(row.horizon),
            f"{row.relative:.2f}",
            _("newest two") if row.heldout else _("earlier"),
        )
        for row in found.pinball
    )
    head = (_("Forecast"), _("Kind of measure"), _("Ahead"), _("Miss beside the last value's"), _("Years"))
    return Table(_("How far forecasts miss"), head, shown, (3,)) if shown else None


def stability(found: Calibration) -> Table | None:
    """How often verdicts change with one more year."""
    shown = tuple(
        (class_words(row.rule), percent(row.flips), _or_blank(row.expected), f"{row.count:,}")
        for row in found.stability
    )
    head = (_("Rule"), _("Verdicts that change"), _("Must change"), _("Pairs of years"))
    return (
        Table(_("How often a verdict changes with one more year"), head, shown, (1, 2, 3)) if shown else None
    )
