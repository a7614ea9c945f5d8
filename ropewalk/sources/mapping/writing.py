"""A proposed map as the TOML that a person edits: every line says why it is there and how sure."""

import json
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from ropewalk.sources.mapping.proposal import Doubt, Draft, Proposal, Taken
from ropewalk.sources.maps import Series, SourceMap, Table

WIDTH = 108
# Fields of a table that are written as tables of their own, after its plain fields.
BELOW = ("wide", "markers", "state", "leave_out", "series", "numbers")


def map_text(proposal: Proposal, doubts: Iterable[Doubt]) -> str:
    """``map.toml``: the proposal's table, with comments; ``doubts`` are those not confirmed yet."""
    lines = [*_head(proposal), *_doubt_lines(list(doubts)), "[[table]]"]
    lines += _table_lines(proposal)
    for name in ("wide", "numbers", "markers", "state"):
        lines += _part_lines(name, getattr(proposal.table, name), getattr(Table(), name))
    for left in proposal.table.leave_out:
        lines += ["", "[[table.leave_out]]", *_fields(msgspec.to_builtins(left))]
    for series, draft in zip(proposal.table.series, proposal.drafts, strict=True):
        lines += _series_lines(series, draft)
    return "\n".join(lines) + "\n"


def _head(proposal: Proposal) -> Iterator[str]:
    yield from _comment(
        f"Proposed by `ropewalk map {proposal.file}`. Look at each line, mend what is wrong; "
        "docs/column-maps.md lists every field."
    )
    if proposal.others:
        yield from _comment(f"Other tables in the file, not read: {'; '.join(proposal.others)}")
    if proposal.aside:
        yield from _comment(f"Columns of numbers that were left aside: {', '.join(proposal.aside)}")
    yield ""


def _doubt_lines(doubts: list[Doubt]) -> list[str]:
    if not doubts:
        return []
    told = "Not sure of these. Look at each, mend the map if need be, then take its line out."
    return [*_comment(told), "doubts = [", *(f"    {_plain(str(doubt))}," for doubt in doubts), "]", ""]


def _table_lines(proposal: Proposal) -> Iterator[str]:
    table = proposal.table
    said = {role: proposal.taken_for(role) for role in ("place", "period")}
    for name, value in _changed(table).items():
        if name in BELOW:
            continue
        if said.get(name):
            yield from _why(said[name])
        yield f"{name} = {_plain(value)}"


def _why(taken: Taken | None) -> Iterator[str]:
    if taken:
        other = f" Next likeliest: {taken.other}." if taken.other else ""
        yield from _comment(f"{taken.role}: {taken.sure:.2f} sure; {taken.why}.{other}")


def _part_lines(name: str, value: Any, default: Any) -> list[str]:
    if value in (None, default) or value == {}:
        return []
    why = {
        "markers": "Words in cells that hold no number, and what each means. None of them is nought.",
        "numbers": "How the sheet writes its numbers.",
        "wide": "These columns say in their headings what a row should.",
        "state": "A column that says what a value is.",
    }[name]
    fields = dict(value) if isinstance(value, Mapping) else _changed(value)
    return ["", *_comment(why), f"[table.{name}]", *_fields(msgspec.to_builtins(fields))]


def _series_lines(series: Series, draft: Draft) -> Iterator[str]:
    yield ""
    if draft.known:
        said = f"The sheet calls it {draft.label!r}; {draft.sure:.2f} sure that it is this indicator."
    else:
        said = f"The sheet calls it {draft.label!r}; no indicator is named like it, so a new one is begun."
    yield from _comment(said)
    if draft.unit.name:
        yield from _comment(f"Its heading says the unit: {draft.unit.name}.")
    yield "[[table.series]]"
    fields = _changed(series, keep=("indicator",))
    breakdowns = fields.pop("breakdown_columns", {})
    yield from _fields(msgspec.to_builtins(fields))
    for name, breakdown in breakdowns.items():
        yield from (
            "",
            f"[table.series.breakdown_columns.{_key(name)}]",
            f"column = {_plain(breakdown.column)}",
        )
        yield from (f"[table.series.breakdown_columns.{_key(name)}.words]", *_fields(dict(breakdown.words)))


def _changed(struct: msgspec.Struct, keep: tuple[str, ...] = ()) -> dict[str, Any]:
    """Fields that say something: those that differ from their default."""
    found = {}
    for field in msgspec.structs.fields(struct):
        plain = field.default
        if field.default_factory is not msgspec.NODEFAULT:
            plain = field.default_factory()
        value = getattr(struct, field.name)
        if field.name in keep or value != plain:
            found[field.name] = value
    return found


def _fields(mapping: Mapping[str, Any]) -> list[str]:
    return [f"{_key(name)} = {_plain(value)}" for name, value in mapping.items()]


def _plain(value: Any) -> str:
    """A value on one line, as TOML writes it."""
    if isinstance(value, msgspec.Struct):
        value = msgspec.to_builtins(_changed(value))
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(k)} = {_plain(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_plain(item) for item in value) + "]"
    # JSON's strings, numbers and truths are TOML's too, once a delete mark is written out.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _key(name: str) -> str:
    bare = name.replace("-", "").replace("_", "")
    return name if bare.isascii() and bare.isalnum() else _plain(name)


def _comment(text: str) -> Iterator[str]:
    """Words of a sheet may hold line ends; a comment never does."""
    yield from textwrap.wrap(" ".join(text.split()), WIDTH, initial_indent="# ", subsequent_indent="# ")


def read_back(text: str) -> SourceMap:
    """The map that the text says, doubts and all. Raises ValueError when it is none."""
    return msgspec.toml.decode(text, type=SourceMap)
