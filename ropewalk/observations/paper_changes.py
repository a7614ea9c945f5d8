"""What changed in the store's documents: which field of which definition, which place, which source."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import msgspec
import polars as pl

EMPTY: Final[tuple[object, ...]] = (None, "", [])
COLUMNS: Final = dict.fromkeys(("part", "kind", "id", "change", "field", "old", "new"), pl.String)
REASONS: Final = {"revision": pl.Int64, **dict.fromkeys(("source", "kind", "text"), pl.String)}
PARTS: Final = {
    **dict.fromkeys(("city", "indicator", "peer set", "action"), "definitions"),
    "plan": "plan",
    "place": "places",
    "rename": "places",
    "method": "method",
    "origin": "sources",
}
"""Where each kind of document is told of; a kind that is not here is told under ``others``."""
LEFT_OUT: Final = ("version",)
OTHERS: Final = "others"
WHY: Final = ("reason", "why", "notes", "what")
WHO: Final = ("by", "who", "approved_by")


def nothing() -> pl.DataFrame:
    """No change."""
    return pl.DataFrame(schema=COLUMNS)


def paper_changes(old: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    """One row a change: part, kind, id, change, field, old, new; sorted by part, kind, id, in the order of
    fields. Both frames: kind, id, document (empty where it was taken back).

    ``change`` is added, removed or revised; ``field`` is the path to what differs (``target.value``), empty
    for a whole document; of a list ``old`` holds what went and ``new`` what came.
    """
    known = old.filter(pl.col("document") != "").rename({"document": "old"})
    held = new.filter(pl.col("document") != "", ~pl.col("kind").is_in(LEFT_OUT))
    both = known.filter(~pl.col("kind").is_in(LEFT_OUT)).join(
        held, on=["kind", "id"], how="full", coalesce=True
    )
    both = both.filter(~pl.col("old").eq_missing(pl.col("document"))).sort("kind", "id")
    rows = [
        (PARTS.get(kind, OTHERS), kind, name, *change)
        for kind, name, before, after in both.select("kind", "id", "old", "document").iter_rows()
        for change in _differences(before, after)
    ]
    return pl.DataFrame(rows, COLUMNS, orient="row").sort("part", "kind", "id", maintain_order=True)


def by_revision(written: pl.DataFrame) -> pl.DataFrame:
    """The same for each revision against the one before it: ``revision``, then the columns of
    ``paper_changes``. ``written``: every document from the first revision on, see ``side.history``. Whole
    documents of places and sources that are new are left out: a register has thousands."""
    before = pl.col("document").shift(1).over("kind", "id")
    rows = written.filter(~pl.col("kind").is_in(LEFT_OUT)).with_columns(before.alias("old"))
    rows = rows.filter(pl.col("old").fill_null("") != pl.col("document"))
    many = pl.col("kind").is_in(["place", "rename", "origin"]) & pl.col("old").is_null()
    told = [
        (revision, PARTS.get(kind, OTHERS), kind, name, *change)
        for revision, kind, name, old, new in rows.filter(~many)
        .select("revision", "kind", "id", "old", "document")
        .iter_rows()
        for change in _differences(old or None, new or None)
    ]
    return pl.DataFrame(told, {"revision": pl.Int64, **COLUMNS}, orient="row")


def reasons(revisions: pl.DataFrame, written: pl.DataFrame) -> pl.DataFrame:
    """Why: the loads' notes, and what the documents of these revisions say of themselves. ``revisions``: see
    ``Store.revisions``; ``written``: see ``side.history``."""
    noted = revisions.filter(pl.col("note") != "").select(
        "revision", "source", pl.lit("load").alias("kind"), pl.col("note").alias("text")
    )
    told = written.filter(
        (pl.col("document") != "")
        & ((pl.col("kind") == "origin") | ~pl.col("kind").is_in([*PARTS, *LEFT_OUT]))
    )
    rows = [
        (revision, source, kind, text)
        for revision, source, kind, document in told.select(
            "revision", "source", "kind", "document"
        ).iter_rows()
        if (text := _reason(document))
    ]
    said = noted.select(pl.col(name).cast(kind) for name, kind in REASONS.items())
    both = pl.concat([said, pl.DataFrame(rows, REASONS, orient="row")])
    return both.sort("revision", maintain_order=True)


def _reason(document: str) -> str:
    """What a document says of itself, and who says so."""
    content = _content(document)
    if not isinstance(content, dict):
        return ""
    why = next((str(content[name]) for name in WHY if content.get(name)), "")
    who = next((str(content[name]) for name in WHO if content.get(name)), "")
    return f"{why} ({who})" if why and who else why


def _differences(old: str | None, new: str | None) -> Iterator[tuple[str, str, str, str]]:
    """change, field, old, new."""
    if old is None:
        yield "added", "", "", _named(new or "")
    elif new is None:
        yield "removed", "", _named(old), ""
    else:
        before, after = (dict(flat(_content(text))) for text in (old, new))
        for field in dict.fromkeys([*before, *after]):
            pair = before.get(field), after.get(field)
            # A field that is new to the format and empty says what its absence said.
            if pair[0] != pair[1] and not all(one in EMPTY for one in pair):
                yield "revised", field, *_told(*pair)


def _content(document: str) -> Any:
    try:
        return msgspec.json.decode(document)
    except msgspec.DecodeError:
        return document


def _named(document: str) -> str:
    """What a whole document is called: its title or name, else what it says."""
    content = _content(document)
    if isinstance(content, dict):
        return str(content.get("title") or content.get("name") or "")
    return content if isinstance(content, str) else ""


def flat(content: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """The leaves of a document by path; parts of a list that have an id, a code or a name go by that."""
    if isinstance(content, Mapping):
        for key, value in content.items():
            yield from flat(value, f"{path}.{key}".lstrip("."))
    elif isinstance(content, list) and (keys := _keys(content)):
        for key, value in zip(keys, content, strict=True):
            yield from flat(value, f"{path}.{key}".lstrip("."))
    else:
        yield path, content


def _keys(items: list[Any]) -> list[str]:
    """A name for each part of a list of tables; none when they have no names of their own."""
    for name in ("id", "code", "name", "number"):
        keys = [str(item[name]) for item in items if isinstance(item, Mapping) and item.get(name)]
        if items and len(set(keys)) == len(items):
            return keys
    return []


def _told(old: Any, new: Any) -> tuple[str, str]:
    """Two values as text; of two lists what went and what came, or both whole where only the order moved."""
    if isinstance(old, list) and isinstance(new, list):
        gone, come = [i for i in old if i not in new], [i for i in new if i not in old]
        old, new = (gone, come) if gone or come else (old, new)
    return _text(old), _text(new)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(_text(item) for item in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_text(item)}" for key, item in value.items())
    return str(value)
