"""The addresses of all that can be taken elsewhere, for a copy made of files."""

from collections.abc import Collection, Iterator

from ropewalk.publish.noting import kept
from ropewalk.publish.website import addresses, held
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.taken.figures import names_of

Key = tuple[str, str, str]


@kept(2)
def own_figures(account: Account) -> tuple[Key, ...]:
    """The figures that the account's own pages offer: indicator, place and name of each."""
    places = ((code, held.place_of(account, code)) for code in account.indicators)
    return tuple((code, place, name) for code, place in places for name in names_of(account, code, place))


def in_each_language(account: Account, figures: Collection[Key], places: Collection[str]) -> Iterator[str]:
    """What is there in each language beside the figures' own pages: frames, drawings and pictures."""
    for key in figures:
        yield from (addresses.embed(*key), addresses.figure_drawing(*key), addresses.figure_card(*key))
    yield addresses.card("home")
    yield from (addresses.card("priority", code) for code in account.priorities)
    yield from (addresses.card("place", code) for code in places)


def in_any_language(figures: Collection[Key]) -> Iterator[str]:
    """What is the same in every language: the numbers."""
    yield from (addresses.figure_data(*key) for key in figures)
