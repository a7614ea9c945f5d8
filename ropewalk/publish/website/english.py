"""The texts of an account that are English on every page, kept ready to be found in words of others."""

from ropewalk.design.languages import Known, known
from ropewalk.publish.english import english_texts
from ropewalk.publish.noting import asked, kept
from ropewalk.publish.website.account import Account


@kept(4)
def english_of(account: Account) -> Known:
    """Titles of what the definitions name, and reasons of breaks, by their first word."""
    return known(english_texts(account.definitions, _titles_of_sources(account)))


@asked
def _titles_of_sources(account: Account) -> tuple[str, ...]:
    """Asked: a load brings a source a new day, seldom a new title, and each Welsh page looks at this."""
    return tuple(one.title for one in account.origins.values())
