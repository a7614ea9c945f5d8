"""Sources as they stood at a moment: with the editions that their publishers had put out by then.

The files are the publishers' own, as the city holds them. What was put out later is left where it is, until
its day has come in the year that is played.
"""

import os
import shutil
import tomllib
from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Final

import tomli_w

from ropewalk.sources.fetch.placing import EARLIER, LIST, TOLD

ORIGIN: Final = "origin.toml"
ACCEPTED: Final = "acceptances.toml"
BESIDE: Final = ".coming"


def with_editions(city: Path) -> tuple[str, ...]:
    """The sources of a city that hold more than one edition."""
    return tuple(sorted(path.parent.name for path in (city / "sources").glob(f"*/{LIST}")))


def stand_at(source: Path, target: Path, moment: datetime) -> None:
    """Put a source's folder in ``target`` as it stood at a moment (of its publisher's clock); as it was at
    first, where nothing had been put out by then. The city's folder stays as it is."""
    head = tomllib.loads((source / ORIGIN).read_text(encoding="utf-8"))
    listed = tomllib.loads((source / LIST).read_text(encoding="utf-8"))["edition"]
    come = [one for one in listed if _put_out(one["published"]) <= moment] or listed[:1]
    new = target.with_name(f"{BESIDE}-{target.name}")
    shutil.rmtree(new, ignore_errors=True)
    shutil.copytree(source, new)
    if len(come) < len(listed) or _put_out(head.get("published_at", head["published"])) > moment:
        _stand(source, new, head, come, listed)
    _swap(new, target)


def _stand(source: Path, new: Path, head: dict[str, Any], come: Sequence[Any], listed: Sequence[Any]) -> None:
    """Put an earlier edition in front, and let go of all that follow it."""
    *before, front = come
    for file in head["files"]:
        (new / file["name"]).unlink()
    for file in front["files"]:
        shutil.copy2(source / EARLIER / front["id"] / file["name"], new / file["name"])
    for one in listed[len(before) :]:
        shutil.rmtree(new / EARLIER / one["id"])
    _accept(new / ACCEPTED, {one["id"] for one in listed[len(come) :]} | {head.get("edition", "")})
    (new / ORIGIN).write_text(tomli_w.dumps(_origin(head, front), multiline_strings=True), encoding="utf-8")
    if before:
        (new / LIST).write_text(tomli_w.dumps({"edition": before}, multiline_strings=True), encoding="utf-8")
    else:
        (new / LIST).unlink()
        (new / EARLIER).rmdir()


def _accept(file: Path, coming: set[str]) -> None:
    """Leave out what people accept in editions that are still to come."""
    if file.is_file():
        told = tomllib.loads(file.read_text(encoding="utf-8"))["acceptance"]
        now = [one for one in told if one["edition"] not in coming]
        file.unlink()
        if now:
            file.write_text(tomli_w.dumps({"acceptance": now}), encoding="utf-8")


def _origin(head: dict[str, Any], front: dict[str, Any]) -> dict[str, Any]:
    """The origin of an earlier edition that stands in front: what is told of every edition, and its own."""
    told = {name: value for name, value in head.items() if name not in ("files", *TOLD)}
    own = {name: front[name] for name in ("retrieved", "notes") if name in front}
    moment = _put_out(front["published"])
    when = {"published": moment.date()}
    if isinstance(front["published"], datetime):
        when["published_at"] = moment
    address = front.get("address", head["address"])
    return told | own | when | {"address": address, "edition": front["id"], "files": front["files"]}


def _put_out(told: date | datetime) -> datetime:
    return told if isinstance(told, datetime) else datetime.combine(told, time())


def _swap(new: Path, target: Path) -> None:
    old = target.with_name(f"{BESIDE}-old-{target.name}")
    if target.exists():
        os.rename(target, old)
    os.rename(new, target)
    shutil.rmtree(old, ignore_errors=True)
