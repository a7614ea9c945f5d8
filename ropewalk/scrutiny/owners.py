"""To which organisation a question about something is put, where that is known."""

from ropewalk.accounts.models import Organisation
from ropewalk.plan import models, public
from ropewalk.plan.subjects import Subject, SubjectKind
from ropewalk.vocabulary.errors import DefinitionError


def owner_of(subject: Subject) -> Organisation | None:
    """The open organisation that carries an action out, or that is called as the definition's owner is;
    None where neither names one."""
    code = ""
    if subject.kind is SubjectKind.ACTION:
        actions = models.Action.objects.filter(code=subject.code, active=True)
        code = actions.values_list("organisation", flat=True).first() or ""
    rows = Organisation.objects.filter(closed_on=None)
    found = rows.filter(code=code).first() if code else None
    name = _owner_named(subject)
    return found or (rows.filter(name__iexact=name).first() if name else None)


def _owner_named(subject: Subject) -> str:
    try:
        now = public.definitions()
    except DefinitionError:
        return ""
    held = {
        SubjectKind.INDICATOR: {one.id: one.owner for one in now.indicators},
        SubjectKind.ACTION: {one.id: one.owner for one in now.actions},
        SubjectKind.PRIORITY: {one.code: one.owner for one in now.plan.priorities()},
    }
    return held[subject.kind].get(subject.code, "")
