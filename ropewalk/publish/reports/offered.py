"""Which reports readers may take away of the account, and what each is made of.

Of what the newest release froze, as long as it froze the plan that is in force; else of what is held now.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from hashlib import sha256
from typing import Final

from ropewalk.publish.account import Account
from ropewalk.publish.code_key import code_key
from ropewalk.releases import public as releases
from ropewalk.releases.code import code
from ropewalk.releases.frozen import Frozen
from ropewalk.releases.report.kinds import PORTFOLIO, PRIORITY, WARD, Asked
from ropewalk.vocabulary.errors import StoreError

ENDINGS: Final = ("html", "css", "pdf", "docx", "ods")
WARDS: Final = "ward"
Known = Callable[[Account, str], bool]


def _is_ward(account: Account, name: str) -> bool:
    place = account.places.get(name)
    return place is not None and place.kind == WARDS and account.city.place in place.parents


KNOWN: Final[Mapping[str, Known]] = {
    PRIORITY: lambda account, name: name in account.priorities,
    PORTFOLIO: lambda account, name: name in account.aims,
    WARD: _is_ward,
}
"""The kinds that readers may ask for by a code, and whether there is one of it."""


def asked_for(kind: str, name: str) -> Asked:
    """What a report is asked for."""
    return Asked(ward=name) if kind == WARD else Asked(priority=name)


def rests_on(account: Account) -> tuple[str, Callable[[], Frozen]]:
    """A name for all that a report follows from, and what it is made of, read when it is called."""
    newest = next((one for one in account.releases if one.is_out and not one.corrected_by), None)
    if newest is not None and _is_of(account.plan.id, newest.number, newest.manifest):
        number, manifest = newest.number, newest.manifest
        return _named(manifest), lambda: _released(number, manifest)
    return _named(account.key), lambda: _drafted(account.key)


def _named(what: str) -> str:
    return sha256(f"{what} {code()} {code_key()}".encode()).hexdigest()[:20]


@lru_cache(maxsize=8)
def _is_of(plan: str, number: int, manifest: str) -> bool:
    """Whether a release froze this edition of the plan; not where it cannot be read by this version."""
    try:
        return _released(number, manifest).definitions.plan.id == plan
    except StoreError:
        return False


@lru_cache(maxsize=1)
def _released(number: int, _manifest: str) -> Frozen:
    found = releases.frozen_of(number)
    if found is None:  # it was out a moment ago
        return releases.draft()
    return found


@lru_cache(maxsize=1)
def _drafted(_key: str) -> Frozen:
    return releases.draft()
