"""Evidence added to a return."""

from typing import Final

from ropewalk.accounts.audit import writing
from ropewalk.accounts.by import By
from ropewalk.accounts.roles import Right
from ropewalk.returns.actions.told import held_fast, thing_of
from ropewalk.returns.keeping import keep
from ropewalk.returns.models import Evidence
from ropewalk.returns.safe_files import checked
from ropewalk.returns.states import OPEN
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.errors import Fault, UserError

MOST: Final = 20


def add_evidence(by: By, pk: int, name: str, data: bytes) -> Evidence:
    """Keep a file behind a return. Its bytes are written first, so a row never leads to nothing. Raises
    UserError for a file that may not be kept, one that is there, and more than MOST of them."""
    safe = checked(name, data)
    with writing(by) as say:
        row = held_fast(pk, None)
        by.must(Right.FILE_RETURN, thing_of(row))
        if row.stands not in OPEN:
            raise UserError(Fault(f"the return is {row.state}", "Ask for it to be opened again"))
        if row.evidence.count() >= MOST:
            raise UserError(Fault(f"there are {MOST} files already", "Put several into one"))
        sha256 = keep(safe.data)
        if row.evidence.filter(sha256=sha256).exists():
            raise UserError(
                Fault("the very same file is here already", "Nothing has to be done", value=safe.name)
            )
        one = Evidence(
            ask=row,
            name=safe.name,
            kind=safe.kind,
            size=len(safe.data),
            sha256=sha256,
            added_by=by.name,
            added_at=clock.now(),
        )
        one.save()
        told = {"name": one.name, "kind": one.kind, "size": one.size, "sha256": sha256}
        say("evidence added", "return", str(row), None, told)
    return one
