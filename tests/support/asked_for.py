"""A plan whose waiting times are sent in by the council's own people, and people asked for them. Made up."""

from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils import timezone
from msgspec.structs import replace
from office_people import a_council
from toy_city import write_toy_city

from ropewalk.accounts.actions import give_role
from ropewalk.accounts.by import COMMAND_LINE
from ropewalk.accounts.models import Organisation, Person
from ropewalk.accounts.rights import Reach, Scope
from ropewalk.accounts.roles import Role
from ropewalk.plan.actions import load_definitions
from ropewalk.plan.subjects import Subject, SubjectKind
from ropewalk.returns.actions import Whom
from ropewalk.returns.models.ask import Wants
from ropewalk.vocabulary.city import Definitions
from ropewalk.vocabulary.source import returned
from ropewalk.workspace.definitions import read_definitions
from ropewalk.workspace.folder import Folder

QUEUES = Subject(SubjectKind.INDICATOR, "queues")
DEATHS = Subject(SubjectKind.INDICATOR, "early-deaths")
WORK = Subject(SubjectKind.INDICATOR, "work")
CLUBS = Subject(SubjectKind.ACTION, "work-clubs")
MONTH = "2024-01-01/P1M"
DUE = date(2024, 2, 14)
TODAY = date(2024, 2, 10)
EVERYTHING = Scope()
HOUSING = Scope(Reach.ORGANISATION, "housing")


def own_figures(city: Path) -> Path:
    """Let a city's people send in waiting times and early deaths. Returns the city's folder."""
    path = city / "indicators/all.toml"
    text = path.read_text(encoding="utf-8")
    for code, source in (("queues", "toys-queues"), ("early-deaths", "toys-deaths")):
        text = text.replace(f'source = "{source}"', f'source = "{returned(code)}"')
    path.write_text(text, encoding="utf-8")
    return city


@cache
def definitions() -> Definitions:
    """The toy's plan, with figures of its own."""
    with TemporaryDirectory() as folder:
        made = read_definitions(Folder(own_figures(write_toy_city(Path(folder)))))
    told = {"numerator": "Deaths: 100% of those (counted)", "denominator": "People"}
    return replace(
        made,
        indicators=tuple(replace(one, **told) if one.id == DEATHS.code else one for one in made.indicators),
    )


def a_plan() -> None:
    """The plan in the database."""
    load_definitions(definitions(), by="test")


def somebody(
    email: str, role: Role | None = None, scope: Scope = EVERYTHING, of: Organisation | None = None
) -> Person:
    """A person without a password, which takes long to make."""
    person = Person(email=email, name=email.partition("@")[0].title(), organisation=of, password="!")  # noqa: S106
    person.joined_at = timezone.now()
    person.save()
    if role is not None:
        give_role(COMMAND_LINE, person, role, scope)
    return person


def a_team() -> dict[str, Person]:
    """Two contributors of the housing directorate, a verifier and a publisher over everything."""
    housing = a_council()["housing"]
    return {
        "carol": somebody("carol@example.org", Role.CONTRIBUTOR, HOUSING, housing),
        "colin": somebody("colin@example.org", Role.CONTRIBUTOR, HOUSING, housing),
        "vera": somebody("vera@example.org", Role.VERIFIER),
        "paula": somebody("paula@example.org", Role.PUBLISHER),
    }


def of_housing(wants: Wants = Wants.VALUE, **told: object) -> Whom:
    """The housing directorate, asked for something."""
    return Whom(Organisation.objects.get(code="housing"), wants, **told)  # type: ignore[arg-type]
