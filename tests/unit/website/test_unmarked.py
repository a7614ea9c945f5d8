"""A Welsh page is in Welsh: what stays English there is a name, or says of itself that it is English."""

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from page_types import PAGES
from unmarked import any_of, unmarked

from ropewalk.publish.english import english_texts
from ropewalk.publish.website.account import Account

Get = Callable[..., HttpResponse]

# What is called the same in both languages, and the words of the machine: formats, files, codes.
SAME = {"CSV", "ODS", "XLSX", "JSON-stat", "Parquet", "CSV on the Web", "Atom", "Map", "Ward", "API", "JSON"}
SAME |= {"WCAG", "PDF", "Ropewalk", "E-bost", "Post", "Word", "demo", "outlook"}
FOR_PROGRAMS = {"for programs"}
"""The manual for programs is English as a whole, and marked so; its own names stand outside that too."""


@pytest.fixture
def names(account: Account) -> set[str]:
    """Places, publishers and files."""
    origins = account.origins.values()
    return SAME | {place.name for place in account.places.values()} | {one.producer for one in origins}


@pytest.mark.parametrize("kind", sorted(set(PAGES) - FOR_PROGRAMS))
def test_no_english_stands_unmarked_on_a_welsh_page(
    get: Get, account: Account, names: set[str], kind: str
) -> None:
    welsh, english = (get(at + PAGES[kind]) for at in ("/cy", ""))
    if not welsh.headers["Content-Type"].startswith("text/html"):
        pytest.skip("a file")
    pages = (one.content.decode() for one in (welsh, english))
    titles = english_texts(account.definitions, [one.title for one in account.origins.values()])
    assert list(unmarked(*pages, any_of(names), any_of(names | set(titles)))) == []
