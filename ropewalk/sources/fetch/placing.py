"""A changed edition as a whole new folder: newest bytes in front, those before under ``editions``."""

import os
import shutil
from collections.abc import Sequence
from datetime import date
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import tomli_w

from ropewalk.sources.fetch.declared import Plan
from ropewalk.sources.fetch.getting import Got
from ropewalk.sources.fetch.held import ORIGIN, Held
from ropewalk.sources.fetch.kept import FILE, Kept, write_kept
from ropewalk.sources.origin import read_origin

LIST, EARLIER = "editions.toml", "editions"
TOLD = ("edition", "published", "published_at", "retrieved", "address", "notes")


def build(held: Held, into: Path, got: Sequence[Got], plan: Plan, kept: dict[str, Kept], today: date) -> Path:
    """Make the folder that takes the place of the one held, as ``into`` / its name, and return it.

    ``got``: every file that was asked for. Nothing in the folder held is touched.
    """
    new = into / held.folder.name
    changed = {one.name: one for one in got if one.path is not None}
    new.mkdir(parents=True)
    own = {ORIGIN, LIST, FILE, *changed}
    for path in held.folder.iterdir():
        if path.name not in own:
            _bring(path, new / path.name)
    _set_aside(held, new, changed)
    for one in changed.values():
        assert one.path is not None  # noqa: S101 - chosen so, ten lines above
        one.path.replace(new / one.name)
    origin = _newest(held, got, plan, today)
    (new / ORIGIN).write_text(tomli_w.dumps(origin, multiline_strings=True), "utf-8")
    write_kept(new, kept)
    read_origin(new)
    return new


def _set_aside(held: Held, new: Path, changed: dict[str, Got]) -> None:
    """The edition that was in front goes to the end of the list of earlier ones, its bytes beside them.

    Not when its own bytes are damaged (they are no edition), nor when they have only been mended.
    """
    other = any(held.hash(name) not in ("", got.sha256) for name, got in changed.items())
    if other and held.is_whole():
        keep_edition(held, new)
    elif before := _listed(held):
        (new / LIST).write_text(before, encoding="utf-8")


def keep_edition(held: Held, new: Path) -> None:
    """List the edition that a folder holds in front as the last of the earlier ones of ``new``, which takes
    that folder's place, and put its bytes there."""
    edition = _edition(held, new / EARLIER)
    home = new / EARLIER / edition["id"]
    home.mkdir(parents=True)
    for file in held.files:
        _bring(held.folder / file.name, home / file.name)
    entry = tomli_w.dumps({"edition": [edition]}, multiline_strings=True)
    (new / LIST).write_text(f"{_listed(held).rstrip()}\n\n{entry}".lstrip(), encoding="utf-8")


def _listed(held: Held) -> str:
    file = held.folder / LIST
    return file.read_text(encoding="utf-8") if file.exists() else ""


def _edition(held: Held, earlier: Path) -> dict[str, Any]:
    """How the list of editions tells of the one that was in front; its id is one that no other has."""
    head = held.head
    published = {"published": head.get("published_at", head.get("published"))}
    day = str(head.get("published", head["retrieved"]))
    first = name = head.get("edition") or f"{day}_{held.files[0].sha256[:8]}"
    number = 1
    while (earlier / name).exists():
        number += 1
        name = f"{first}_{number}"
    told = {key: head[key] for key in ("retrieved", "address", "notes") if key in head}
    files = [{"name": file.name, "sha256": file.sha256, "bytes": file.bytes} for file in held.files]
    return {"id": name} | (published if published["published"] else {}) | told | {"files": files}


def _newest(held: Held, got: Sequence[Got], plan: Plan, today: date) -> dict[str, Any]:
    """The origin of what has come: nothing is told of it that the fetch does not know."""
    came = {one.name: {"name": one.name, "sha256": one.sha256, "bytes": one.bytes} for one in got}
    stayed = [file for file in held.head.get("files", ()) if file["name"] not in came]
    told = {name: value for name, value in held.head.items() if name not in ("files", *TOLD)}
    fresh = {"address": held.head.get("address", got[0].kept.address), "retrieved": today}
    if day := _published(got, plan):
        fresh["published"] = min(day, today)
    whence = ", ".join(dict.fromkeys(one.kept.address for one in got))
    notes = " ".join(part for part in (f"Fetched from {whence}.", plan.notes.strip()) if part)
    return told | fresh | {"notes": notes, "files": [*came.values(), *stayed]}


def _published(got: Sequence[Got], plan: Plan) -> date | None:
    """The day that the service puts on the newest of the files, when ``fetch.toml`` says to believe it."""
    if plan.published != "last-modified":
        return None
    days = []
    for one in got:
        try:
            days.append(parsedate_to_datetime(one.kept.last_modified).date())
        except ValueError:
            continue
    return max(days, default=None)


def _bring(path: Path, to: Path) -> None:
    """The same file under a second name, so that editions cost no room; a copy where that cannot be."""
    if path.is_dir():
        to.mkdir(exist_ok=True)
        for inner in path.iterdir():
            _bring(inner, to / inner.name)
        return
    try:
        os.link(path, to)
    except OSError:
        shutil.copy2(path, to)
