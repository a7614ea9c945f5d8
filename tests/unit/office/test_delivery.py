"""Delivery in the office: what its pages show, what their forms write, and how they refuse."""

from collections.abc import Callable
from html import unescape

import pytest
from deliveries import a_decision, a_risk, a_toy_plan, milestone, soon
from django.test import Client
from office_people import a_person
from posted_forms import change

from ropewalk.accounts.roles import Role
from ropewalk.office.pages.records import grave, squares
from ropewalk.plan import actions, reads
from ropewalk.vocabulary.delivery import Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> dict:
    return dict(a_toy_plan())


@pytest.fixture
def officer(people: dict, entered: Callable[..., Client]) -> Client:
    """A publisher over everything."""
    return entered(a_person("boss@example.org", Role.PUBLISHER))


def text(client: Client, at: str, status: int = 200) -> str:
    answer = client.get(f"/office/{at}")
    assert answer.status_code == status, at
    return unescape(answer.content.decode())


def test_the_list_counts_with_its_denominator_and_can_be_narrowed(people: dict, officer: Client) -> None:
    actions.add_milestone(people["jobs"], "work-clubs", "First club", soon(-3))
    words = text(officer, "delivery/")
    assert "2 actions are held" in words
    assert words.count("1 of 2") == 2
    assert "Work clubs" in text(officer, "delivery/?status=late")
    assert "Cleaner streets" not in text(officer, "delivery/?status=late")
    assert "No action is like that" in text(officer, "delivery/?status=done&priority=nonsense&words=%00")


def test_the_list_asks_as_much_of_the_database_for_many_as_for_few(
    people: dict, officer: Client, django_assert_max_num_queries: Callable
) -> None:
    for n in range(8):
        actions.add_milestone(people["jobs"], "work-clubs", f"Club {n}", soon(n))
        actions.add_record(people["jobs"], a_risk(title=f"Risk {n}"))
    for at in ("delivery/", "delivery/timeline/", "delivery/records/", "delivery/actions/work-clubs/"):
        text(officer, at)
        with django_assert_max_num_queries(22):
            text(officer, at)


def test_an_action_is_added_milestones_given_done_and_verified(
    people: dict, officer: Client, entered: Callable[..., Client]
) -> None:
    told = {
        "title": "Open the old baths",
        "began": "2026-03-01",
        "owner": "Director of Leisure",
        "source": "Cabinet minute 7",
        "organisation": "housing",
        "partners": ["toy-college"],
        "priorities": ["1.1", "2.2"],
        "indicators": ["litter"],
        "after": ["work-clubs"],
        "what_1": "jobs",
        "size_1": "-1.5",
        "by_1": "2027-03-01",
    }
    assert officer.post("/office/delivery/add/", told).headers["Location"].endswith("/open-the-old-baths/")
    (new,) = (one for one in reads.actions() if one.id == "open-the-old-baths")
    assert (new.indicators, new.expected[0].size) == (("litter", "jobs"), -1.5)
    at = "/office/delivery/actions/open-the-old-baths/"
    officer.post(f"{at}milestones/add/", {"title": "Water", "due": soon(9).isoformat()})
    done = {"done": soon(0).isoformat(), "evidence": "<b>Wet</b>"}
    change(officer, f"{at}milestones/m1/done/", done, f"{at}milestones/m1/")
    assert "&lt;b&gt;Wet" in officer.get(f"{at}milestones/m1/").content.decode()
    checker = entered(a_person("check@example.org", Role.VERIFIER))
    checker.post(f"{at}milestones/m1/verify/")
    assert milestone("open-the-old-baths").verified_by == "Check"
    words = text(officer, at[len("/office/") :])
    for said in (
        "Done",
        "1 of 1 milestones done",
        "Toy College",
        "verified",
        "-1.5 in “People and jobs” by 1 March 2027",
    ):
        assert said in words


def test_a_form_that_is_wrong_says_what_and_writes_nothing(people: dict, officer: Client) -> None:
    answer = officer.post("/office/delivery/add/", {"title": "Half", "what_1": "jobs"})
    assert answer.status_code == 400
    assert "Say which measure, by how much and by when" in answer.content.decode()
    assert len(reads.actions()) == 2
    at = "/office/delivery/actions/work-clubs/"
    told = officer.post(
        f"{at}override/", {"status": "late", "reason": "Rain", "until": "2099-01-01"}, follow=True
    )
    assert "does not end in time" in told.content.decode()
    told = officer.post(f"{at}milestones/add/", {"title": "No day"}, follow=True)
    assert "Promised for: Fill this in" in told.content.decode()
    for bad in ("until=2026-13-45&status=done&reason=x", "status=nonsense"):
        assert officer.post(f"{at}override/", bad, "application/x-www-form-urlencoded").status_code == 302
    assert reads.work("work-clubs").overrides == ()
    assert reads.work("work-clubs").milestones == ()


def test_an_override_is_told_beside_the_rule_and_can_be_taken_back(people: dict, officer: Client) -> None:
    actions.add_milestone(people["jobs"], "work-clubs", "First club", soon(-3))
    at = "/office/delivery/actions/work-clubs/"
    officer.post(f"{at}override/", {"status": "on track", "reason": "Built", "until": soon(5).isoformat()})
    words = text(officer, at[len("/office/") :])
    assert "Set by hand by Boss" in words
    assert "The rule says:" in words
    officer.post(f"{at}override/end/", {"reason": "No longer"})
    assert "Set by hand" not in text(officer, at[len("/office/") :])


def test_who_may_not_write_an_action_sees_it_without_forms(
    people: dict, entered: Callable[..., Client]
) -> None:
    viewer = entered(a_person("eyes@example.org", Role.VIEWER))
    actions.add_milestone(people["jobs"], "work-clubs", "First club", soon(-3))
    for at in ("delivery/actions/work-clubs/", "delivery/actions/work-clubs/milestones/m1/"):
        page = viewer.get(f"/office/{at}").content.decode()
        assert page.count('method="post"') == 2  # language and signing out
    assert viewer.post("/office/delivery/actions/work-clubs/milestones/add/", {}).status_code == 403


def test_what_is_not_there_is_404(people: dict, officer: Client) -> None:
    for at in (
        *("delivery/actions/nothing/", "delivery/actions/nothing/change/", "delivery/records/risk/risk-9/"),
        *("delivery/actions/work-clubs/milestones/m9/", "delivery/records/nothing/add/"),
    ):
        text(officer, at, 404)
    assert officer.post("/office/delivery/actions/nothing/stop/", {"reason": "x"}).status_code == 404


def test_a_risk_stands_in_its_square_and_a_decision_cannot_be_written_anew(
    people: dict, officer: Client
) -> None:
    told = {
        "about": "priority:2.1",
        "title": "Bins burn",
        "owner": "Lead",
        "controls": "Metal bins",
        "likelihood_before": "5",
        "impact_before": "4",
        "likelihood_after": "1",
        "impact_after": "4",
        "review_on": soon(-1).isoformat(),
    }
    answer = officer.post("/office/delivery/records/risk/add/", told | {"impact_after": "5"})
    assert answer.status_code == 400
    assert "controls cannot make a risk greater" in answer.content.decode()
    assert officer.post("/office/delivery/records/risk/add/", told).status_code == 302
    words = text(officer, "delivery/records/")
    assert "5 × 4" in words
    assert "overdue" in words
    told |= {"title": "Bins smoke", "about": "action:work-clubs"}
    change(officer, "/office/delivery/records/risk/risk-1/", told)
    assert [(one.title, one.subject) for one in reads.delivery().risk] == [("Bins smoke", "2.1")]
    code = actions.add_record(people["jobs"], a_decision())
    page = officer.post(f"/office/delivery/records/decision/{code}/", {"title": "Other"})
    assert page.status_code == 400
    officer.post(
        f"/office/delivery/records/decision/{code}/",
        {"title": "Other", "decided_on": "2026-01-01", "decided_by": "Me", "reason": "x", "evidence": "y"},
    )
    assert reads.delivery().decision[0].title == "Open six more"
    officer.post(f"/office/delivery/records/decision/{code}/show/", {"shown": "yes"})
    assert reads.delivery().decision[0].shown


def test_every_risk_is_once_in_each_picture_and_gravity_never_falls_with_size() -> None:
    risks = [a_risk(id=f"risk-{n}", likelihood_after=n % 4 + 1) for n in range(9)]
    for after in (False, True):
        found = [risk for row in squares(risks, after=after) for cell in row for risk in cell.risks]
        assert sorted(one.id for one in found) == sorted(one.id for one in risks)
    order = ["low", "medium", "high"]
    scores = [order.index(grave(score)) for score in range(1, 26)]
    assert scores == sorted(scores)


def test_before_anything_is_loaded_the_pages_say_so(entered: Callable[..., Client]) -> None:
    client = entered(a_person("boss@example.org", Role.PUBLISHER))
    assert "No plan is loaded yet" in text(client, "delivery/", 404)


def test_status_words_are_drawn_as_shapes_too(people: dict, officer: Client) -> None:
    actions.add_milestone(people["jobs"], "work-clubs", "First club", soon(-3))
    page = officer.get("/office/delivery/timeline/").content.decode()
    assert "rw-verdict--late" in page
    assert "rw-time__missed" in page
    assert "Begins 5 January 2026, Late" in page
    assert Status.LATE == "late"


def test_a_change_is_asked_for_on_one_page_and_decided_on_another(
    people: dict, entered: Callable[..., Client], officer: Client
) -> None:
    actions.add_milestone(people["jobs"], "work-clubs", "First club", soon(9))
    owner = entered(a_person("owner@example.org", Role.CONTRIBUTOR))
    page = text(owner, "delivery/changes/ask/?about=milestone:work-clubs/m1")
    assert "Work clubs: First club" in page
    assert "new target" not in page
    about = {"about": "milestone:work-clubs/m1", "reason": "Rain", "asker": "Club lead"}
    assert "Say which day" in told(
        owner.post("/office/delivery/changes/ask/", about | {"alters": "milestone day"}), 400
    )
    wrong = about | {"alters": "target", "day": "2030-01-01", "value": "4"}
    assert "does not go with" in told(owner.post("/office/delivery/changes/ask/", wrong), 400)
    owner.post("/office/delivery/changes/ask/", about | {"alters": "milestone day", "day": "2030-01-01"})
    assert "so somebody else decides" in text(owner, "delivery/changes/change-1/")
    for at in ("delivery/changes/", "delivery/actions/work-clubs/"):
        assert "1 January 2030" in text(owner, at)
    at = "/office/delivery/changes/change-1/"
    assert owner.post(f"{at}agree/", {}).status_code == 403
    answer = {"decided_by": "Cabinet", "on": soon(0).isoformat(), "because": "It rains"}
    assert "Agree, and make the change" in text(officer, "delivery/changes/change-1/")
    officer.post(f"{at}show/", {"shown": "yes"})
    officer.post(f"{at}agree/", answer)
    found = reads.changes_asked()[0]
    assert (found.answer, found.decided_by, found.shown) == ("agreed", "Cabinet", True)
    assert "Agree, and make" not in text(officer, "delivery/changes/change-1/")
    assert "first promised for" in text(officer, "delivery/actions/work-clubs/")


def told(answer: object, status: int) -> str:
    assert answer.status_code == status  # type: ignore[attr-defined]
    return str(answer.content.decode())  # type: ignore[attr-defined]
