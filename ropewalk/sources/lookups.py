"""How publishers name places: DfE numbers and names, E-codes of finance returns, official names."""

from collections.abc import Iterable, Mapping

import polars as pl

from ropewalk.sources.register_files import RegisterFiles
from ropewalk.vocabulary.place import Place

Lookup = Mapping[str, tuple[str, ...]]
COUNCIL_KINDS = ("authority", "county")
WHOLE_KINDS = ("country", "region")


def read_lookups(
    files: RegisterFiles, places: Mapping[str, Place], renames: Mapping[str, str]
) -> dict[str, Lookup]:
    """Scheme -> publisher's key -> codes, for the schemes that are not GSS codes."""
    numbers = _by_key(files.councils, "old-ons-la-code", renames)
    education = _education(files.education, places, numbers)
    return {
        "e-code": _by_key(files.councils, "ecode", renames),
        "dfe-number": {number: codes for number, _, codes in education},
        "dfe-name": {name: codes for _, name, codes in education},
        "name": _names(files, places, renames),
    }


def _by_key(councils: pl.DataFrame, column: str, renames: Mapping[str, str]) -> Lookup:
    rows = councils.drop_nulls([column, "gss-code"]).select(column, "gss-code").iter_rows()
    return _gather((key, renames.get(code, code)) for key, code in rows)


def _education(
    rows: pl.DataFrame, places: Mapping[str, Place], numbers: Lookup
) -> list[tuple[str, str, tuple[str, ...]]]:
    """The education department keeps a number when a county becomes one council of the same area
    (815 North Yorkshire), and gives new ones where areas change (838 Dorset beside 835, the county
    before). So its own name decides where a current place bears exactly that name; the register's
    number, which stays with the old council, decides the rest.
    """
    current = [p for p in places.values() if not p.gone]
    councils = _gather((p.name, p.code) for p in current if p.kind in COUNCIL_KINDS)
    wholes = _gather((p.name.casefold(), p.code) for p in current if p.kind in WHOLE_KINDS)
    found = []
    for number, name in rows.iter_rows():
        # Numbers from 900 that no council bears are countries and regions; only capitals differ.
        whole = () if number in numbers or name in councils else wholes.get(name.casefold(), ())
        found.append((number, name, councils.get(name) or numbers.get(number) or whole))
    return found


def _names(files: RegisterFiles, places: Mapping[str, Place], renames: Mapping[str, str]) -> Lookup:
    """Names as the statistics office and the councils themselves write them, letter for letter."""
    councils = files.councils.drop_nulls(["official-name", "gss-code"]).select("official-name", "gss-code")
    official = ((name, renames.get(code, code)) for name, code in councils.iter_rows())
    small = ("lsoa", "ward")
    return _gather([*((p.name, p.code) for p in places.values() if p.kind not in small), *official])


def _gather(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for key, code in pairs:
        found.setdefault(key, {})[code] = None
    return {key: tuple(codes) for key, codes in found.items()}
