"""Places side by side, measure by measure: each figure with its limits, and only what findings hold.

Places keep the order that the reader picked. Nothing here is sorted by value and nothing is worked out:
a rank is a range that the findings hold, and so is a verdict between two places.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import polars as pl

from ropewalk.design.languages import content
from ropewalk.figures.inputs import Style, style_of
from ropewalk.figures.interval_marks import Mark, interval_marks
from ropewalk.figures.numbers import WHY_HIDDEN, interval, short, supported_decimals
from ropewalk.publish.noting import kept
from ropewalk.publish.website import addresses, plainly
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.cards import Tag
from ropewalk.publish.website.choice import LIMITS, Choice
from ropewalk.publish.website.definition import unit
from ropewalk.publish.website.ranks import EVERYONE, range_words
from ropewalk.vocabulary.breakdown import breakdown_words
from ropewalk.vocabulary.indicator import Indicator
from ropewalk.vocabulary.language import _, later
from ropewalk.vocabulary.period import period_short
from ropewalk.vocabulary.words import Kind, Polarity, Position, Question, State

NOBODY: Final = "nobody"  # how a definition says that comparing would mislead
NOT_COMPARED: Final = later("Not compared")
# What A beside B says of B beside A: a difference of two figures is one difference.
OTHER_WAY: Final = {Position.BETTER: Position.WORSE, Position.WORSE: Position.BETTER}
_BESIDE: Final = {
    Position.BETTER: later("than {place}"),
    Position.WORSE: later("than {place}"),
    Position.NOT_DISTINGUISHABLE: later("from {place}"),
}
MISSING: Final[dict[str, str]] = {
    State.SUPPRESSED: WHY_HIDDEN,
    State.NOT_APPLICABLE: later("does not apply here"),
    State.NOT_AVAILABLE: later("not available"),
    State.NOT_YET_PUBLISHED: later("not yet published"),
}
NOTHING_HELD: Final = later("No figure is held")
ASIDE: Final = later("Not set beside others, because that would mislead")

Rows = Mapping[tuple[str, ...], dict[str, Any]]  # by indicator, place and, but for the newest, breakdown


@dataclass(frozen=True, slots=True)
class Cell:
    """One place's newest figure of one measure. ``value`` is empty where there is none and ``note`` says
    why; ``row`` holds what the CSV writes."""

    place: str
    name: str
    href: str
    value: str
    limits: str
    period: str
    note: str
    drawing: str
    tag: Tag | None
    not_compared: str
    rank: str
    row: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """A measure with a cell for each place. ``scale``: the two ends that the small drawings share;
    ``notes``: what to bear in mind of the row as a whole."""

    indicator: Indicator
    href: str
    unit: str
    group: str
    scale: tuple[str, str]
    notes: tuple[str, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """What is held for a choice, looked up once."""

    account: Account
    places: tuple[str, ...]
    newest: Rows
    verdicts: Rows
    ranks: Rows


@kept(16, by_language=True)
def compared(account: Account, choice: Choice) -> tuple[Row, ...]:
    """A row for each measure of the choice, in the reader's order. Kept for the page and its CSV alike."""
    known = _Known(
        account,
        choice.places,
        _newest(account, choice),
        _verdicts(account, choice),
        _ranks(account, choice),
    )
    return tuple(_row(known, account.indicators[code]) for code in choice.measures)


def _newest(account: Account, choice: Choice) -> Rows:
    """The newest row with a value of each measure and place, of the headline or else of the first group;
    where no row has one, the newest of all. ``latest`` is the state of the newest row."""
    series = account.library.series(list(choice.measures), list(choice.places))
    first = series.filter(pl.col("breakdown") == pl.col("breakdown").min().over("indicator", "place"))
    ordered = first.sort("end", "start").with_columns(
        pl.col("state").last().over("indicator", "place").alias("latest"),
        pl.col("period").last().over("indicator", "place").alias("latest_period"),
    )
    ordered = ordered.sort(pl.col("value").is_not_null(), maintain_order=True)
    rows = ordered.unique(["indicator", "place"], keep="last", maintain_order=True)
    return {(row["indicator"], row["place"]): row for row in rows.iter_rows(named=True)}


def _verdicts(account: Account, choice: Choice) -> Rows:
    """The verdict of each place beside the first one, told from the other place's side."""
    first, others = choice.places[0], choice.places[1:]
    found = account.library.findings(
        place=choice.places,
        indicator=choice.measures,
        question=Question.POSITION,
        comparator=choice.places,
    )
    of_first = pl.col("place") == first
    turned = found.filter(of_first & pl.col("comparator").is_in(others)).iter_rows(named=True)
    rows: dict[tuple[str, ...], dict[str, Any]] = {
        (row["indicator"], row["comparator"], row["breakdown"]): _turned(row) for row in turned
    }
    own = found.filter(~of_first & (pl.col("comparator") == first)).iter_rows(named=True)
    return rows | {(row["indicator"], row["place"], row["breakdown"]): row for row in own}


def _turned(row: dict[str, Any]) -> dict[str, Any]:
    verdict = Position(row["verdict"])
    return {**row, "verdict": OTHER_WAY.get(verdict, verdict)}


def _ranks(account: Account, choice: Choice) -> Rows:
    """The rank of each place among all of its kind, where it rests on limits."""
    among = {place: f"{EVERYONE}{account.places[place].kind}" for place in choice.places}
    ranks = account.library.ranks(choice.measures, choice.places)
    own = ranks.filter(
        (pl.col("comparator") == pl.col("place").replace_strict(among, return_dtype=pl.String))
        & (pl.col("basis") == LIMITS)
    )
    return {(row["indicator"], row["place"], row["breakdown"]): row for row in own.iter_rows(named=True)}


def _row(known: _Known, indicator: Indicator) -> Row:
    style = style_of(indicator)
    rows = [known.newest.get((indicator.id, place)) for place in known.places]
    alone = indicator.comparators == (NOBODY,)
    # One scale for a city and its whole country would press every city's count against nought.
    drawn = not alone and indicator.kind is not Kind.COUNT
    marks = interval_marks([_mark(row if drawn else None) for row in rows], style)
    cells = tuple(
        _cell(known, indicator, place, row, drawing, alone=alone)
        for place, row, drawing in zip(known.places, rows, marks.drawings, strict=True)
    )
    groups = {row["breakdown"] for row in rows if row and row["value"] is not None}
    return Row(
        indicator,
        addresses.indicator(indicator.id),
        unit(indicator),
        breakdown_words(groups.pop()) if len(groups) == 1 else "",
        (marks.low, marks.high),
        tuple(_notes(known, indicator, cells)),
        cells,
    )


def _mark(row: dict[str, Any] | None) -> Mark:
    return Mark(row["value"], row["lower"], row["upper"]) if row else Mark(None)


def _cell(
    known: _Known,
    indicator: Indicator,
    place: str,
    row: dict[str, Any] | None,
    drawing: str,
    *,
    alone: bool,
) -> Cell:
    account, first = known.account, known.places[0]
    city = place == account.city.place
    aside = alone and place != first
    shown = None if aside or row is None or row["value"] is None else row
    tag, why = _tag(known, indicator, place, shown)
    return Cell(
        place=place,
        name=account.names[place],
        href=addresses.indicator(indicator.id, "" if city else place) if shown else "",
        value=_value(shown, style_of(indicator)) if shown else "",
        limits=interval(shown["lower"], shown["upper"], style_of(indicator)) if shown else "",
        period=period_short(shown["period"]) if shown else "",
        note=_(ASIDE) if aside else _note(row),
        drawing=drawing,
        tag=tag,
        not_compared=why,
        rank=_rank(known, indicator, place, shown),
        row=shown or {"state": ASIDE if aside else (row or {}).get("latest", "not held")},
    )


def _value(row: dict[str, Any], style: Style) -> str:
    decimals = supported_decimals(row["lower"], row["upper"], style.decimals)
    return short(row["value"], replace(style, decimals=decimals))


def _note(row: dict[str, Any] | None) -> str:
    """Why there is no figure, or no newer one; that a figure may still change."""
    if row is None:
        return _(NOTHING_HELD)
    why = MISSING.get(row["latest"], "")
    if row["value"] is None:
        said = _(why or MISSING[State.NOT_AVAILABLE])
        return said[:1].upper() + said[1:]
    if why:
        when = period_short(row["latest_period"])
        return _("The figure for {period}: {why}").format(period=when, why=_(why))
    return _("Provisional: it may still change") if row["state"] == State.PROVISIONAL else ""


def _tag(
    known: _Known, indicator: Indicator, place: str, row: dict[str, Any] | None
) -> tuple[Tag | None, str]:
    """The verdict beside the first place where a finding holds one; else that there is none."""
    first = known.places[0]
    if place == first or row is None:
        return None, ""
    found = known.verdicts.get((indicator.id, place, row["breakdown"]))
    if found is None or found["verdict"] == Position.CANNOT_SAY:
        return None, _(NOT_COMPARED)
    beside = _BESIDE[Position(found["verdict"])]
    note = _(beside).format(place=known.account.names[first])
    if found["period"] != row["period"]:
        note = _("{note}, in {period}").format(note=note, period=period_short(found["period"]))
    return Tag(Question.POSITION, found["verdict"], note), ""


def _rank(known: _Known, indicator: Indicator, place: str, row: dict[str, Any] | None) -> str:
    if row is None or indicator.kind is Kind.COUNT or indicator.comparators == (NOBODY,):
        return ""
    found = known.ranks.get((indicator.id, place, row["breakdown"]))
    if found is None or found["period"] != row["period"]:
        return ""
    kind = plainly.kinds_of_place(known.account.places[place].kind).lower()
    return f"{range_words(found['low'], found['high'], found['of'])} {kind}"


def _notes(known: _Known, indicator: Indicator, cells: Sequence[Cell]) -> list[str]:
    """What holds for a whole row: why it has no verdicts, that its periods differ, which end of a rank is
    which."""
    shown = [cell for cell in cells if cell.value]
    notes = [content(indicator.must_read)] if indicator.must_read else []
    if len({cell.period for cell in shown}) > 1:
        notes.append(_("These figures are not all for the same time."))
    found = (known.verdicts.get((indicator.id, c.place, c.row["breakdown"])) for c in shown if c.not_compared)
    codes = (code for row in found if row for code in (row["reasons"] or "").split(";") if code)
    notes += plainly.reasons(tuple(dict.fromkeys(codes)))
    if any(cell.tag or cell.rank for cell in shown) and not any(cell.limits for cell in shown):
        notes.append(_("No range is published. We tested the counts behind the figures."))
    if indicator.kind is Kind.COUNT:
        notes.append(_("A count is larger where more people live, so it is not drawn or ranked."))
    elif any(cell.rank for cell in shown):
        neutral = indicator.polarity == Polarity.NEUTRAL
        notes.append(_("1st is the highest.") if neutral else _("1st is the best."))
    return notes
