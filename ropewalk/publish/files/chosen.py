"""What a copy holds: the addresses that each room declares, the static files, what robots look for."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from django.conf import settings
from django.contrib.staticfiles import finders

from ropewalk.design.languages import NAMES
from ropewalk.design.root import rooted
from ropewalk.publish.account import Account
from ropewalk.publish.files.work import NOT_FOUND
from ropewalk.publish.opendata.every import every_address as every_file
from ropewalk.publish.website.every import every_address, every_page
from ropewalk.publish.website.site import brand_address

ROOMS: Final = (every_address, every_file)
"""One of each room that has addresses: ``every_address(account, places)``."""


def addresses_of(account: Account, places: Sequence[str]) -> Iterator[str]:
    """Every address to ask for, each once."""
    found = (address for room in ROOMS for address in room(account, places))
    files = (
        f"{settings.STATIC_URL}{name}" for finder in finders.get_finders() for name, _ in finder.list(None)
    )
    missing = (rooted(f"/{NOT_FOUND}"), *(rooted(f"/{code}/{NOT_FOUND}") for code in NAMES))
    yield from dict.fromkeys((*found, *missing, brand_address(account.city.brand), *sorted(files)))


def for_robots(account: Account, places: Sequence[str], home: str) -> dict[str, bytes]:
    """``robots.txt`` and ``sitemap.xml``: the pages in English, each of which names its other languages."""
    pages = "".join(f"<url><loc>{escape(home + page)}</loc></url>\n" for page in every_page(account, places))
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return {
        "robots.txt": f"User-agent: *\nAllow: /\nSitemap: {home}{rooted('/sitemap.xml')}\n".encode(),
        "sitemap.xml": f"{head}{pages}</urlset>\n".encode(),
    }
