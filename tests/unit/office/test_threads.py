"""The golden thread on pages: mine, of any team, of none; and what waits for me."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from asked_for import DUE, MONTH, QUEUES, WORK, a_plan, a_team, of_housing, somebody
from deliveries import soon
from office_people import as_
from scrutinised import housing

from ropewalk.accounts.models import Organisation, Person
from ropewalk.accounts.rights import Reach, Scope
from ropewalk.accounts.roles import Role
from ropewalk.commentary import actions as commentary
from ropewalk.office.pages import threads as pages
from ropewalk.plan import actions as plan
from ropewalk.plan import models, reads
from ropewalk.returns import actions as returns
from ropewalk.scrutiny import actions as scrutiny
from ropewalk.thread.judged import Judged, Judgement
from ropewalk.vocabulary.delivery import Work
from ropewalk.vocabulary.words import Direction

pytestmark = pytest.mark.django_db
SENTENCE = "No clear change in people in work."


@pytest.fixture
def team(settings, tmp_path, monkeypatch) -> dict[str, Person]:
    settings.WORKSPACE = tmp_path
    unclear = Judged("work", Direction.NO_CLEAR_CHANGE, Direction.NO_CLEAR_CHANGE, "", SENTENCE)
    monkeypatch.setattr(pages, "judgement", lambda *_: Judgement("E1", 2, "v", {"work": unclear}))
    a_plan()
    people = a_team()
    clubs = next(one for one in reads.actions() if one.id == "work-clubs")
    plan.change_action(as_(people["paula"]), clubs, Work(action="work-clubs", organisation="housing"))
    return people


def text(answer) -> str:
    assert answer.status_code == 200
    return answer.content.decode()


def test_my_page_leads_from_what_my_team_does_to_whether_it_gets_better(team, entered: Callable) -> None:
    page = text(entered(team["carol"]).get("/office/"))
    whole = page.partition("What my team does")[2].partition("rw-strands")[2]
    steps = ("Work clubs", "What it is for", "/priorities/1.1/", "Is it getting better?", SENTENCE)
    assert [whole.index(one) for one in steps] == sorted(whole.index(one) for one in steps)
    assert "Above my team" in page
    assert "Toy Council" in page.partition("Above my team")[2]


def test_an_action_without_an_outcome_says_that_none_is_linked(team, entered: Callable) -> None:
    models.Action.objects.filter(code="work-clubs").update(indicators=[])
    row = models.Version.objects.last()
    models.Version.objects.create(version="other", at=row.at, by="t")
    page = text(entered(team["carol"]).get("/office/thread/housing/"))
    assert "No outcome is linked." in page
    assert SENTENCE not in page
    ends = text(entered(team["paula"]).get("/office/loose-ends/"))
    assert "Actions that no outcome is linked to" in ends
    assert "Work clubs" in ends


def test_somebody_of_no_team_is_told_so_and_who_may_not_read_sees_none_of_it(team, entered: Callable) -> None:
    assert "You are of no team yet" in text(entered(team["vera"]).get("/office/"))
    page = text(entered(somebody("admin@example.org", Role.ADMINISTRATOR)).get("/office/"))
    assert "Golden thread" not in page
    assert "You are of no team" not in page
    over = somebody("promise@example.org", Role.CONTRIBUTOR, Scope(Reach.PRIORITY, "1.1"))
    assert "A promise that I look after" in text(entered(over).get("/office/"))
    assert entered(team["colin"]).get("/office/thread/nobody/").status_code == 404


def test_every_team_has_its_thread_and_a_directorate_that_of_those_below(team, entered: Callable) -> None:
    client = entered(team["vera"])
    assert SENTENCE in text(client.get("/office/thread/toy-council/"))
    assert "No action is run from here" in text(client.get("/office/thread/repairs/"))
    assert "Housing" in text(client.get("/office/thread/"))


def test_what_waits_for_me_is_counted_and_late_first(team, entered: Callable) -> None:
    paula, carol = as_(team["paula"]), as_(team["carol"])
    returns.ask(paula, QUEUES, MONTH, DUE, of_housing())
    returns.ask(paula, QUEUES, "2024-02-01/P1M", soon(9), of_housing())
    plan.add_milestone(paula, "work-clubs", "First club", soon(0) - timedelta(days=1))
    scrutiny.ask(as_(somebody("cllr@example.org", Role.SCRUTINY)), WORK, "Why so few?", housing())
    row = commentary.write(carol, WORK, MONTH, "More work.", "Head", Organisation.objects.get(code="housing"))
    told = [
        "1 return is late",
        "1 milestone is past its day",
        "1 return is to be sent in",
        "1 comment of yours",
        "1 question or challenge to answer",
    ]
    waits = text(entered(team["carol"]).get("/office/")).partition("What waits for me")[2]
    assert [waits.index(one) for one in told] == sorted(waits.index(one) for one in told)
    commentary.sign(carol, row.pk, 1)
    assert "1 comment is to be published" in text(entered(team["paula"]).get("/office/"))
    # Who wrote it does not publish it, and another directorate's head has nothing to do with it.
    head = somebody("head@example.org", Role.PUBLISHER, Scope(Reach.ORGANISATION, "toy-college"))
    assert "to be published" not in text(entered(head).get("/office/"))
