"""A toy plan in the database with two actions, and people who run, check and steer them. All made up."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.utils import timezone
from office_people import a_council

from ropewalk.accounts.by import By
from ropewalk.accounts.models import Person
from ropewalk.accounts.rights import Held, Reach, Scope
from ropewalk.accounts.roles import Role
from ropewalk.plan import actions, models
from ropewalk.vocabulary.action import Action, Expected
from ropewalk.vocabulary.city import City, Definitions
from ropewalk.vocabulary.delivery import Alters, Decision, RecoveryPlan, Risk, Work
from ropewalk.vocabulary.indicator import Indicator, Target
from ropewalk.vocabulary.peers import PeerSet
from ropewalk.vocabulary.plan import Aim, NotHeld, Plan, Priority, Value
from ropewalk.vocabulary.words import Frequency, Kind, Lever, Polarity

PLACE = "E99000001"


def soon(days: int) -> date:
    """So many days from today."""
    return timezone.localdate() + timedelta(days=days)


def an_action(code: str = "work-clubs", **told: object) -> Action:
    """An action that serves priority 1.1."""
    fields = {
        "id": code,
        "title": code.replace("-", " ").capitalize(),
        "began": date(2026, 1, 5),
        "owner": "Director of Growth",
        "source": "Cabinet report 12",
        "indicators": ("jobs",),
        "priorities": ("1.1",),
        "expected": (Expected(indicator="jobs", size=2.0, by=date(2028, 1, 1)),),
    }
    return Action(**(fields | told))  # type: ignore[arg-type]


def an_indicator(code: str, priorities: tuple[str, ...], **told: object) -> Indicator:
    """An indicator that could be published."""
    fields = {
        "id": code,
        "kind": Kind.PROPORTION,
        "polarity": Polarity.HIGHER,
        "frequency": Frequency.ANNUAL,
        "title": f"People and {code}",
        "official_title": code,
        "definition": "What is counted.",
        "unit": "%",
        "decimals": 1,
        "polarity_reason": "More is better.",
        "role": "contextual",
        "owner": "Director of Growth",
        "producer": "Statistics office",
        "licence": "OGL",
        "source": "office",
        "geography": "Council areas",
        "period_type": "Calendar year",
        "next_expected": "2027-01-20",
        "priorities": priorities,
    }
    return Indicator(**(fields | told))  # type: ignore[arg-type]


def a_priority(code: str, title: str, **told: object) -> Priority:
    """A priority of the toy plan."""
    fields = {"why": "It matters.", "owner": "Director", "lever": Lever.INFLUENCES}
    return Priority(code=code, title=title, **(fields | told))  # type: ignore[arg-type]


def a_plan(**told: object) -> Plan:
    """Two aims, three priorities, one of them with no evidence."""
    gap = NotHeld(what="Surveys", why_it_matters="They tell how people feel.")
    fields = {
        "id": "toy-2026",
        "title": "Toy plan",
        "council": "Toy Council",
        "place": PLACE,
        "adopted": date(2026, 1, 1),
        "vision": "A good toy city.",
        "vision_parts": ("good",),
        "aims": (
            Aim(code="1", title="Work", summary="Good work.", priorities=(a_priority("1.1", "Jobs"),)),
            Aim(
                code="2",
                title="Streets",
                summary="Clean streets.",
                priorities=(a_priority("2.1", "Litter"), a_priority("2.2", "Pride", not_held=(gap,))),
            ),
        ),
        "values": (Value(id="pride", title="Pride", summary="We care.", shown_by="A named owner."),),
    }
    return Plan(**(fields | told))  # type: ignore[arg-type]


def toy_definitions(**told: object) -> Definitions:
    """A city that could be published, with two actions."""
    city = City(
        name="Toy",
        council="Toy Council",
        place=PLACE,
        account_title="Toy account",
        comparators=("near",),
        contact="The team",
    )
    near = PeerSet(
        id="near",
        title="Near",
        basis="Close by.",
        chosen_by="Us",
        dated=date(2025, 1, 1),
        default=True,
        members=(PLACE, "E99000002"),
    )
    target = Target(value=80.0, date=date(2030, 12, 31), reason="The plan.", approved_by="Cabinet")
    fields = {
        "city": city,
        "plan": a_plan(),
        "indicators": (an_indicator("jobs", ("1.1",)), an_indicator("litter", ("2.1",), target=target)),
        "peer_sets": (near,),
        "actions": (
            an_action(),
            an_action("cleaner-streets", indicators=("litter",), priorities=("2.1",), expected=()),
        ),
    }
    return Definitions(**(fields | told))  # type: ignore[arg-type]


def a_toy_plan() -> Mapping[str, By]:
    """The toy city in the database, a council, and people: who runs Housing, who checks, who steers, a
    partner, and somebody who only reads."""
    actions.load_definitions(toy_definitions(), by="A. Officer")
    a_council()
    return {
        "runs": somebody("runs", Role.CONTRIBUTOR, Scope(Reach.ORGANISATION, "housing")),
        "jobs": somebody("jobs", Role.CONTRIBUTOR, Scope(Reach.PRIORITY, "1.1")),
        "checks": somebody("checks", Role.VERIFIER),
        "steers": somebody("steers", Role.PUBLISHER),
        "college": somebody("college", Role.CONTRIBUTOR, Scope(Reach.ORGANISATION, "toy-college")),
        "reads": somebody("reads", Role.VIEWER),
    }


def somebody(name: str, role: Role, scope: Scope = Scope()) -> By:  # noqa: B008 - frozen
    """Somebody at work, without a password: to make one is slow, and nobody signs in here."""
    Person.objects.create(email=f"{name}@example.org", name=name.title(), joined_at=timezone.now())
    return By(f"{name}@example.org", (Held(role, scope),))


def something_delivered() -> None:
    """A milestone and a risk of the work clubs, in a plan that has those."""
    by = By("steers@example.org", (Held(Role.PUBLISHER),))
    actions.add_milestone(by, "work-clubs", "First club", soon(9))
    actions.add_record(by, a_risk())


def carried_out_by_housing(by: By, code: str = "work-clubs", **told: object) -> None:
    """Say that Housing carries out an action."""
    action = next(one for one in toy_definitions().actions if one.id == code)
    actions.change_action(by, action, Work(action=code, organisation="housing", **told))  # type: ignore[arg-type]


def a_risk(**told: object) -> Risk:
    """A risk of the work clubs."""
    fields = {
        "id": "",
        "subject_kind": "action",
        "subject": "work-clubs",
        "title": "Nobody comes",
        "owner": "Club lead",
        "controls": "We ask people first",
        "likelihood_before": 4,
        "impact_before": 5,
        "likelihood_after": 2,
        "impact_after": 4,
        "review_on": soon(60),
    }
    return Risk(**(fields | told))  # type: ignore[arg-type]


def a_recovery_plan(**told: object) -> RecoveryPlan:
    """A plan to bring the work clubs back on time."""
    fields = {
        "id": "",
        "subject_kind": "action",
        "subject": "work-clubs",
        "cause": "Halls were shut",
        "steps": "Use schools",
        "owner": "Club lead",
        "expected": "Six clubs by summer",
        "review_on": soon(60),
    }
    return RecoveryPlan(**(fields | told))  # type: ignore[arg-type]


def a_decision(**told: object) -> Decision:
    """A decision on the work clubs."""
    fields = {
        "id": "",
        "subject_kind": "action",
        "subject": "work-clubs",
        "title": "Open six more",
        "decided_on": soon(-3),
        "decided_by": "Cabinet",
        "reason": "They fill up",
        "evidence": "Report 14, table 2",
    }
    return Decision(**(fields | told))  # type: ignore[arg-type]


def a_later_day(code: str = "m1", **told: object) -> actions.Wanted:
    """A change of a milestone of the work clubs, asked for: a later day."""
    fields = {
        "alters": Alters.MILESTONE_DAY,
        "subject": "work-clubs",
        "milestone": code,
        "day": soon(90),
        "reason": "The hall is shut",
        "asker": "Club lead",
    }
    return actions.Wanted(**(fields | told))  # type: ignore[arg-type]


def milestone(action: str = "work-clubs", code: str = "m1") -> models.Milestone:
    """A milestone as the database holds it."""
    return models.Milestone.objects.get(action__code=action, code=code)
