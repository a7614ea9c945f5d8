"""How numbers are written: a cell's text as a number, by what its map says of marks, brackets and flags."""

import re
from collections.abc import Iterable

import polars as pl

from ropewalk.sources.maps import Numbers
from ropewalk.vocabulary.words import State

# Commas are taken out only where they part thousands: "1,5" is not 15.
THOUSANDS = r"^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$"
POINTED = r"^[+-]?\d{1,3}(\.\d{3})+(,\d+)?$"
SPACED = r"^[+-]?\d{1,3}([ \x{a0}\x{202f}]\d{3})+(\.\d+)?$"


def number(column: str, written: Numbers | None = None) -> pl.Expr:
    """The cell as a number, null when it is none.

    Polars reads "inf" and "nan" as numbers; no publisher means them as such.
    """
    written = written or Numbers()
    text = _bare(pl.col(column), written)
    if written.decimal == ",":
        text = _with_point(text)
    ways = [text, _joined(text, THOUSANDS, ",")]
    if written.thousands == " ":
        ways += [_joined(text, SPACED, part) for part in (" ", "\u00a0", "\u202f")]
    found = pl.coalesce(way.cast(pl.Float64, strict=False) for way in ways)
    return pl.when(found.is_finite()).then(found)


def _joined(text: pl.Expr, pattern: str, part: str) -> pl.Expr:
    return pl.when(text.str.contains(pattern)).then(text.str.replace_all(part, "", literal=True))


def _with_point(text: pl.Expr) -> pl.Expr:
    """``1.234,5`` as ``1234.5``; a point that parts no thousands ("1.5") makes it no number at all."""
    bare = (
        pl.when(text.str.contains(POINTED)).then(text.str.replace_all(".", "", literal=True)).otherwise(text)
    )
    return pl.when(~bare.str.contains(".", literal=True)).then(bare.str.replace(",", ".", literal=True))


def flagged_provisional(column: str, written: Numbers) -> pl.Expr:
    """Whether a flag after the number says that it is provisional."""
    marks = [mark for mark, state in written.flags.items() if state is State.PROVISIONAL]
    if not marks:
        return pl.lit(value=False)
    return pl.col(column).str.contains(rf"[\d%)]\s*{_any(marks)}$").fill_null(value=False)


def _bare(text: pl.Expr, written: Numbers) -> pl.Expr:
    """Marks are taken off the two ends only, never out of the middle: "1%2" is not 12."""
    if written.flags:
        text = text.str.replace(rf"([\d%)])\s*{_any(written.flags)}$", "$1")
    text = _without_marks(text, written.ignore)
    if written.brackets:
        inside = text.str.replace(r"^\(\s*([^()+-][^()]*?)\s*\)$", "-$1")
        text = _without_marks(inside, written.ignore)
    return text


def _without_marks(text: pl.Expr, marks: tuple[str, ...]) -> pl.Expr:
    if not marks:
        return text
    return text.str.replace(rf"^([+-]?)\s*{_any(marks)}\s*", "$1").str.replace(rf"\s*{_any(marks)}$", "")


def _any(marks: Iterable[str]) -> str:
    longest_first = sorted(marks, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(mark) for mark in longest_first) + ")"
