"""The accessibility statement in the form that the law asks for, and what is kept about readers."""

from dataclasses import dataclass

from django.http import HttpRequest

from ropewalk.design.jinja_environment import date_words
from ropewalk.design.languages import content
from ropewalk.publish.website import addresses
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.answer import page
from ropewalk.publish.website.site import Link
from ropewalk.scrutiny.public import has_form
from ropewalk.vocabulary.language import _, later
from ropewalk.vocabulary.statement import Statement, Status

COMPLIANCE = {
    Status.FULLY: later(
        "This website is fully compliant with the Web Content Accessibility Guidelines version 2.2 AA "
        "standard."
    ),
    Status.PARTIALLY: later(
        "This website is partially compliant with the Web Content Accessibility Guidelines version 2.2 AA "
        "standard, because of the failings listed below."
    ),
    Status.NOT: later(
        "This website is not compliant with the Web Content Accessibility Guidelines version 2.2 AA "
        "standard. The failings are listed below."
    ),
}
UNKNOWN = later("Not held: nobody has declared yet how far this website meets the standard.")


@dataclass(frozen=True, slots=True)
class AccessibilityPage:
    """What the statement shows. ``contact``, ``days``: terms and what is declared, or that it is not held."""

    council: str
    title: str
    statement: Statement
    compliance: str
    contact: tuple[tuple[str, str], ...]
    reply: str
    days: tuple[tuple[str, str], ...]
    challenges: str
    crumbs: tuple[Link, ...]


@page("accessibility.html")
def accessibility(account: Account, _request: HttpRequest) -> AccessibilityPage:
    """The view of the statement."""
    held, city = account.statement, account.city
    nothing = _("Not held")
    return AccessibilityPage(
        council=city.council,
        title=city.account_title,
        statement=held,
        compliance=_(COMPLIANCE[held.status]) if held.status else _(UNKNOWN),
        contact=(
            (_("Whom to ask"), content(city.contact) or nothing),
            (_("Email"), held.email or nothing),
            (_("Phone"), held.phone or nothing),
            (_("Post"), content(held.post) or nothing),
        ),
        reply=_reply(held),
        days=tuple(
            (term, date_words(day) if day else nothing)
            for term, day in (
                (_("Written on"), held.prepared),
                (_("Last looked over on"), held.reviewed),
                (_("Last tested on"), held.tested),
            )
        ),
        challenges=_challenges(account),
        crumbs=(Link(_("Home"), addresses.at(addresses.HOME)), Link(_("Accessibility and privacy"))),
    )


def _challenges(account: Account) -> str:
    """What is kept of who challenges something; empty where nobody can here."""
    if not has_form(account.rules):
        return ""
    said = _(
        "If you challenge something, it asks for your email address, to write to you. No reader sees it. "
        "It is deleted {days} days after your challenge is closed."
    )
    return said.format(days=account.rules.forget_days)


def _reply(held: Statement) -> str:
    if held.reply_days is None:
        return _("How soon an answer comes is not held.")
    return _("An answer comes within {count} working days.").format(count=held.reply_days)
