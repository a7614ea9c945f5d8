"""The command that asks the register of places."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

import typer

from ropewalk.cli.options import Json, Quiet, Workspace
from ropewalk.cli.output import Bar, print_json, say
from ropewalk.vocabulary.errors import Fault, UserError
from ropewalk.vocabulary.history import Event
from ropewalk.workspace.folder import open_folder
from ropewalk.workspace.places import OldCode, Told, old_codes, said, tell

NO_NAMES: Mapping[str, str] = MappingProxyType({})


def places(
    code: Annotated[str | None, typer.Argument(help="A place's code, also one that it had before.")] = None,
    old: Annotated[
        bool, typer.Option("--old-codes", help="List the old codes that sources still use, and what for.")
    ] = False,
    workspace: Workspace = Path(),
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Tell a place's history: what it was before, what became of it, when, and who says so."""
    folder = open_folder(workspace)
    if old:
        with Bar(quiet=quiet) as bar:
            found = old_codes(folder, bar.step)
        print_json([vars(one) for one in found]) if as_json else _list(found)
        return
    if code is None:
        raise UserError(Fault("no place is named", "Give a code, such as E06000066, or --old-codes"))
    told = tell(folder, code)
    print_json(_document(told)) if as_json else _tell(told)


def _document(told: Told) -> dict[str, object]:
    place, history = told.place, told.history
    events = [
        {"change": event.change.value, "before": event.before, "after": event.after, "day": event.day}
        | {"edition": event.edition, "was": event.was}
        for event in history.events
    ]
    return {
        "code": place.code,
        "name": place.name,
        "kind": place.kind,
        "valid_from": place.valid_from,
        "valid_to": place.valid_to,
        "gone": place.gone,
        "parents": place.parents,
        "older_codes": history.codes,
        "events": events,
        "names": told.names,
        "source": told.origin,
    }


def _tell(told: Told) -> None:
    place = told.place
    lines = [f"{place.code} {place.name} ({place.kind})"]
    ended = said(place.valid_to) if place.valid_to else "no more, day not held"
    until = ended if place.gone else "still there"
    lines.append(f"from: {said(place.valid_from)}; until: {until}")
    lines += [f"lies in: {code} {told.names[code]}" for code in place.parents if code in told.names]
    for event in told.history.events:
        was = {code: event.was for code in event.before if event.was}
        before = ", ".join(_named(told, code, was) for code in event.before)
        after = ", ".join(_named(told, code) for code in event.after)
        lines.append(f"{_when(event)}: {before} -> {after} ({event.change.value})")
    if not told.history.events:
        lines.append("No change is held.")
    say("\n".join([*lines, told.origin]))


def _when(event: Event) -> str:
    """The day; where none is held, the edition of the list of codes that tells of the change."""
    told = f"{event.edition} codes, day " if event.edition and not event.day else ""
    return told + said(event.day)


def _named(told: Told, code: str, was: Mapping[str, str] = NO_NAMES) -> str:
    name = was.get(code) or told.names.get(code, "")
    return f"{code} {name}" if name else code


def _list(found: list[OldCode]) -> None:
    for one in found:
        say(f"{one.old} is read as {one.new} {one.name}")
        say(f"  still used by: {', '.join(one.sources)}")
        say(f"  the new code by: {', '.join(one.others) or 'no source'}")
    say(f"{len(found)} old codes in {len({name for one in found for name in one.sources})} sources.")
