"""The council's values, each with the thing on a page that would show whether it is lived."""

from dataclasses import dataclass

from django.http import HttpRequest

from ropewalk.publish.website import addresses
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.answer import page
from ropewalk.publish.website.site import Link
from ropewalk.vocabulary.language import _
from ropewalk.vocabulary.plan import Plan


@dataclass(frozen=True, slots=True)
class ValuesPage:
    """What the values page shows."""

    plan: Plan
    crumbs: tuple[Link, ...]


@page("values.html", part=addresses.HOME)
def values(account: Account, _request: HttpRequest) -> ValuesPage:
    """The view of the values."""
    return ValuesPage(account.plan, (Link(_("Home"), addresses.at(addresses.HOME)), Link(_("Our values"))))
