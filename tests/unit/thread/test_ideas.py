"""Ideas: who may put one forward and decide on it, which steps there are, and what is kept with each."""

from collections.abc import Mapping

import pytest
from deliveries import a_toy_plan, carried_out_by_housing, soon
from hypothesis import given
from hypothesis import strategies as st

from ropewalk.accounts import audit
from ropewalk.accounts.by import By, NotAllowedError
from ropewalk.accounts.models import Event, Organisation
from ropewalk.accounts.rights import Held, Reach, Scope
from ropewalk.accounts.roles import Role
from ropewalk.thread import actions, reads
from ropewalk.thread.about import About, Kind
from ropewalk.thread.actions import shared
from ropewalk.thread.actions.ideas import Proposal, StaleError
from ropewalk.thread.judged import Judged, Judgement
from ropewalk.thread.models import Idea, Step
from ropewalk.thread.states import NEXT, needs_result
from ropewalk.thread.states import Idea as State
from ropewalk.vocabulary.errors import UserError
from ropewalk.vocabulary.words import Direction

JOBS = About(Kind.INDICATOR, "jobs")


@given(st.lists(st.sampled_from(list(State)), max_size=6))
def test_whatever_is_asked_nothing_is_adopted_untried_and_what_is_stopped_stays(wanted: list[State]) -> None:
    at, walked = State.PROPOSED, [State.PROPOSED]
    for one in wanted:
        if one in NEXT[at]:
            at = one
            walked.append(one)
    assert State.ADOPTED not in walked or State.TRIED in walked[: walked.index(State.ADOPTED)]
    assert State.STOPPED not in walked[:-1]
    assert all(needs_result(was) == (was is not State.PROPOSED) for was in walked if NEXT[was])


@pytest.fixture
def people(db, monkeypatch, settings, tmp_path) -> Mapping[str, By]:
    settings.WORKSPACE = tmp_path
    found(monkeypatch, Direction.NO_CLEAR_CHANGE, 4)
    people = a_toy_plan()
    carried_out_by_housing(people["steers"])
    return people


def found(monkeypatch, direction: Direction, revision: int) -> None:
    judged = Judged("jobs", direction, direction, "2025-01-01/P1Y", f"Said at {revision}.")
    now = Judgement("E99000001", revision, "v1", {"jobs": judged})
    monkeypatch.setattr(shared, "judgement", lambda *_: now)


def a_proposal(**told: object) -> Proposal:
    fields = {
        "title": "Tea at the clubs",
        "what": "Serve tea.",
        "about": JOBS,
        "expected": "2 points more.",
        "by": soon(90),
        "test": "Count who comes back.",
        "organisation": Organisation.objects.get(code="housing"),
    }
    return Proposal(**(fields | told))  # type: ignore[arg-type]


def test_an_idea_is_tried_and_stopped_with_what_was_learnt_and_what_was_found_then(
    people, monkeypatch
) -> None:
    row = actions.propose(people["runs"], a_proposal())
    assert [reads.waiting(people["runs"], soon(more)).overdue for more in (90, 91)] == [0, 1]
    actions.take(people["runs"], row.pk, 1, State.TRIED, "It is cheap.")
    with pytest.raises(UserError, match="what happened is empty"):
        actions.take(people["runs"], row.pk, 2, State.STOPPED, "No use.")
    with pytest.raises(UserError, match="what shows it is empty"):
        actions.take(people["runs"], row.pk, 2, State.STOPPED, "No use.", "Nobody stayed.")
    found(monkeypatch, Direction.WORSENING, 9)
    actions.take(people["runs"], row.pk, 2, State.STOPPED, "No use.", "Nobody stayed.", "Note 4")
    found(monkeypatch, Direction.IMPROVING, 12)
    first, last = Step.objects.all()
    assert (first.known, first.verdict, first.revision) == ("Said at 4.", "no clear change", 4)
    assert (last.known, last.verdict, last.revision, last.result) == (
        *("Said at 9.", "worsening", 9),
        "Nobody stayed.",
    )
    assert reads.waiting(people["runs"], soon(91)).overdue == 0
    assert Idea.objects.get().stands is State.STOPPED
    assert list(reads.ideas(state="stopped")) == [row]
    assert list(reads.ideas(state="adopted")) == []
    assert [one.what for one in Event.objects.filter(kind="idea")] == [
        *("idea proposed", "idea tried", "idea stopped")
    ]
    assert audit.broken() is None
    with pytest.raises(UserError, match="cannot be tried"):
        actions.take(people["runs"], row.pk, 3, State.TRIED, "Again.", "x", "y")


def test_a_step_taken_twice_is_told_as_such(people) -> None:
    row = actions.propose(people["runs"], a_proposal())
    actions.take(people["runs"], row.pk, 1, State.TRIED, "It is cheap.")
    with pytest.raises(StaleError):
        actions.take(people["steers"], row.pk, 1, State.STOPPED, "No.")
    with pytest.raises(UserError, match="no such idea"):
        actions.take(people["steers"], 99, 1, State.STOPPED, "No.")


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"title": " "}, "title is empty"),
        ({"test": ""}, "how it will be tested"),
        ({"by": soon(0)}, "not to come"),
        ({"about": About(Kind.INDICATOR, "none")}, "no such indicator"),
        ({"about": About(Kind.MILESTONE, "work-clubs/m9")}, "no such milestone"),
    ],
)
def test_half_an_idea_is_refused(people, told: dict, why: str) -> None:
    with pytest.raises(UserError, match=why):
        actions.propose(people["runs"], a_proposal(**told))
    assert not Idea.objects.exists()


@pytest.mark.parametrize("role", list(Role))
def test_who_may_put_ideas_forward_may_do_so_about_anything(people, role: Role) -> None:
    scope = Scope(Reach.ORGANISATION, "toy-college")
    by = By("a@example.org", (Held(role, scope),))
    if role in (Role.CONTRIBUTOR, Role.PUBLISHER):
        assert actions.propose(by, a_proposal()).proposer == by.name
    else:
        with pytest.raises(NotAllowedError):
            actions.propose(by, a_proposal())


def test_who_works_on_it_decides_and_who_proposed_it_may_stop_it(people) -> None:
    row = actions.propose(people["college"], a_proposal())
    with pytest.raises(NotAllowedError):
        actions.take(people["college"], row.pk, 1, State.TRIED, "Mine.")
    with pytest.raises(NotAllowedError):
        actions.take(people["checks"], row.pk, 1, State.STOPPED, "No.")
    actions.take(people["jobs"], row.pk, 1, State.TRIED, "Over promise 1.1.")
    actions.take(people["college"], row.pk, 2, State.STOPPED, "Mine.", "It rained.", "Diary")
    assert Idea.objects.get().stands is State.STOPPED
