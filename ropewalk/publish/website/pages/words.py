"""The glossary as a page: each word in a sentence or two, and where it is used."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest

from ropewalk.publish.website import addresses
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.answer import page
from ropewalk.publish.website.glossary import Word, glossary
from ropewalk.publish.website.site import Link
from ropewalk.vocabulary.language import _, later

NAMES: Final = {
    addresses.HOME: later("The plan"),
    addresses.INDICATORS: later("All measures"),
    addresses.PLACES: later("Places"),
    addresses.ABOUT: later("How we know"),
    addresses.RIGHT: later("How often we are right"),
    addresses.CHANGES: later("What changed"),
    addresses.SOURCES: later("Where the data comes from"),
    addresses.VALUES: later("Our values"),
    addresses.COMPARE: later("Compare places"),
}
"""The pages that a word may point to; a measure is named by its title."""


@dataclass(frozen=True, slots=True)
class Explained:
    """A word in the reader's language, with the pages that use it."""

    id: str
    term: str
    text: str
    also: str
    see: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class WordsPage:
    """What the glossary shows."""

    words: tuple[Explained, ...]
    crumbs: tuple[Link, ...]


@page("words.html", part=addresses.ABOUT)
def words(account: Account, _request: HttpRequest) -> WordsPage:
    """The view of the glossary."""
    return WordsPage(
        words=tuple(
            Explained(word.id, _(word.term), _(word.text), ", ".join(word.also), _links(account, word))
            for word in glossary()
            if word.shown
        ),
        crumbs=(Link(_("Home"), addresses.at(addresses.HOME)), Link(_("What the words mean"))),
    )


def _links(account: Account, word: Word) -> tuple[Link, ...]:
    """The pages that use a word. A measure that this city does not have is left out."""
    titles = {f"{addresses.INDICATORS}{code}/": one.title for code, one in account.indicators.items()}
    names = {address: _(name) for address, name in NAMES.items()} | titles
    return tuple(Link(names[address], addresses.at(address)) for address in word.see if address in names)
