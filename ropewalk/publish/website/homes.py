"""Neighbourhoods by the names that people use: Kensington 030A, in Kensington, in a ward."""

from ropewalk.findings.outlines import Outline
from ropewalk.publish.website.account import NEIGHBOURHOOD, Account

AREA = "msoa"


def called(account: Account, code: str) -> str:
    """What a neighbourhood is called: the name of its area with its own number and letter; its official name
    where no such name is held. Any other place by its name."""
    area = area_of(account, code)
    official = account.names.get(code, code)
    if area is None or area.name == area.code:
        return official
    return f"{area.name} {official.rsplit(' ', 1)[-1]}"


def slug_of(code: str) -> str:
    """An area's code as addresses write it: ``Ourtown 030`` is ``ourtown-030``."""
    kept = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in code.lower())
    return "-".join(kept.split())


def short_name(account: Account, code: str) -> str:
    """The number and letter of a neighbourhood, which tell it from the others of its area."""
    return account.names.get(code, code).rsplit(" ", 1)[-1]


def homes_in(account: Account, place: str) -> tuple[str, ...]:
    """The neighbourhoods of today inside a place, in order of what they are called."""
    inside = (one for one in account.places.values() if one.kind == NEIGHBOURHOOD and not one.gone)
    codes = [one.code for one in inside if place in one.parents]
    return tuple(sorted(codes, key=lambda code: (called(account, code), code)))


def area_of(account: Account, code: str) -> Outline | None:
    """The larger area (MSOA) that a neighbourhood is a part of; None where its outline is not held."""
    outlines = account.outlines
    one = outlines.of(NEIGHBOURHOOD, code)
    return outlines.of(AREA, one.area) if one and one.area else None
