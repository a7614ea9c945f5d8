"""Where the page of an indicator leads on to: what was done, the same number elsewhere, up to its promise."""

import polars as pl

from ropewalk.design.jinja_environment import slug
from ropewalk.design.languages import content, filled
from ropewalk.publish.noting import asked
from ropewalk.publish.website import addresses, held
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.beside import Choice, compares_with_nobody
from ropewalk.publish.website.events import actions_of
from ropewalk.publish.website.site import Link
from ropewalk.publish.website.subject import Subject
from ropewalk.vocabulary.language import _


def done(subject: Subject) -> tuple[Link, ...]:
    """What was done to move it: each action, on the page of the first promise that it serves."""
    return tuple(
        Link(action.title, f"{addresses.priority(action.priorities[0])}#action-{slug(action.id)}")
        for action in actions_of(subject)
        if action.priorities and action.priorities[0] in subject.account.priorities
    )


def same_elsewhere(subject: Subject, series: pl.DataFrame, chosen: Choice) -> tuple[Link, ...]:
    """The same indicator in the own place, and in those drawn beside it; what the reader picked stays."""
    city, code = subject.account.city.place, subject.indicator.id
    beside = [place for place in series["place"].unique(maintain_order=True) if place != subject.place]
    own = [] if city in (subject.place, *beside) or held.place_of(subject.account, code) != city else [city]
    kept = chosen.codes if chosen.own else ()
    return tuple(
        Link(
            subject.account.names.get(place, place),
            addresses.indicator(code, "" if place == city else place, kept),
        )
        for place in [*own, *beside]
    )


def compare(subject: Subject, chosen: Choice) -> str:
    """The address of the table that sets the places drawn here side by side; empty where it would mislead."""
    if compares_with_nobody(subject.indicator):
        return ""
    places = [code for code in chosen.codes if code in subject.account.places]
    return addresses.compare([subject.place, *places], [subject.indicator.id])


def by_neighbourhood(subject: Subject) -> tuple[Link, ...]:
    """Other indicators of the same source that are known for each neighbourhood, not for the city."""
    account = subject.account
    return tuple(
        Link(account.indicators[code].title, f"{addresses.indicator(code)}#neighbourhoods")
        for code in _only_by_neighbourhood(account, subject.indicator.source)
        if code != subject.indicator.id
    )


@asked
def _only_by_neighbourhood(account: Account, source: str) -> tuple[str, ...]:
    city = account.city.place
    known = held.headline_verdicts(account, city)
    beside = (one.id for one in account.measures_of_source[source])
    return tuple(code for code in beside if code not in known and held.inside(account, code, city))


def crumbs(subject: Subject, place: str) -> tuple[Link, ...]:
    account, here = subject.account, Link(content(subject.indicator.title))
    home = Link(_("Home"), addresses.at(addresses.HOME))
    if place:
        every = Link(_("Places"), addresses.at(addresses.PLACES))
        return (home, every, Link(subject.name, addresses.place(place)), here)
    codes = [code for code in subject.indicator.priorities if code in account.priorities]
    if not codes:
        return (home, Link(_("All measures"), addresses.at(addresses.INDICATORS)), here)
    aim = account.aim_of[codes[0]]
    return (
        home,
        Link(
            filled(_("Aim {code}: {title}"), code=aim.code, title=content(aim.title)), addresses.aim(aim.code)
        ),
        Link(content(f"{codes[0]} {account.priorities[codes[0]].title}"), addresses.priority(codes[0])),
        here,
    )
