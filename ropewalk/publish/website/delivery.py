"""What was done for a promise, and what its measures did then: an association, never a proof of cause."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import polars as pl

from ropewalk.design.jinja_environment import slug
from ropewalk.design.languages import content
from ropewalk.figures.inputs import Style, style_of
from ropewalk.figures.numbers import count_of, interval, is_percent
from ropewalk.figures.verdicts import EFFECT
from ropewalk.findings.effect.table import key_of, read_effects
from ropewalk.findings.flat import Begun, Outcome, begun
from ropewalk.publish.noting import asked, kept
from ropewalk.publish.website import addresses, held, plainly, trust
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.cards import Tag, counted_words
from ropewalk.publish.website.progress import Progress, green_words, on_time_words, progress
from ropewalk.publish.website.questioned import ACTION, challenge_link
from ropewalk.publish.website.site import Link
from ropewalk.publish.website.told import told
from ropewalk.publish.website.worked import amount
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.action import Action
from ropewalk.vocabulary.language import _, later, ngettext
from ropewalk.vocabulary.period import parse_period, period_words

NOT_HELD = later("Not held yet.")


@dataclass(frozen=True, slots=True)
class Result:
    """What one measure did once the action began. ``rows``: how that was worked out."""

    title: str
    href: str
    tag: Tag
    sentence: str
    rows: tuple[tuple[str, str], ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Doing:
    """An action, with what its measures did."""

    id: str
    title: str
    facts: tuple[tuple[str, str], ...]
    results: tuple[Result, ...]
    progress: Progress
    challenge: str


@dataclass(frozen=True, slots=True)
class Flat:
    """An action that has begun, and its measures that did not get better since."""

    title: str
    href: str
    measures: tuple[Link, ...]


def of_priority(account: Account, code: str) -> tuple[Doing, ...]:
    """The actions that serve a priority, the newest first."""
    own = [action for action in account.definitions.actions if code in action.priorities]
    own.sort(key=lambda action: (action.began, action.id), reverse=True)
    return tuple(_doing(account, action) for action in own)


def done_words(account: Account) -> str:
    """How many actions the account holds, and how many began without their measures getting better."""
    held = len(account.definitions.actions)
    if not held:
        return _("We hold no list of actions yet.")
    words = ngettext("We hold {count} action.", "We hold {count} actions.", held).format(count=held)
    found, every = begun_here(account), [one.id for one in account.definitions.actions]
    parts = (words, on_time_words(account, every), flat_words(found), green_flat(account, found))
    return " ".join(part for part in parts if part)


def green_flat(account: Account, found: Sequence[Begun]) -> str:
    """How many actions are on time while their results stay flat, with the denominator."""
    flat = [one.action for one in found if one.outcome is Outcome.FLAT]
    return green_words(account, [one.action for one in found], flat)


@kept(2)
def _begun_on(account: Account, today: date) -> tuple[Begun, ...]:
    city = account.city.place
    verdicts = held.headline_verdicts(account, city)
    newest = {
        code: parse_period(found.direction.period).start
        for code, found in verdicts.items()
        if found.direction is not None and found.direction.period
    }
    return begun(account.definitions.actions, counted_words(account), newest, place=city, today=today)


@asked
def begun_here(account: Account, code: str = "") -> tuple[Begun, ...]:
    """Every action in the city that has begun, with what its measures say; of one promise if named."""
    found = _begun_on(account, clock.today())
    if not code:
        return found
    own = {action.id for action in account.definitions.actions if code in action.priorities}
    return tuple(one for one in found if one.action in own)


def flat_words(found: Sequence[Begun]) -> str:
    """Work begun beside results that did not move, with its denominator; empty where nothing began."""
    if not found:
        return ""
    flat = sum(one.outcome is Outcome.FLAT for one in found)
    if not flat:
        words = ngettext(
            "{begun} action has begun; it has no result that stayed flat.",
            "{begun} actions have begun; none has only results that stayed flat.",
            len(found),
        )
        return words.format(begun=len(found))
    words = ngettext(
        "Of {begun} that have begun, {flat} has no result that got better.",
        "Of {begun} that have begun, {flat} have no result that got better.",
        flat,
    )
    return words.format(begun=len(found), flat=flat)


def flat_of(account: Account, found: Sequence[Begun]) -> tuple[Flat, ...]:
    """The actions that began and whose measures did not get better, each with those measures."""
    titles = {action.id: action.title for action in account.definitions.actions}
    return tuple(
        Flat(
            titles[one.action],
            f"#action-{slug(one.action)}",
            tuple(Link(account.indicators[code].title, addresses.indicator(code)) for code in one.flat),
        )
        for one in found
        if one.outcome is Outcome.FLAT
    )


def doing_words(doing: Sequence[Doing]) -> str:
    """How many actions are held for a promise, and of how many measures it can be asked if they worked."""
    if not doing:
        return _(NOT_HELD)
    asked = sum(len(one.results) for one in doing)
    words = _("{actions} held, with {measures} to judge by.").format(
        actions=count_of(len(doing), "action"), measures=count_of(asked, "measure")
    )
    return words[0].upper() + words[1:]


@asked
def state_words(account: Account, code: str) -> str:
    """How many actions of a promise are late or at risk, and how many are on time beside a flat result."""
    own = [action.id for action in account.definitions.actions if code in action.priorities]
    parts = (on_time_words(account, own), green_flat(account, begun_here(account, code)))
    return " ".join(part for part in parts if part)


@kept(2)
def _effects(account: Account) -> pl.DataFrame:
    library = account.library
    return read_effects(library.folder, key_of(library.revision, library.definitions_version))


def _doing(account: Account, action: Action) -> Doing:
    found = _effects(account).filter(pl.col("action") == action.id)
    places = ", ".join(account.names.get(code, code) for code in action.places)
    facts = (
        (_("Began"), plainly.day(action.began.isoformat())),
        (_("Where"), places),
        (_("Owner"), content(action.owner)),
        (_("Record"), content(action.source)),
    )
    rows = (row for row in found.iter_rows(named=True) if row["indicator"] in account.indicators)
    results = tuple(_result(account, row) for row in rows)
    told_of = progress(account, action.id)
    known = tuple((term, text) for term, text in (*facts, *told_of.facts) if text)
    link = challenge_link(account, ACTION, action.id)
    return Doing(action.id, action.title, known, results, told_of, link)


def _result(account: Account, row: dict[str, Any]) -> Result:
    indicator = account.indicators[row["indicator"]]
    place = "" if row["place"] == account.city.place else row["place"]
    reasons = plainly.reasons(tuple(code for code in row["reasons"].split(";") if code))
    rows = _rows(account, row, style_of(indicator))
    return Result(
        title=indicator.title,
        href=addresses.indicator(indicator.id, place),
        tag=Tag(EFFECT, row["verdict"]),
        sentence=told(row["sentence"]),
        rows=tuple((term, text) for term, text in rows if text),
        reasons=reasons,
    )


def _rows(account: Account, row: dict[str, Any], style: Style) -> tuple[tuple[str, str], ...]:
    if not row["method"]:
        return ()
    size = _change(row["estimate"], style, row["lower"], row["upper"])
    worst = max((p for p in (row["p_value"], row["rank_p"]) if p is not None), default=None)
    rank = row["rank_p"]
    return (
        (_(plainly.ESTIMATES.get(row["method"], plainly.DIFFERENCE)), size),
        (_("Likely range"), _range(row["lower"], row["upper"], style)),
        (_("Step at once"), _change(row["level"], style)),
        (_("Change of pace a year"), _change(row["pace"], style)),
        (_("How likely by chance"), plainly.chances(worst)),
        (_("p-value"), f"{row['p_value']:.2g}" if row["p_value"] is not None else ""),
        (
            _("Places as far out as this one"),
            _("{rank:.0%} of them").format(rank=rank) if rank is not None else "",
        ),
        (_("Compared with"), account.names.get(row["comparator"], "")),
        (_("Method"), plainly.method(row["method"])),
        (
            _("False alarms in trials"),
            trust.alarms_words(account, EFFECT, row["method"], account.indicators[row["indicator"]]),
        ),
        (_("Bear in mind"), _(trust.CAVEATS.get(row["method"], ""))),
        (
            _("Periods used"),
            _("{before} before, {after} after").format(before=row["before"], after=row["after"]),
        ),
        (_("Newest period"), period_words(row["period"]) if row["period"] else ""),
        (_("Data as of load"), str(row["revision"])),
    )


def _change(value: float | None, style: Style, lower: float | None = None, upper: float | None = None) -> str:
    return "" if value is None else amount(value, style, lower, upper, points=is_percent(style.unit))


def _range(low: float | None, high: float | None, style: Style) -> str:
    return interval(low, high, replace(style, unit="") if is_percent(style.unit) else style)
