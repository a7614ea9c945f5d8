"""Pages of comments: the finding beside the words, who may do what, and forms that say nonsense."""

from collections.abc import Callable

import pytest
from asked_for import MONTH, WORK, a_plan, a_team, somebody
from django.urls import reverse
from office_people import as_

from ropewalk.accounts.models import Organisation, Person
from ropewalk.accounts.roles import Role
from ropewalk.commentary import actions, found, public
from ropewalk.commentary.found import Found
from ropewalk.commentary.tone import Verdicts
from ropewalk.office.pages import comments as pages
from ropewalk.vocabulary.words import Direction

pytestmark = pytest.mark.django_db
UNCLEAR = Found(("No clear change in people in work.",), Verdicts(Direction.NO_CLEAR_CHANGE))


@pytest.fixture
def team(settings, tmp_path, monkeypatch) -> dict[str, Person]:
    settings.WORKSPACE = tmp_path
    monkeypatch.setattr(pages, "found", lambda *_: UNCLEAR)
    a_plan()
    return a_team()


def text(answer) -> str:
    return answer.content.decode()


def test_a_comment_is_written_beside_the_finding_warned_signed_and_published(team, entered: Callable) -> None:
    carol, paula = entered(team["carol"]), entered(team["paula"])
    form = {"about": WORK.text, "start": "2024-01-01", "length": "P1M", "role": "Head of Jobs"}
    assert carol.post("/office/comments/write/", form).status_code == 400
    told = {**form, "text": "Work is improving. We utilise funds.", "organisation": "housing"}
    address = carol.post("/office/comments/write/", told)["Location"]
    page = text(carol.get(address))
    assert "No clear change in people in work." in page
    assert "You say “improving”. The finding says “no clear change”." in page
    assert "Write “use” for “utilise”." in page
    step = {"seen": "1", "step": "sign"}
    assert carol.post(f"{address}step/", step).status_code == 302
    assert carol.post(f"{address}step/", step).status_code == 409
    assert carol.post(f"{address}step/", {"seen": "2", "step": "publish"}).status_code == 403
    assert paula.post(f"{address}step/", {"seen": "2", "step": "publish"}).status_code == 302
    assert public.comments()["indicator:work"][0].words.name == "Carol"
    councillor = entered(somebody("cllr@example.org", Role.SCRUTINY))
    reply = {"text": "Is it enough?", "role": "Councillor", "organisation": "toy-council"}
    assert councillor.post(f"{address}reply/", {}).status_code == 400
    assert councillor.post(f"{address}reply/", reply).status_code == 302
    assert "Is it enough?" in text(paula.get(address))
    assert carol.post(f"{address}step/", {"seen": "3", "step": "withdraw", "why": ""}).status_code == 400
    assert (
        carol.post(f"{address}step/", {"seen": "3", "step": "withdraw", "why": "Wrong."}).status_code == 302
    )
    assert "Withdrawn" in text(carol.get("/office/comments/"))


def test_a_draft_is_changed_by_who_wrote_it_alone(team, entered: Callable) -> None:
    housing = Organisation.objects.get(code="housing")
    row = actions.write(as_(team["carol"]), WORK, MONTH, "More work.", "Head", housing)
    address = reverse("comment-change", args=[row.pk])
    told = {"seen": "1", "text": "Much more.", "role": "Head"}
    assert entered(team["paula"]).post(address, told).status_code == 403
    carol = entered(team["carol"])
    assert carol.post(address, told).status_code == 302
    assert carol.post(address, told).status_code == 409
    assert carol.post(address, {"seen": "x"}).status_code == 400
    stranger = entered(somebody("x@example.org", Role.SCRUTINY))
    assert stranger.get(reverse("comment", args=[99])).status_code == 404


def test_where_nothing_is_found_the_page_says_so(tmp_path) -> None:
    a_plan()
    assert found.found(tmp_path / "store", WORK) == Found()
