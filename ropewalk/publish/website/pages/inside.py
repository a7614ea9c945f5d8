"""Inside a place: how a figure differs from the neighbourhoods that go without most to the rest."""

from dataclasses import dataclass, replace
from typing import Any

import polars as pl
from django.http import Http404, HttpRequest

from ropewalk.figures.inputs import Style
from ropewalk.figures.numbers import full, interval, is_percent, number, short, state_words
from ropewalk.findings.inequality import table as gap_table
from ropewalk.publish.website import addresses, held, plainly
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.answer import download, known
from ropewalk.publish.website.cards import Tag
from ropewalk.publish.website.gap import Gap, gap
from ropewalk.publish.website.site import Link
from ropewalk.publish.website.subject import Subject
from ropewalk.publish.website.told import told
from ropewalk.vocabulary.language import _
from ropewalk.vocabulary.words import Kind, Question, Reason


@dataclass(frozen=True, slots=True)
class Home:
    """A neighbourhood with its group, its own figure and the steadied one."""

    href: str
    name: str
    ward: str
    group: str
    value: str
    raw: str
    likely: str
    steadied: str


@dataclass(frozen=True, slots=True)
class InsidePart:
    """The section. ``facts``: the gap in numbers, (term, text); ``ranking``: the measure by which
    neighbourhoods are in order, None on its own page; ``steadied`` and ``divided``: whether the rows have
    steadied figures, and figures for every thousand people."""

    gap: Gap
    tags: tuple[tuple[str, Tag, str], ...]
    facts: tuple[tuple[str, str], ...]
    ranking: Link | None
    groups: str
    notes: tuple[str, ...]
    homes: tuple[Home, ...]
    steadied: bool
    divided: bool
    downloads: tuple[Link, ...]


def inside(subject: Subject) -> InsidePart | None:
    """The section of an indicator's page; None where no gap is told."""
    found = gap(subject)
    if found is None:
        return None
    row, homes = found.row, found.neighbourhoods
    steadied = homes["steadied"].is_not_null().any()
    return InsidePart(
        gap=found,
        tags=_tags(found),
        facts=_facts(row, found.style),
        ranking=_ranking(subject, row["ranking"]),
        groups=_("{groups} groups").format(groups=row["groups"]),
        notes=_notes(subject, row, homes, steadied=steadied),
        homes=_homes(subject, homes, found.style),
        steadied=steadied,
        divided=subject.indicator.kind is Kind.COUNT,
        downloads=_downloads(subject),
    )


@download
def table(account: Account, _request: HttpRequest, code: str, table: str, place: str = "") -> tuple[str, str]:
    """One of the tables of gaps as CSV: of one place, or of every place that has them."""
    known(account.indicators.get(code))
    if table not in gap_table.TABLES:
        raise Http404
    found: pl.DataFrame = getattr(gap_table.gaps_of(account.library.folder, code, place or None), table)
    if place and found.is_empty():
        raise Http404
    return f"{code}-{place}-{table}.csv" if place else f"{code}-{table}.csv", found.write_csv()


def _tags(found: Gap) -> tuple[tuple[str, Tag, str], ...]:
    """The gap as it is, and where it goes: term, verdict, sentence."""
    way = Tag(Question.DIRECTION, found.row["direction"])
    return (
        (_("The gap"), found.tag, found.sentence),
        (_("Over time"), way, told(found.row["direction_sentence"] or "")),
    )


def _facts(gap: dict[str, Any], style: Style) -> tuple[tuple[str, str], ...]:
    """The gap in numbers. A difference of two percentages is in points, and of no more than they are."""
    if gap["slope_index"] is None:
        return ()
    percent = is_percent(style.unit)
    plain = replace(style, unit="") if percent else style
    size = full(gap["slope_index"], plain, gap["lower"], gap["upper"])
    size = _("{value} percentage points").format(value=size) if percent else size
    likely = interval(gap["lower"], gap["upper"], replace(style, unit=""))
    times = tuple(gap[name] for name in ("relative_index", "relative_lower", "relative_upper"))
    rows = [
        (
            _("From one end to the other (slope index)"),
            _("{size} (likely range {likely})").format(size=size, likely=likely) if likely else size,
        ),
        (_("How many times as much (relative index)"), _times(*times)),
        (_("How likely by chance"), plainly.chances(gap["p_value"])),
    ]
    return tuple((term, text) for term, text in rows if text)


def _times(times: float | None, low: float | None, high: float | None) -> str:
    if times is None or low is None or high is None:
        return ""
    return _("{times:.1f} (likely range {low:.1f} to {high:.1f})").format(times=times, low=low, high=high)


def _ranking(subject: Subject, ranking: str) -> Link | None:
    found = subject.account.indicators.get(ranking)
    if found is None or ranking == subject.indicator.id:
        return None
    return Link(found.title, addresses.indicator(ranking))


def _notes(subject: Subject, gap: dict[str, Any], homes: pl.DataFrame, *, steadied: bool) -> tuple[str, ...]:
    reasons = gap["reasons"].split(";")
    hidden = homes["raw"].null_count()
    out = [
        _(
            "The slope index reads both ends off one straight line through all groups, so it uses every "
            "neighbourhood and not only the two ends."
        )
    ]
    if Reason.NO_UNCERTAINTY_PUBLISHED in reasons:
        out.append(
            _(
                "The publisher gives no counts. How sure we are comes from how far apart the "
                "neighbourhoods of each group are. Single neighbourhoods cannot be steadied."
            )
        )
    if steadied:
        out.append(
            _(
                "Small numbers jump about by chance. A steadied estimate draws each neighbourhood's own "
                "figure towards that of {name}, the more so the fewer people stand behind it."
            ).format(name=subject.name)
        )
    if steadied or subject.indicator.kind is Kind.COUNT:
        out.append(
            _(
                "How many people live in each neighbourhood is not held. We work it back from a "
                "published count and the share that it is of everyone, both rounded, so it is right to "
                "about two in a hundred."
            )
        )
    if hidden:
        out.append(
            _(
                "{hidden} of the {height} neighbourhoods have no figure that may be shown. They are left "
                "out, which makes the groups that they are in look a little higher."
            ).format(hidden=number(hidden), height=number(homes.height))
        )
    return tuple(out)


def _homes(subject: Subject, homes: pl.DataFrame, style: Style) -> tuple[Home, ...]:
    account = subject.account
    finer = replace(style, decimals=max(style.decimals, 1)) if style.unit else style
    # By group, then by name: within a group an order by value would be a league table.
    rows = homes.sort("group", "neighbourhood")
    names, wards = account.names, held.wards(account)
    pages = addresses.in_places(subject.indicator.id, rows["neighbourhood"])
    return tuple(
        Home(
            href=pages[row["neighbourhood"]],
            name=names.get(row["neighbourhood"], row["neighbourhood"]),
            ward=wards.get(row["neighbourhood"], ""),
            group=str(row["group"]),
            value=_shown(row["value"], subject.style, row["state"]),
            raw=_shown(row["raw"], finer, row["state"], row["lower"], row["upper"]),
            likely=interval(row["lower"], row["upper"], finer),
            steadied=_shown(row["steadied"], finer, ""),
        )
        for row in rows.iter_rows(named=True)
    )


def _shown(
    value: float | None, style: Style, state: str, lower: float | None = None, upper: float | None = None
) -> str:
    return short(value, style, lower, upper) if value is not None else state_words(state)


def _downloads(subject: Subject) -> tuple[Link, ...]:
    code, place = subject.indicator.id, subject.place
    return (
        Link(_("The gap"), addresses.inside(code, "gaps", place)),
        Link(_("The groups"), addresses.inside(code, "groups", place)),
        Link(_("Every neighbourhood"), addresses.inside(code, "neighbourhoods", place)),
    )
