"""People and organisations for tests of the office. Their names are made up."""

from django.utils import timezone

from ropewalk.accounts.actions import add_organisation, give_role
from ropewalk.accounts.by import COMMAND_LINE, By, by_person
from ropewalk.accounts.models import Organisation, Person
from ropewalk.accounts.models.organisation import Kind
from ropewalk.accounts.rights import Scope
from ropewalk.accounts.roles import Role

PASSWORD = "a long walk by the river"  # noqa: S105 - of people who do not exist


def a_person(
    email: str,
    role: Role | None = None,
    scope: Scope = Scope(),  # noqa: B008 - frozen
    organisation: Organisation | None = None,
) -> Person:
    """Somebody who can sign in, with a role or none."""
    from allauth.account.models import EmailAddress

    person = Person(email=email, name=email.partition("@")[0].title(), organisation=organisation)
    person.joined_at = timezone.now()
    person.set_password(PASSWORD)
    person.save()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    if role is not None:
        give_role(COMMAND_LINE, person, role, scope)
    return person


def as_(person: Person) -> By:
    """The person at work, with today's roles."""
    return by_person(Person.objects.get(pk=person.pk), "test")


def a_council() -> dict[str, Organisation]:
    """A council with a directorate and its team, and a partner, by short names."""
    council = add_organisation(COMMAND_LINE, "Toy Council", Kind.COUNCIL)
    housing = add_organisation(COMMAND_LINE, "Housing", Kind.DIRECTORATE, council)
    repairs = add_organisation(COMMAND_LINE, "Repairs", Kind.TEAM, housing)
    college = add_organisation(COMMAND_LINE, "Toy College", Kind.PARTNER)
    return {"council": council, "housing": housing, "repairs": repairs, "college": college}
