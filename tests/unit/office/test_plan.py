"""The plan in the office: a draft from its beginning to its adoption, what differs, targets, peer sets."""

from collections.abc import Callable
from html import unescape

import pytest
from deliveries import PLACE, a_toy_plan, soon
from django.test import Client
from office_people import a_person
from posted_forms import change, form_at

from ropewalk.accounts.jobs import standing
from ropewalk.accounts.roles import Role
from ropewalk.plan import actions, reads
from ropewalk.plan.editions import edition
from ropewalk.plan.tasks import refresh_figures

pytestmark = pytest.mark.django_db
DRAFT = "/office/plan/editions/toy-2027/"


@pytest.fixture
def people() -> dict:
    return dict(a_toy_plan())


@pytest.fixture
def officer(people: dict, entered: Callable[..., Client]) -> Client:
    """A publisher over everything."""
    return entered(a_person("boss@example.org", Role.PUBLISHER))


def text(client: Client, at: str, status: int = 200) -> str:
    answer = client.get(at)
    assert answer.status_code == status, at
    return unescape(answer.content.decode())


def test_a_draft_is_begun_changed_compared_and_put_in_force(officer: Client) -> None:
    officer.post("/office/plan/", {"code": "toy-2027", "title": "Next plan"})
    assert "Put the draft in force" in text(officer, DRAFT)
    told = {
        "aim": "2",
        "code": "2.7",
        "title": "Clean streets for all",
        "why": "Dirt hurts.",
        "owner": "Director of Streets",
        "lever": "controls",
        "partners": "Police\n\nSchools",
        "was": ["2.1"],
        "indicators": ["litter", "jobs"],
        "not_held": "Smells | They tell of bins",
    }
    assert change(officer, f"{DRAFT}promises/2.1/", told).status_code == 302
    change(officer, f"{DRAFT}change/", {"title": "Next plan", "vision": "Better.", "vision_parts": "a\nb"})
    change(officer, f"{DRAFT}aims/2/", {"code": "2", "title": "Clean", "summary": "Clean streets."})
    officer.post(
        f"{DRAFT}values/add/", {"code": "care", "title": "Care", "summary": "We do.", "shown_by": "Time."}
    )
    draft = edition("toy-2027")
    assert draft.plan.mapping["2.1"] == "2.7"
    assert draft.plan.vision_parts == ("a", "b")
    new = draft.plan.aims[1].priorities[0]
    assert (new.partners, new.not_held[0].why_it_matters) == (("Police", "Schools"), "They tell of bins")
    words = text(officer, "/office/plan/compare/?before=toy-2026&after=toy-2027")
    for said in ("Clean streets for all", "Director of Streets", "Dirt hurts."):
        assert said in words
    officer.post(f"{DRAFT}adopt/", {"day": soon(-1).isoformat()})
    assert reads.plan().id == "toy-2027"
    assert standing(refresh_figures).pending
    words = text(officer, DRAFT)
    assert "In force" in words
    assert "Put the draft in force" not in words
    assert "Superseded" in text(officer, "/office/plan/editions/toy-2026/")
    text(officer, f"{DRAFT}promises/2.7/", 404)


def test_a_draft_that_cannot_be_put_in_force_says_why(officer: Client) -> None:
    officer.post("/office/plan/", {"code": "toy-2027", "title": "Next plan"})
    officer.post(f"{DRAFT}remove/priority/1.1/")
    told = officer.post(f"{DRAFT}adopt/", {"day": soon(0).isoformat()}, follow=True).content.decode()
    assert "serves no priority" in told
    assert reads.plan().id == "toy-2026"
    wrong = {"aim": "2", "code": "2.2", "title": "Twice", "why": "x", "owner": "y", "lever": "controls"}
    answer = officer.post(f"{DRAFT}promises/add/", wrong | {"not_held": "no bar"})
    assert answer.status_code == 400
    assert "Write what is missing, an upright bar" in answer.content.decode()
    answer = officer.post(f"{DRAFT}promises/add/", wrong)
    assert answer.status_code == 400
    assert "one code" in answer.content.decode()
    officer.post(f"{DRAFT}drop/")
    text(officer, DRAFT, 404)


def test_what_was_typed_comes_back_where_somebody_took_the_part_out_meanwhile(
    people: dict, officer: Client
) -> None:
    actions.new_draft(people["steers"], "toy-2027", "Next plan")
    at = f"{DRAFT}promises/1.1/"
    typed = form_at(officer, at) | {"title": "Words that took an hour"}
    officer.post(f"{DRAFT}remove/priority/1.1/")
    answer = officer.post(at, typed)
    page = unescape(answer.content.decode())
    assert answer.status_code == 409
    assert "Words that took an hour" in page
    assert "Somebody took this out of the draft" in page
    assert typed["why"][0] in page
    text(officer, at, 404)


def test_nobody_else_writes_the_plan_and_nonsense_is_no_fault_of_ours(
    people: dict, officer: Client, entered: Callable[..., Client]
) -> None:
    reader = entered(a_person("eyes@example.org", Role.VIEWER))
    assert reader.post("/office/plan/", {"code": "mine", "title": "Mine"}).status_code == 403
    assert "Begin a draft" not in text(reader, "/office/plan/")
    for query in (
        "before=x&after=y",
        "before=toy-2026@x&after=toy-2026",
        "before=toy-2026@2026-01-01&after=x",
    ):
        text(officer, f"/office/plan/compare/?{query}", 400)
    for at in ("editions/nothing/", "editions/toy-2026/change/", "targets/nothing/", "peers/nothing/"):
        text(officer, f"/office/plan/{at}", 404)


def test_two_moments_of_a_draft_are_offered_and_compared(people: dict, officer: Client) -> None:
    actions.new_draft(people["steers"], "toy-2027", "Next plan")
    change(officer, f"{DRAFT}change/", {"title": "Another title", "vision": "Better."})
    words = text(officer, "/office/plan/compare/")
    first = [part.split('"')[0] for part in words.split('value="') if part.startswith("toy-2027@")][-1]
    answer = officer.get("/office/plan/compare/", {"before": first, "after": "toy-2027"})
    assert "Another title" in answer.content.decode()
    assert "2 differences" in answer.content.decode()


def test_a_target_is_set_and_taken_back_and_all_stay_to_be_seen(officer: Client) -> None:
    at = "/office/plan/targets/jobs/"
    told = {"value": "81.5", "day": soon(700).isoformat(), "reason": "Ambition", "approved_by": "Cabinet"}
    officer.post(f"{at}set/", told)
    officer.post(f"{at}set/", told | {"value": "nan"})
    officer.post(f"{at}withdraw/", {"reason": "The survey ended", "approved_by": "Cabinet"})
    words = text(officer, at)
    for said in ("81.5 by", "Ambition", "Taken back", "The survey ended"):
        assert said in words
    assert len(reads.target_changes("jobs")) == 2


def test_a_peer_set_is_written(officer: Client) -> None:
    told = {
        "code": "far",
        "title": "Far",
        "basis": "Far away",
        "chosen_by": "Cabinet",
        "dated": "2026-01-02",
        "members": f"{PLACE}\nE99000007",
    }
    assert officer.post("/office/plan/peers/add/", told).status_code == 302
    assert reads.peer_sets()[0].members == (PLACE, "E99000007")
    answer = change(officer, "/office/plan/peers/far/", told | {"members": "Leeds"})
    assert answer.status_code == 400
    assert "no codes of places" in answer.content.decode()
