"""Readers see signed words beside the figures, set apart from what was found."""

import pytest
from asked_for import a_team, somebody
from office_people import as_

from ropewalk.accounts.models import Organisation
from ropewalk.accounts.roles import Role
from ropewalk.commentary import actions
from ropewalk.plan.subjects import Subject, SubjectKind
from ropewalk.publish.website.account import open_account

WORK = Subject(SubjectKind.INDICATOR, "work")
HEADING = "In the council’s own words"


@pytest.fixture
def team(account) -> dict:
    return a_team()


def shown(team, about: Subject, text: str = "A new <b>college</b> opened.") -> int:
    housing = Organisation.objects.get(code="housing")
    row = actions.write(as_(team["carol"]), about, "2023-01-01/P1Y", text, "Head of Jobs", housing)
    actions.sign(as_(team["carol"]), row.pk, 1)
    actions.publish(as_(team["paula"]), row.pk, 2)
    return row.pk


def page(get, at: str) -> str:
    return get(at).content.decode()


def test_a_page_without_comments_says_nothing_of_them(get) -> None:
    assert HEADING not in page(get, "/indicators/work/")
    assert HEADING not in page(get, "/priorities/1.1/")


def test_a_comment_stands_beside_its_figure_with_who_said_it(get, team) -> None:
    before = open_account().key
    shown(team, WORK)
    assert open_account().key != before
    found = page(get, "/indicators/work/")
    said = found.partition(HEADING)[2]
    assert "A new &lt;b&gt;college&lt;/b&gt; opened." in said
    assert "Carol, Head of Jobs, Housing" in said
    assert HEADING not in page(get, "/indicators/queues/")
    assert HEADING not in page(get, "/places/E08900002/work/")
    assert "Yng ngeiriau’r cyngor ei hun" in page(get, "/cy/indicators/work/")


def test_comments_about_a_promise_and_its_actions_stand_on_its_sheet(get, team) -> None:
    shown(team, Subject(SubjectKind.PRIORITY, "1.1"), "The promise.")
    shown(team, Subject(SubjectKind.ACTION, "work-clubs"), "The clubs.")
    said = page(get, "/priorities/1.1/").partition(HEADING)[2]
    assert said.index("The promise.") < said.index("Work clubs") < said.index("The clubs.")


def test_a_reply_is_shown_and_what_was_withdrawn_says_so(get, team) -> None:
    pk = shown(team, WORK)
    councillor = as_(somebody("cllr@example.org", Role.SCRUTINY))
    actions.reply(councillor, pk, "Is it enough?", "Chair", Organisation.objects.get(code="toy-council"))
    actions.withdraw(as_(team["carol"]), pk, 3, "A wrong figure.")
    said = page(get, "/indicators/work/").partition(HEADING)[2]
    assert "opened" not in said
    assert "This comment by Carol was withdrawn on" in said
    assert "A wrong figure." in said
    assert "Is it enough?" in said
