"""A fetch of a source: get, compare, look, build, try, put in place."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ropewalk.sources.fetch.checking import try_map
from ropewalk.sources.fetch.declared import FILE, read_plan
from ropewalk.sources.fetch.getting import Getter, Got
from ropewalk.sources.fetch.held import Held, read_held
from ropewalk.sources.fetch.kept import Kept, read_kept, write_kept
from ropewalk.sources.fetch.placing import build
from ropewalk.sources.fetch.swapping import alone, swap
from ropewalk.sources.fetch.trying import Tell
from ropewalk.vocabulary.errors import Fault, SourceError, UserError


@dataclass(frozen=True)
class Outcome:
    """What a fetch of one source did. ``changed``: names of the files whose bytes are new.

    ``rows``: observations that the map makes of them, None when it was not tried; ``placed`` is False
    when nothing changed, and on a trial run.
    """

    source: str
    changed: tuple[str, ...]
    files: int
    rows: int | None
    placed: bool


def fetchable(sources: Path) -> tuple[str, ...]:
    """The sources that declare how to fetch them, in name order."""
    return tuple(sorted(path.parent.name for path in sources.glob(f"*/{FILE}")))


def choose(sources: Path, only: Sequence[str]) -> tuple[str, ...]:
    """The sources asked for, or all that can be fetched. Raises UserError for one that cannot."""
    able = fetchable(sources)
    if unable := [name for name in only if name not in able]:
        remedy = (
            f"Choose from: {', '.join(able)}" if able else "Write a fetch.toml: docs/fetching.md shows how"
        )
        raise UserError(
            *(Fault("no fetch.toml tells how to fetch this source", remedy, value=n) for n in unable)
        )
    return tuple(name for name in able if not only or name in only)


def fetch_source(
    folder: Path, *, today: date, check: bool = True, dry_run: bool = False, tell: Tell = lambda _: None
) -> Outcome:
    """Fetch a source's files; when any has changed, put the new edition in place, in one step.

    ``check``: try the source's map on what came, first. ``dry_run``: do all of it and put nothing in place.
    Raises FetchError, SourceError or DefinitionError; the folder is then as it was.
    """
    with alone(folder.parent.parent) as area:
        plan, held, known = read_plan(folder), read_held(folder), read_kept(folder)
        room = area / folder.name
        (room / "raw").mkdir(parents=True)
        getter = Getter(room / "raw", plan.limits, tell)
        got = [_compared(getter.get(file, _usable(held, known.get(file.name))), held) for file in plan.file]
        changed = tuple(one.name for one in got if one.path is not None)
        kept = known | {one.name: one.kept for one in got}
        rows = None
        if changed:
            new = build(held, room, got, plan, kept, today)
            rows = _tried(new, folder, tell) if check else None
            if not dry_run:
                swap(new, folder)
        elif not dry_run:
            write_kept(folder, kept)
    return Outcome(folder.name, changed, len(got), rows, placed=bool(changed) and not dry_run)


def _tried(new: Path, folder: Path, tell: Tell) -> int:
    tell("trying the map on what has come")
    try:
        return try_map(new, folder.parent)
    except SourceError as error:
        remedy = "Mend map.toml for the new edition, or put it in place as it is: --no-check"
        fault = Fault("what has come does not fit map.toml, so it was not put in place", remedy, folder.name)
        raise SourceError(fault, *error.faults) from error


def _usable(held: Held, known: Kept | None) -> Kept | None:
    """What is remembered of a file, when the file itself is still there, whole, and the one remembered."""
    return known if known is not None and held.has(known.name, known.sha256) else None


def _compared(got: Got, held: Held) -> Got:
    """A file whose bytes are those held is not a changed file, whatever the service says of it."""
    return replace(got, path=None) if held.has(got.name, got.sha256) else got
