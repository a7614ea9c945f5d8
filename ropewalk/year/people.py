"""The people of a year: organisations first, then somebody who looks after people, who invites the others."""

from ropewalk.accounts.actions import accept_invitation, add_organisation, invite
from ropewalk.accounts.by import COMMAND_LINE
from ropewalk.accounts.models import Organisation, Person
from ropewalk.accounts.models.organisation import Kind
from ropewalk.accounts.rights import Held, Reach, Scope
from ropewalk.accounts.roles import Role
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.errors import Fault, UserError
from ropewalk.year import script
from ropewalk.year.stage import Stage


def refuse_people() -> None:
    """Raise UserError where somebody is at work already: an example is never mixed with real work."""
    if (count := Person.objects.count()) or Organisation.objects.exists():
        problem = "people or organisations are in this workspace already"
        remedy = "Play the year in a workspace of its own: choose another --dir"
        raise UserError(Fault(problem, remedy, value=f"{count} people"))


def come_in(stage: Stage, password: str) -> None:
    """Add everybody of the script, each by an invitation that they accept with this password."""
    for one in stage.script.organisation:
        above = Organisation.objects.get(code=stage.code(one.above)) if one.above else None
        stage.codes[one.key] = add_organisation(COMMAND_LINE, one.name, Kind(one.kind), above).code
    for person in sorted(stage.script.person, key=_looks_after_people, reverse=True):
        _join(stage, person, password)


def _looks_after_people(person: script.Person) -> bool:
    return any(Role(one.role) is Role.ADMINISTRATOR and one.over == "everything" for one in person.roles)


def _join(stage: Stage, person: script.Person, password: str) -> None:
    chief = next((one for one in stage.script.person if _looks_after_people(one)), None)
    by = COMMAND_LINE if chief is None or person.key == chief.key else stage.by(chief.key)
    of = stage.organisation(person.of) if person.of else None
    held = [Held(Role(one.role), _scope(stage, one.over), clock.today()) for one in person.roles]
    made, _secret = invite(by, stage.email(person.key), held, name=person.name, organisation=of)
    accept_invitation(made, person.name, password)


def _scope(stage: Stage, over: str) -> Scope:
    """What a role is over; an organisation by its key."""
    kind, _colon, name = over.partition(":")
    if kind not in set(Reach):
        remedy = "Write everything, priority:CODE or organisation:KEY"
        raise UserError(Fault("a role cannot be over this", remedy, value=over))
    return Scope(Reach(kind), stage.code(name) if kind == Reach.ORGANISATION else name)
