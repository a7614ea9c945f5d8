"""The texts of an account that are English on every page, to be marked where they stand inside others."""

from collections.abc import Iterator

from ropewalk.design.languages import Known, known
from ropewalk.publish.noting import asked, kept
from ropewalk.publish.website.account import Account


@kept(4)
def english_of(account: Account) -> Known:
    """Titles of what the definitions name, and reasons of breaks, by their first word."""
    return known(texts_of(account))


def texts_of(account: Account) -> Iterator[str]:
    yield from (account.city.account_title, account.definitions.plan.title)
    yield from _titles_of_sources(account)
    yield from (one.title for one in account.aims.values())
    yield from (one.title for one in account.priorities.values())
    for indicator in account.indicators.values():
        yield indicator.title
        yield from (one.reason for one in indicator.breaks)
    for peers in account.definitions.peer_sets:
        yield from _ways(peers.title)


@asked
def _titles_of_sources(account: Account) -> tuple[str, ...]:
    """Asked: a load brings a source a new day, seldom a new title, and each Welsh page looks at this."""
    return tuple(one.title for one in account.origins.values())


def _ways(title: str) -> Iterator[str]:
    """The ways in which pages write a peer set's title: whole, before its colon, behind it; each as it
    begins a line and as it goes on in one."""
    head, _, tail = title.partition(":")
    for part in (title, head, tail.strip()):
        if part:
            yield part[0].upper() + part[1:]
            yield part[0].lower() + part[1:]
