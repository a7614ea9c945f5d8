"""Rows as the audit tells them, and what several actions share."""

from typing import Any

from ropewalk.accounts.by import By
from ropewalk.accounts.models import Person
from ropewalk.accounts.reads import line_above
from ropewalk.accounts.rights import Thing
from ropewalk.plan import subjects
from ropewalk.returns.models import Ask, Filing, Schedule
from ropewalk.vocabulary.errors import Fault, UserError


class StaleError(UserError):
    """Somebody else took a step with the same return meanwhile."""


def asked_told(row: Ask | Schedule) -> dict[str, Any]:
    """What is asked, of whom, by when."""
    when = {"first": row.first} if isinstance(row, Schedule) else {"period": row.period, "due": str(row.due)}
    return {
        "about": row.about.text,
        "place": row.place,
        "wants": str(row.wants),
        "organisation": row.organisation.code,
        "person": row.person.email if row.person else "",
        "exempt": row.exempt,
        **when,
    }


def filing_told(row: Filing) -> dict[str, Any]:
    """What was sent in."""
    names = ("number", "value", "lower", "upper", "numerator", "denominator", "value_state", "comment")
    return {name: getattr(row, name) for name in names}


def thing_of(row: Ask | Schedule) -> Thing:
    """What rights are asked over: whose it is, which priorities it serves, who sent it in."""
    senders: frozenset[str] = frozenset()
    if isinstance(row, Ask):
        senders = frozenset(row.filings.values_list("sent_by", flat=True))
    return Thing(subjects.priorities(row.about), line_above(row.organisation), senders, row.exempt)


def name_of(by: By) -> str:
    """What somebody is called."""
    return Person.objects.filter(email=by.name).values_list("name", flat=True).first() or by.name


def held_fast(pk: int, seen: int | None) -> Ask:
    """The return as it stands, held until the transaction ends. ``seen``: the version that somebody looked at
    (None: any). Raises StaleError when it has moved on since."""
    rows = Ask.objects.select_for_update(of=("self",)).select_related("organisation", "person")
    row = rows.filter(pk=pk).first()
    if row is None:
        raise UserError(Fault("there is no such return", "Choose one of the list", value=str(pk)))
    if seen is not None and row.version != seen:
        last = row.taken.last()
        who = f"{last.name} ({last.step})" if last else "somebody"
        remedy = "Look at what it says now, and send yours again if it is still needed"
        raise StaleError(Fault(f"{who} was here before you", remedy, value=str(row)))
    return row


def move_on(row: Ask, state: str) -> None:
    """Write the state that a return comes to, under its next version."""
    row.state, row.version = state, row.version + 1
    row.save(update_fields=["state", "version"])
