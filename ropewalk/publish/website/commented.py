"""What people said beside the figures of a page: signed words, and never part of what was found."""

from collections.abc import Iterable
from dataclasses import dataclass

from ropewalk.commentary.public import Said
from ropewalk.publish.website.account import Account

INDICATOR, ACTION, PRIORITY = "indicator", "action", "priority"


@dataclass(frozen=True, slots=True)
class Spoken:
    """A comment on a page. ``title``: what it is about, where that is not the page's own subject."""

    said: Said
    title: str = ""


def on_indicator(account: Account, code: str, place: str) -> tuple[Spoken, ...]:
    """The comments about an indicator in a place, the newest first."""
    return tuple(Spoken(one) for one in _about(account, INDICATOR, code) if _at(account, one) == place)


def on_priority(account: Account, code: str) -> tuple[Spoken, ...]:
    """The comments about a priority, then those about its actions."""
    actions = (one for one in account.definitions.actions if code in one.priorities)
    own = tuple(Spoken(one) for one in _about(account, PRIORITY, code))
    return own + tuple(Spoken(said, one.title) for one in actions for said in _about(account, ACTION, one.id))


def _about(account: Account, kind: str, code: str) -> Iterable[Said]:
    return account.comments.get(f"{kind}:{code}", ())


def _at(account: Account, one: Said) -> str:
    return one.place or account.city.place
