"""Sheets brought back: tried, kept until their bringer says yes, and applied as a whole or not at all.

A trial is the write itself, undone: rights, checks and guards are those of the pages, because it is their
actions that are asked. Rows that an action refuses are found by halving, so a sheet without a fault is tried
once, and one with few faults a few times. What is applied later is what was shown: every row has to say still
what it said then, and nothing is written where one does not.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any, Final

import msgspec
from django.db import DatabaseError, transaction

from ropewalk.accounts.audit import writing
from ropewalk.accounts.by import By, NotAllowedError
from ropewalk.accounts.models import Brought, Person
from ropewalk.sheets.columns import Column, Table
from ropewalk.sheets.found import Change, Fate, Found, Line, Wrong
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.errors import Fault, RopewalkError, UserError
from ropewalk.vocabulary.language import _

KEPT: Final = timedelta(days=1)
"""How long a sheet waits for a yes."""
MOST_FAULTS: Final = 40
"""Rows whose faults are looked for one by one."""

Write = Callable[[By, Sequence[Change]], Any]


class MovedError(UserError):
    """What a sheet would change says something else by now."""


class _UndoError(Exception):
    """Ends a trial."""


@dataclass(frozen=True)
class Target:
    """Where a sheet goes. ``list``: its name; ``load``: the list as it is now; ``write``: writes rows."""

    list: str
    columns: tuple[Column, ...]
    load: Callable[[], Table]
    write: Write


def tried(by: By, found: Found, target: Target) -> Found:
    """What a sheet would do, with the rows refused that an action refuses. Nothing is written."""
    going = [line for line in found.lines if line.fate is not Fate.REFUSED]
    if found.faults or not going:
        return found
    refused = dict(_refused(by, going, target))
    lines = tuple(refused.get(line.row, line) for line in found.lines)
    return msgspec.structs.replace(found, lines=lines)


def _refused(by: By, lines: Sequence[Line], target: Target) -> list[tuple[int, Line]]:
    """The rows that are refused, with the reasons; where many are, the first of them."""
    found: list[tuple[int, Line]] = []
    groups = [tuple(lines)]
    while groups and len(found) < MOST_FAULTS:
        group = groups.pop()
        wrong = _wrong(by, group, target)
        if not wrong:
            continue
        if len(group) > 1:
            half = len(group) // 2
            groups += [group[half:], group[:half]]
        else:
            found.append((group[0].row, group[0].refused(*wrong)))
    if found or not (wrong := _wrong(by, lines, target)):
        return found
    return [(line.row, line.refused(*wrong)) for line in lines]  # each may stand, and not all together


def _wrong(by: By, lines: Sequence[Line], target: Target) -> tuple[Wrong, ...]:
    """Why some rows cannot be written together; nothing where they can. Nothing is left behind."""
    try:
        with writing(by):
            target.write(by, [Change(line, target.columns) for line in lines])
            raise _UndoError
    except _UndoError:
        return ()
    except NotAllowedError as error:
        return tuple(Wrong(_("your roles do not let you do this"), fault.remedy) for fault in error.faults)
    except RopewalkError as error:
        return tuple(_told(fault) for fault in error.faults)
    except DatabaseError:
        return (Wrong(_("the database refuses it"), _("Look at the texts: one of them may be too long")),)


def _told(fault: Fault) -> Wrong:
    return Wrong(fault.problem, fault.remedy, says=fault.value or "")


def kept(by: By, found: Found, target: Target, data: bytes) -> Brought:
    """Keep a sheet until its bringer says yes; one that they brought before for the same list is forgotten,
    and so are those of everybody that are too old."""
    now = clock.now()
    with transaction.atomic():
        Brought.objects.filter(at__lt=now - KEPT).delete()
        person = Person.objects.get(email=by.name)
        Brought.objects.filter(person=person, list=target.list).delete()
        told = msgspec.to_builtins(found)
        digest = sha256(data).hexdigest()
        return Brought.objects.create(person=person, list=target.list, digest=digest, found=told, at=now)


def waiting(by: By, pk: int) -> Brought | None:
    """A sheet that somebody brought and that still waits for their yes; nobody else sees it."""
    rows = Brought.objects.filter(pk=pk, person__email=by.name, at__gte=clock.now() - KEPT)
    return rows.first()


def found_in(row: Brought) -> Found:
    """What a sheet that waits would do."""
    return msgspec.convert(row.found, Found)


def applied(by: By, pk: int, target: Target) -> tuple[Found, Any]:
    """Do what was shown, all of it in one transaction. Returns it, with what the write returned. Raises
    MovedError where a row says something else by now, and whatever an action raises; then nothing is done."""
    with writing(by) as say:
        row = Brought.objects.select_for_update().filter(pk=pk, person__email=by.name).first()
        if row is None or row.list != target.list:
            raise UserError(
                Fault("the sheet was applied already, or has waited too long", "Bring it back anew")
            )
        found = found_in(row)
        if not found.is_fine:
            raise UserError(
                Fault("the sheet cannot be applied", "Mend what is refused, and bring it back anew")
            )
        _still(found, target)
        made = target.write(by, [Change(line, target.columns) for line in found.lines])
        counts = {str(fate): len(found.having(fate)) for fate in (Fate.ADDED, Fate.CHANGED)}
        told = {"file": found.file, "sha256": row.digest} | counts
        say("sheet applied", "sheet", target.list, None, told)
        row.delete()
    return found, made


def _still(found: Found, target: Target) -> None:
    """Raise MovedError unless every row that would change says what it said."""
    held = {row.id: row.texts for row in target.load().rows}
    for line in found.having(Fate.CHANGED):
        now = held.get(line.id, {})
        if any(now.get(name) != text for name, text in line.seen.items()):
            problem = "somebody has changed this since you looked at it, so nothing was applied"
            raise MovedError(
                Fault(problem, "Bring the sheet back again to see what is left", value=line.title)
            )
