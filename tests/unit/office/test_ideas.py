"""Pages of ideas and recognition: forms that refuse with why, what is kept, who sees what."""

from collections.abc import Callable

import pytest
from asked_for import a_plan, a_team
from deliveries import soon

from ropewalk.accounts.models import Person
from ropewalk.thread.actions import shared
from ropewalk.thread.judged import Judged, Judgement
from ropewalk.vocabulary.words import Direction

pytestmark = pytest.mark.django_db
IDEAS, RECOGNITION = "/office/ideas/", "/office/recognition/"


def found(monkeypatch, direction: Direction, revision: int = 2) -> None:
    judged = Judged("work", direction, direction, "2024-01-01/P1Y", f"Work as of {revision}.")
    now = Judgement("E1", revision, "v", {"work": judged})
    monkeypatch.setattr(shared, "judgement", lambda *_: now)


@pytest.fixture
def team(settings, tmp_path, monkeypatch) -> dict[str, Person]:
    settings.WORKSPACE = tmp_path
    found(monkeypatch, Direction.NO_CLEAR_CHANGE)
    a_plan()
    return a_team()


def text(answer) -> str:
    return answer.content.decode()


def test_an_idea_goes_from_proposal_to_what_was_learnt(team, entered: Callable) -> None:
    carol, vera = entered(team["carol"]), entered(team["vera"])
    told = {
        "title": "Tea <b>at</b> clubs",
        "what": "Serve tea.",
        "about": "indicator:work",
        "expected": "2 points more.",
        "test": "Count who comes back.",
        "organisation": "housing",
    }
    assert carol.post(f"{IDEAS}propose/", told).status_code == 400
    at = carol.post(f"{IDEAS}propose/", {**told, "by": soon(60).isoformat()})["Location"]
    assert "Tea &lt;b&gt;at&lt;/b&gt; clubs" in text(vera.get(at))
    assert "The next step" not in text(vera.get(at))
    step = {"seen": "1", "becomes": "tried", "reason": "Cheap."}
    assert vera.post(f"{at}step/", step).status_code == 403
    assert carol.post(f"{at}step/", {**step, "becomes": "adopted"}).status_code == 400
    assert carol.post(f"{at}step/", step).status_code == 302
    again = {**step, "becomes": "stopped"}
    assert carol.post(f"{at}step/", again).status_code == 409
    stop = {"seen": "2", "becomes": "stopped", "reason": "No use."}
    assert "what happened is empty" in text(carol.post(f"{at}step/", stop))
    assert carol.post(f"{at}step/", {**stop, "result": "No.", "evidence": "Note"}).status_code == 302
    page = text(vera.get(at))
    assert "What the finding said then" in page
    assert "Figures as of revision 2" in page
    assert "clubs" in text(vera.get(f"{IDEAS}?state=stopped"))
    assert "clubs" not in text(vera.get(f"{IDEAS}?state=adopted"))
    assert carol.get(f"{IDEAS}99/").status_code == 404


def test_recognition_is_refused_with_why_then_offered_and_marked_when_figures_change(
    team, entered: Callable, monkeypatch
) -> None:
    paula, carol, vera = (entered(team[one]) for one in ("paula", "carol", "vera"))
    told = {"about": "indicator:work", "whom": f"person:{team['carol'].pk}", "why": "Six clubs."}
    assert carol.get(f"{RECOGNITION}give/").status_code == 403
    refused = paula.post(f"{RECOGNITION}give/", told)
    assert refused.status_code == 400
    assert "the finding about this measure says: no clear change" in text(refused)
    found(monkeypatch, Direction.IMPROVING, 5)
    at = paula.post(f"{RECOGNITION}give/", told)["Location"]
    assert vera.get(at).status_code == 404
    assert "1 recognition waits for your answer" in text(carol.get("/office/"))
    assert carol.post(f"{at}answer/", {"says": "perhaps"}).status_code == 302
    assert vera.get(at).status_code == 404
    assert carol.post(f"{at}answer/", {"says": "accepted"}).status_code == 302
    assert "Work as of 5." in text(vera.get(at))
    assert "no longer shows this" not in text(vera.get(at))
    found(monkeypatch, Direction.NO_CLEAR_CHANGE, 6)
    page = text(vera.get(at))
    assert "no longer shows this" in page
    assert "Work as of 5." in page
    assert "no longer shows this" in text(vera.get(RECOGNITION))
    assert carol.post(f"{at}withdraw/", {"why": "Rather not."}).status_code == 302
    assert vera.get(at).status_code == 404
