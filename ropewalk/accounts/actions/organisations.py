"""Organisations added, renamed, moved and closed."""

from django.utils.text import slugify

from ropewalk.accounts.actions.told import organisation_told
from ropewalk.accounts.audit import hold, writing
from ropewalk.accounts.by import By
from ropewalk.accounts.models import Organisation
from ropewalk.accounts.models.organisation import Kind
from ropewalk.accounts.reads import line_above
from ropewalk.accounts.roles import Right
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.errors import Fault, UserError


def add_organisation(by: By, name: str, kind: Kind, parent: Organisation | None = None) -> Organisation:
    """Add one below another. Its code is made from its name and stays when it is renamed."""
    with writing(by) as say:
        by.must(Right.MANAGE_ORGANISATIONS)
        _open(parent)
        row = Organisation(name=_named(name), kind=kind, parent=parent)
        row.code = _free_code(row.name)
        row.save()
        say("organisation added", "organisation", row.code, None, organisation_told(row))
    return row


def change_organisation(by: By, row: Organisation, name: str, parent: Organisation | None) -> None:
    """Rename one, or put it below another. Raises UserError when it would come to lie below itself."""
    with writing(by) as say:
        by.must(Right.MANAGE_ORGANISATIONS)
        hold(row)
        if row.code in line_above(parent):
            problem = "an organisation cannot lie below itself"
            raise UserError(Fault(problem, "Choose another one above it", value=row.name))
        if parent != row.parent:
            _open(parent)
        before = organisation_told(row)
        row.name, row.parent = _named(name), parent
        row.save()
        say("organisation changed", "organisation", row.code, before, organisation_told(row))


def close_organisation(by: By, row: Organisation) -> None:
    """Close one from today. Raises UserError while anything lies below it or hangs on it."""
    with writing(by) as say:
        by.must(Right.MANAGE_ORGANISATIONS)
        hold(row)
        _empty(row)
        before = organisation_told(row)
        row.closed_on = clock.today()
        row.save(update_fields=["closed_on"])
        say("organisation closed", "organisation", row.code, before, organisation_told(row))


def _empty(row: Organisation) -> None:
    holding = {
        "organisations below it": row.below.filter(closed_on=None).count(),
        "people of it": row.people.filter(is_active=True).count(),
        "roles over it": row.grants.filter(ended_at=None).count(),
    }
    if found := [f"{count} {what}" for what, count in holding.items() if count]:
        raise UserError(Fault(f"it still has {', '.join(found)}", "Move or end those first", value=row.name))


def _open(parent: Organisation | None) -> None:
    if parent is not None and parent.closed_on:
        raise UserError(Fault("the one above it is closed", "Choose one that is open", value=parent.name))


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise UserError(Fault("the organisation has no name", "Write its name"))
    return name


def _free_code(name: str) -> str:
    stem = slugify(name)[:100] or "organisation"
    taken = set(Organisation.objects.filter(code__startswith=stem).values_list("code", flat=True))
    tries = (stem if n == 1 else f"{stem}-{n}" for n in range(1, len(taken) + 2))
    return next(code for code in tries if code not in taken)
