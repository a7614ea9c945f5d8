"""Every address of the office, and something at each: what checks of all its pages walk.

They are read from the table of addresses, so a new page is walked without being named. What it names in its
address needs a code here, and something in the database that bears it.
"""

from collections.abc import Iterator
from datetime import timedelta

from asked_for import DUE, MONTH, QUEUES, a_plan, of_housing, somebody
from deliveries import a_later_day, an_action, something_delivered, soon
from django.apps import apps
from django.core.management.color import no_style
from django.db import connection
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from msgspec import to_builtins
from msgspec.structs import replace
from office_people import a_council, a_person
from scrutinised import a_challenge

from ropewalk.accounts.actions import add_organisation, give_role, invite, set_pre_election
from ropewalk.accounts.by import COMMAND_LINE, By
from ropewalk.accounts.models import Brought, Person
from ropewalk.accounts.models.organisation import Kind as OrganisationKind
from ropewalk.accounts.rights import Held
from ropewalk.accounts.roles import Role
from ropewalk.commentary import actions as commentary
from ropewalk.plan import actions as plan
from ropewalk.plan.drafts import Draft, with_aim, with_priority, with_value
from ropewalk.plan.models import Milestone
from ropewalk.releases import actions as releases
from ropewalk.returns import actions
from ropewalk.scrutiny import actions as scrutiny
from ropewalk.sheets.found import Cell, Fate, Found, Line, Wrong
from ropewalk.thread import actions as thread
from ropewalk.thread.about import About, Kind
from ropewalk.thread.actions.ideas import Proposal
from ropewalk.thread.states import Idea, Standing
from ropewalk.vocabulary.delivery import Work
from ropewalk.vocabulary.plan import Aim

CODES = {
    "<int:pk>": "1",
    "<slug:code>": "housing",
    "<str:code>": "cy",
    "<str:secret>": "nothing",
    "<str:provider_id>": "council",
    "<str:action>": "work-clubs",
    "<str:milestone>": "m1",
    "<str:kind>": "risk",
    "<str:record>": "risk-1",
    "<str:change>": "change-1",
    "<str:edition_code>": "plan-2027",
    "<str:indicator>": "work",
    "<str:peers>": "neighbours",
    "<str:name>": "actions",
    "<str:ending>": "csv",
    r"^password/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$": "password/1-x/",
}


A_SHEET = Found(
    file="actions.xlsx",
    sheet="Actions",
    header=1,
    lines=(
        Line(2, "work-clubs", "Work clubs", Fate.CHANGED, (Cell("title", "Work clubs", "Clubs", "Clubs"),)),
        Line(3, "", "Tea", Fate.ADDED, (Cell("title", "", "Tea", "Tea"),)),
        Line(4, "x", "x", Fate.REFUSED, (), (Wrong("Both", "Look", "title", "Mine", "Was", "Now"),)),
    ),
    same=1,
    others=1,
    out=1,
    missing=("Status",),
    strange=("Notes",),
)
"""What a sheet that was brought back would do."""


def below(patterns: list, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address, with its view."""
    for one in patterns:
        at = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from below(one.url_patterns, at)
        else:
            yield at, one


OFFICE = [(at, one) for at, one in below(get_resolver().url_patterns) if at.startswith("office/")]


def address(at: str) -> str:
    for hole, code in CODES.items():
        at = at.replace(hole, code)
    assert "<" not in at, "name a code for it in CODES"
    return f"/{at}"


def something_everywhere() -> None:
    """Something at each address that names a thing."""
    count_from_one()
    a_council()
    invite(COMMAND_LINE, "invited@example.org", [Held(Role.VIEWER)])
    a_plan()
    something_delivered()
    paula = By("p@example.org", (Held(Role.PUBLISHER),))
    actions.ask(paula, QUEUES, MONTH, DUE, of_housing())
    plan.new_draft(paula, "plan-2027", "Next plan")
    plan.change_draft(paula, "plan-2027", with_parts)
    commentary.write(paula, QUEUES, MONTH, "Words.", "Head", of_housing().organisation)
    cllr = By("cllr@example.org", (Held(Role.SCRUTINY),))
    scrutiny.ask(cllr, QUEUES, "Why so long?", of_housing().organisation)
    a_challenge(QUEUES)
    releases.plan(paula, "A release", timezone.now() + timedelta(days=30))
    plan.ask_change(paula, a_later_day("m1"))
    an_idea_and_recognition(paula)
    set_pre_election(paula, "Toy elections", soon(0), soon(30))


def an_idea_and_recognition(by: By) -> None:
    """An idea that was tried, and recognition that its giver sees, for what somebody verified."""
    about = About(Kind.MILESTONE, "work-clubs/m1")
    told = {"title": "Tea", "what": "Serve tea.", "expected": "More come.", "test": "Count them."}
    row = thread.propose(
        by, Proposal(about=about, by=soon(90), organisation=of_housing().organisation, **told)
    )
    thread.take(by, row.pk, 1, Idea.TRIED, "It costs little.")
    named = Person.objects.create(email="named@example.org", name="Named", joined_at=timezone.now())
    Milestone.objects.update(done=soon(-1), evidence="Report", verified_on=soon(0), verified_by="Vera")
    given = thread.give(by, about, named, "They opened it.")
    thread.answer(By(named.email), given.pk, Standing.ACCEPTED)
    Milestone.objects.update(done=None, evidence="", verified_on=None, verified_by="")


def another_idea(by: By, n: int) -> None:
    """One more idea."""
    about = About(Kind.INDICATOR, "work")
    told = {"title": f"Idea {n}", "what": "More.", "expected": "More.", "test": "Count."}
    thread.propose(by, Proposal(about=about, by=soon(90), organisation=of_housing().organisation, **told))


def count_from_one() -> None:
    """Let the first of each kind be number 1: PostgreSQL counts on where another test has ended."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
                cursor.execute(statement)


def with_parts(draft: Draft) -> Draft:
    """A draft with an aim, a promise and a value of the code that stands in addresses."""
    first = draft.plan.priorities()[0]
    draft = with_aim(draft, "", Aim(code="cy", title="More", summary="More.", priorities=()))
    draft = with_priority(draft, "", "cy", replace(first, code="cy"), [], [])
    return with_value(draft, "", replace(draft.plan.values[0], id="cy"))


def more_of_everything(many: int = 12) -> None:
    """More people, organisations, invitations, actions, milestones, asks and events than there were."""
    steers = By("p@example.org", (Held(Role.PUBLISHER),))
    for n in range(many):
        plan.new_draft(steers, f"draft-{n}", f"Draft {n}")
        somebody(f"more{n}@example.org", Role.VIEWER)
        scrutiny.ask(
            By("cllr@example.org", (Held(Role.SCRUTINY),)),
            QUEUES,
            "Why?",
            of_housing().organisation,
            public=False,
        )
        a_challenge(QUEUES)
        releases.plan(steers, f"Release {n}", timezone.now() + timedelta(days=60 + n))
        add_organisation(COMMAND_LINE, f"Team {n}", OrganisationKind.TEAM)
        invite(COMMAND_LINE, f"more-invited{n}@example.org", [Held(Role.VIEWER)])
        actions.ask(steers, QUEUES, f"2023-{n % 12 + 1:02}-01/P1M", DUE, of_housing())
        plan.ask_change(steers, a_later_day(plan.add_milestone(steers, "work-clubs", f"Step {n}", soon(30))))
        another_idea(steers, n)
        plan.add_action(
            steers, an_action(f"more-{n}", indicators=("queues",), expected=()), Work(action=f"more-{n}")
        )


def somebody_of_all_roles(email: str = "all@example.org") -> Person:
    """Somebody for whom every door opens."""
    person = a_person(email)
    for role in Role:
        give_role(COMMAND_LINE, person, role)
    Brought.objects.create(
        person=person, list="actions", digest="0" * 64, found=to_builtins(A_SHEET), at=timezone.now()
    )
    return person
