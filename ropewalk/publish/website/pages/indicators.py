"""All measures in one list, by priority, with what is found for the city."""

from dataclasses import dataclass

import polars as pl
from django.http import HttpRequest

from ropewalk.figures.sentences import home_sentence, tally
from ropewalk.publish.website import addresses, held
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.answer import page
from ropewalk.publish.website.lists import Group, groups
from ropewalk.publish.website.site import Link
from ropewalk.vocabulary.language import _


@dataclass(frozen=True, slots=True)
class IndicatorsPage:
    """What the list of all measures shows."""

    lead: str
    country: str
    groups: tuple[Group, ...]
    told_apart: tuple[Link, ...]
    crumbs: tuple[Link, ...]


@page("indicators.html", part=addresses.INDICATORS)
def indicators(account: Account, _request: HttpRequest) -> IndicatorsPage:
    """The view of all measures."""
    country = account.above(account.city.place, "country")
    return IndicatorsPage(
        lead=home_sentence(tally(account.headlines)),
        country=country.name if country else "",
        groups=groups(account, account.city.place),
        told_apart=told_apart(account),
        crumbs=(Link(_("Home"), addresses.at(addresses.HOME)), Link(_("All measures"))),
    )


def told_apart(account: Account) -> tuple[Link, ...]:
    """The measures whose figures are held for groups of people beside everyone."""
    found = held.findings(account, account.city.place).filter(pl.col("breakdown") != "")
    ids = set(found["indicator"])
    return tuple(
        Link(one.title, f"{addresses.indicator(one.id)}#groups")
        for one in account.definitions.indicators
        if one.id in ids
    )
