"""Who does something: named in every event, and held to their roles."""

from dataclasses import dataclass

from django.db.models import Prefetch, prefetch_related_objects

from ropewalk.accounts.models import Grant, Person
from ropewalk.accounts.rights import ACCOUNT, Held, Thing, in_force, may, may_somewhere
from ropewalk.accounts.roles import HOLDS, Right, Role
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.errors import Fault, RopewalkError


class NotAllowedError(RopewalkError):
    """Somebody asked for what their roles do not let them do."""


@dataclass(frozen=True, slots=True)
class By:
    """Somebody at work. ``name``: their address, or the command line; ``request``: the id of the request."""

    name: str
    held: tuple[Held, ...] = ()
    request: str = ""

    def may(self, right: Right, thing: Thing = ACCOUNT) -> bool:
        """Whether their roles let them."""
        return may(self.held, right, thing, person=self.name)

    def may_somewhere(self, right: Right) -> bool:
        """Whether there is anything that they may do it to."""
        return may_somewhere(self.held, right)

    def must(self, right: Right, thing: Thing = ACCOUNT) -> None:
        """Raise NotAllowedError unless their roles let them."""
        if not self.may(right, thing):
            needed = ", ".join(role for role in Role if right in HOLDS[role])
            remedy = f"Ask an administrator for one of these roles over it: {needed}"
            raise NotAllowedError(Fault(f"{self.name} may not do this ({right})", remedy))


COMMAND_LINE = By("command line", (Held(Role.ADMINISTRATOR),))
"""Whoever has the machine has the workspace; what they do to people is in the audit all the same."""


def by_person(person: Person, request: str = "") -> By:
    """A person with the roles that are in force today; none for one who is not active."""
    if not person.is_active:
        return By(person.email, (), request)
    rows = Grant.objects.filter(ended_at=None).select_related("organisation")
    prefetch_related_objects([person], Prefetch("grants", rows))  # once for each time that they are read
    return By(person.email, in_force([row.held for row in person.grants.all()], clock.today()), request)
