"""What is spoken of, by name and address: a measure in a place, an action or a promise."""

from ropewalk.design.jinja_environment import slug
from ropewalk.publish.website import addresses
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.site import Link


def subject_link(account: Account, subject: str, place: str = "") -> Link:
    """The link to a subject (``indicator:jobs``); its code alone where the plan has dropped it."""
    kind, _colon, code = subject.partition(":")
    if kind == "indicator" and code in account.indicators:
        title = account.indicators[code].title
        named = f"{title}, {account.names.get(place, place)}" if place else title
        return Link(named, addresses.indicator(code, place))
    if kind == "priority" and code in account.priorities:
        return Link(f"{code} {account.priorities[code].title}", addresses.priority(code))
    found = next((one for one in account.definitions.actions if kind == "action" and one.id == code), None)
    if found is None:
        return Link(code)
    shown = next((one for one in found.priorities if one in account.priorities), "")
    return Link(found.title, f"{addresses.priority(shown)}#action-{slug(code)}" if shown else "")
