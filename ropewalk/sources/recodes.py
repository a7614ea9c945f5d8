"""Which old codes stand for a place that is still there: by the published code history alone."""

import polars as pl

from ropewalk.sources.neighbourhood_changes import same_area
from ropewalk.sources.register_files import RegisterFiles

# Combined authorities change members with their code: E47000005 had seven councils, the
# E47000010 that followed it four. An old code of theirs is another place, never a recode.
NEVER_RECODED = ("E47",)


def read_recodes(files: RegisterFiles) -> dict[str, str]:
    """Old code -> newest code of the same place; chains are followed to their end.

    Published lists are read: the changes of type ``new_code``, the register's former codes of a council
    that carried on (Gateshead 2013, Glasgow 2019: small moves of a boundary, the same council), and the
    neighbourhoods that are the same area under another code in the next edition.
    Mergers and new authorities are never recodes.
    """
    step = _former_codes(files.councils) | _new_codes(files.changes)
    step |= same_area(files.neighbourhood_changes)
    return {old: _end(old, step) for old in step}


def _new_codes(changes: pl.DataFrame) -> dict[str, str]:
    same = changes.filter((pl.col("type") == "new_code") & (pl.col("oldnm") == pl.col("newnm")))
    return dict(same.select("oldcd", "newcd").iter_rows())


def _former_codes(councils: pl.DataFrame) -> dict[str, str]:
    rows = councils.drop_nulls(["gss-code", "former-gss-codes"]).select("former-gss-codes", "gss-code")
    return {
        old.strip(): new
        for olds, new in rows.iter_rows()
        for old in olds.split(",")
        if not new.startswith(NEVER_RECODED)
    }


def _end(code: str, step: dict[str, str]) -> str:
    seen = {code}
    while code in step and step[code] not in seen:
        code = step[code]
        seen.add(code)
    return code


def read_successors(files: RegisterFiles, renames: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """Code of a place that ended -> the codes that replaced it, in code order."""
    pairs = [*_mergers(files.changes), *_replacements(files.councils)]
    found: dict[str, set[str]] = {}
    for old, new in pairs:
        if renames.get(old, old) != renames.get(new, new):
            found.setdefault(renames.get(old, old), set()).add(renames.get(new, new))
    return {old: tuple(sorted(new)) for old, new in found.items()}


def _mergers(changes: pl.DataFrame) -> list[tuple[str, str]]:
    return changes.filter(pl.col("type") == "merger").drop_nulls("newcd").select("oldcd", "newcd").rows()


def _replacements(councils: pl.DataFrame) -> list[tuple[str, str]]:
    """The register names successors by its own codes of three letters."""
    gss = councils.drop_nulls("gss-code").select("local-authority-code", pl.col("gss-code").alias("newcd"))
    return (
        councils.drop_nulls(["gss-code", "replaced-by"])
        .select(pl.col("gss-code").alias("oldcd"), pl.col("replaced-by").str.split(",").alias("letters"))
        .explode("letters")
        .join(gss, left_on="letters", right_on="local-authority-code")
        .select("oldcd", "newcd")
        .rows()
    )
