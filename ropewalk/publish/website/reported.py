"""The reports that readers may take away of what a page is about; a copy made of files has none."""

from collections.abc import Mapping
from typing import Final

from django.conf import settings

from ropewalk.publish.website import addresses
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.site import Link
from ropewalk.vocabulary.language import _, later
from ropewalk.vocabulary.place import Place

MEDIA: Final[Mapping[str, str]] = {
    "html": later("page"),
    "pdf": later("PDF"),
    "docx": later("Word"),
    "ods": later("spreadsheet (ODS)"),
}


def reports_of(kind: str, code: str) -> tuple[Link, ...]:
    """The files of one report: of a ``priority``, a ``portfolio`` or a ``ward``; none where no server makes
    them."""
    if not settings.ASKS or not code:
        return ()
    return tuple(Link(_(words), addresses.report(kind, code, ending)) for ending, words in MEDIA.items())


def ward_of(account: Account, place: Place) -> str:
    """The code of the ward that a place is or lies in, where it is one of the account's own place."""
    ward = place if place.kind == "ward" else account.above(place.code, "ward")
    return ward.code if ward and not ward.gone and account.city.place in ward.parents else ""
