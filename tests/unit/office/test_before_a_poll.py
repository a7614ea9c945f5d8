"""The time before a poll, from its page: set, told on every page, kept by every room, let through, ended."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from asked_for import MONTH, WORK, a_plan, a_team
from deliveries import a_risk, soon
from django.utils import timezone
from office_people import as_

from ropewalk.accounts.guard import HeldBackError
from ropewalk.accounts.models import LetThrough, Organisation, Person, PreElection
from ropewalk.commentary import actions as commentary
from ropewalk.commentary import public
from ropewalk.plan import actions as plan
from ropewalk.releases.actions import publishing
from ropewalk.releases.models import Release
from ropewalk.vocabulary.delivery import Risk

pytestmark = pytest.mark.django_db
POLL = "Toy elections on 6 May"


@pytest.fixture
def team(settings, tmp_path) -> dict[str, Person]:
    settings.WORKSPACE = tmp_path
    a_plan()
    return a_team()


def text(answer) -> str:
    return answer.content.decode()


def set_by_form(client) -> PreElection:
    told = {"poll": POLL, "first": soon(0).isoformat(), "last": soon(9).isoformat()}
    assert client.post("/office/before-a-poll/set/", {**told, "last": ""}).status_code == 400
    assert client.post("/office/before-a-poll/set/", told).status_code == 302
    return PreElection.objects.get()


def signed_comment(team) -> int:
    housing = Organisation.objects.get(code="housing")
    row = commentary.write(as_(team["carol"]), WORK, MONTH, "More work.", "Head", housing)
    commentary.sign(as_(team["carol"]), row.pk, 1)
    return row.pk


def test_a_comment_is_held_back_let_through_once_and_free_when_it_is_over(team, entered: Callable) -> None:
    paula, carol = entered(team["paula"]), entered(team["carol"])
    row, pk = set_by_form(paula), signed_comment(team)
    assert POLL in text(carol.get("/office/"))
    assert "Let it through" in text(paula.get(f"/office/comments/{pk}/"))
    step = {"seen": "2", "step": "publish"}
    told = text(paula.post(f"/office/comments/{pk}/step/", step))
    assert "held back until the end of" in told
    assert public.comments() == {}
    form = {"kind": "comment", "thing": str(pk), "ground": "statutory"}
    address = f"/office/before-a-poll/{row.pk}/let-through/"
    assert carol.post(address, {**form, "reason": "By law."}).status_code == 403
    assert paula.post(address, form).status_code == 400
    assert paula.post(address, {**form, "reason": "By law."}).status_code == 302
    assert paula.post(f"/office/comments/{pk}/step/", step).status_code == 302
    assert public.comments()
    assert LetThrough.objects.get().used_at
    reply = {"text": "Is it enough?", "role": "Head", "organisation": "housing"}
    assert "held back" in text(carol.post(f"/office/comments/{pk}/reply/", reply))
    assert paula.post(f"/office/before-a-poll/{row.pk}/end/", {"reason": "Called off."}).status_code == 302
    assert carol.post(f"/office/comments/{pk}/reply/", reply).status_code == 302
    assert POLL not in text(carol.get("/office/"))


def test_taking_words_back_is_never_held_back(team, entered: Callable) -> None:
    pk = signed_comment(team)
    commentary.publish(as_(team["paula"]), pk, 2)
    set_by_form(entered(team["paula"]))
    commentary.withdraw(as_(team["carol"]), pk, 3, "It was wrong.")
    assert public.comments()["indicator:work"][0].words.withdrawn


def test_a_new_edition_and_a_risk_shown_are_held_back(team, entered: Callable) -> None:
    paula = as_(team["paula"])
    plan.new_draft(paula, "next", "Next plan")
    code = plan.add_record(paula, a_risk(subject_kind="priority", subject="1.1"))
    plan.show_record(paula, Risk, code, shown=True)
    set_by_form(entered(team["paula"]))
    with pytest.raises(HeldBackError):
        plan.adopt(paula, "next", timezone.localdate())
    plan.show_record(paula, Risk, code, shown=False)
    with pytest.raises(HeldBackError):
        plan.show_record(paula, Risk, code, shown=True)


@pytest.mark.parametrize(
    ("announced", "moved", "out", "held"),
    [(-1, None, 3, False), (0, None, 3, True), (-1, 0, 3, True), (0, None, 20, False)],
    ids=["announced before", "announced within", "moved within", "out afterwards"],
)
def test_a_release_comes_out_where_it_was_announced_before(
    team, entered: Callable, monkeypatch, announced: int, moved: int | None, out: int, held: bool
) -> None:
    now = timezone.now()
    row = Release.objects.create(
        number=1,
        title="Quarter 1",
        planned_for=now + timedelta(days=out),
        announced_at=now + timedelta(days=announced),
        manifest="0" * 64,
    )
    if moved is not None:
        row.moves.create(
            was=now, becomes=row.planned_for, reason="Ill.", at=now + timedelta(days=moved), by="p"
        )
    set_by_form(entered(team["paula"]))
    monkeypatch.setattr(publishing.keeping, "wrong_in", lambda *_: [])
    if held:
        with pytest.raises(HeldBackError):
            publishing.clear(as_(team["paula"]), row)
    else:
        publishing.clear(as_(team["paula"]), row)
    assert (Release.objects.get().public_at is None) == held
