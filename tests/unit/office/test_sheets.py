"""Sheets on their pages: taken away, brought back, looked at, applied as a whole or not at all."""

from collections.abc import Callable

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from edited_sheets import rows_of, somebody_with_everything, written
from office_people import a_person

from ropewalk.accounts import sheets
from ropewalk.accounts.models import Event, Invitation, Organisation, Person
from ropewalk.accounts.rights import Reach, Scope
from ropewalk.accounts.roles import Role
from ropewalk.plan import reads
from ropewalk.plan.actions import works
from ropewalk.vocabulary.errors import Fault, UserError

pytestmark = pytest.mark.django_db
HOUSING = Scope(Reach.ORGANISATION, "housing")


@pytest.fixture
def officer(entered: Callable[..., Client]) -> Client:
    return entered(Person.objects.get(email=somebody_with_everything().name))


def taken(client: Client, name: str) -> list[dict[str, str]]:
    return rows_of(client.get(f"/office/sheets/{name}/take.csv").content)


def brought(client: Client, name: str, data: bytes, file: str = "back.csv", **told: str) -> HttpResponse:
    return client.post(f"/office/sheets/{name}/bring/", {"file": SimpleUploadedFile(file, data), **told})


def preview(client: Client, name: str, rows: list[dict[str, str]]) -> tuple[str, str]:
    """Bring rows back: where their preview is, and what it says."""
    at = brought(client, name, written(rows)).headers["Location"]
    return at, client.get(at).content.decode()


def titles() -> dict[str, str]:
    return {one.id: one.title for one in reads.actions()}


def test_a_sheet_is_looked_at_first_and_written_once_somebody_says_yes(officer: Client) -> None:
    rows, events = taken(officer, "actions"), Event.objects.count()
    rows[0]["What is done"] = "Clubs for everybody"
    rows.append(rows[0] | {"Number in the office": "", "Mark (leave as it is)": "", "What is done": "Tea"})
    at, page = preview(officer, "actions", rows)
    assert "Clubs for everybody" in page
    assert "Write 2 rows" in page
    assert Event.objects.count() == events
    assert officer.post(at).status_code == 302
    assert {"Clubs for everybody", "Tea"} <= set(titles().values())
    told = list(Event.objects.order_by("number").values_list("what", "who")[events:])
    assert sorted(told) == [(what, "all@example.org") for what in
                            ("action added", "action changed", "sheet applied")]  # fmt: skip
    assert '"sha256"' in Event.objects.order_by("-number")[0].after
    assert officer.post(at).status_code == 404


def test_what_moved_since_it_was_looked_at_is_not_written_over(officer: Client) -> None:
    rows = taken(officer, "organisations")
    for row in rows:
        row["Name"] += " anew"
    at, _page = preview(officer, "organisations", rows)
    Organisation.objects.filter(code="repairs").update(name="Mending")
    before = Event.objects.count()
    answer = officer.post(at)
    assert answer.status_code == 409
    assert "Nothing was written" in answer.content.decode()
    assert Event.objects.count() == before
    assert not Organisation.objects.filter(name__endswith="anew").exists()


def test_a_sheet_that_fails_in_the_middle_leaves_nothing_half_done(
    officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = taken(officer, "actions")
    rows[0] |= {"What is done": "Other clubs", "Given up, because": "No money"}
    at, _page = preview(officer, "actions", rows)
    before, events = titles(), Event.objects.count()

    def killed(*_told: object) -> None:
        raise UserError(Fault("the machine went away", "Start it again"))

    monkeypatch.setattr(works, "sign", killed)
    assert officer.post(at).status_code == 400
    assert (titles(), Event.objects.count()) == (before, events)


def test_rows_that_somebody_may_not_change_are_refused_one_by_one(entered: Callable[..., Client]) -> None:
    somebody_with_everything()
    client = entered(a_person("carol@example.org", Role.CONTRIBUTOR, HOUSING))
    rows = taken(client, "actions")
    rows[0]["Who answers for it"] = "Me"
    at, page = preview(client, "actions", rows)
    assert "Your roles do not let you do this" in page
    assert client.post(at).status_code == 400


def test_nobody_sees_what_somebody_else_brought_or_a_list_that_is_not_theirs(
    officer: Client, entered: Callable[..., Client]
) -> None:
    rows = taken(officer, "actions")
    rows[0]["Who answers for it"] = "Me"
    at, _page = preview(officer, "actions", rows)
    other = entered(a_person("paula@example.org", Role.PUBLISHER))
    assert (other.get(at).status_code, other.post(at).status_code) == (404, 404)
    admin = entered(a_person("admin@example.org", Role.ADMINISTRATOR))
    assert admin.get("/office/sheets/actions/").status_code == 404
    assert admin.get("/office/sheets/people/").status_code == 200


def test_one_bad_row_is_found_among_many_and_nothing_can_be_written(officer: Client) -> None:
    rows = taken(officer, "actions")
    new = {"What is done": "", "Begins, or began": "2026-01-01", "Who answers for it": "Me",
           "Public record": "A", "Promises it serves": rows[0]["Promises it serves"]}  # fmt: skip
    rows += [new | {"What is done": f"Action {n}"} for n in range(9)]
    rows[4]["Run by"] = "Nobody"
    rows[7]["Who answers for it"] = ""
    at, page = preview(officer, "actions", rows)
    assert page.count("This cannot be chosen here") == 1
    assert page.count("The owner is empty") == 1
    assert officer.post(at).status_code == 400


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04junk", b"a,b\n1,2", bytes(range(256)), b"<html>"])
@pytest.mark.parametrize("file", ["x.csv", "x.xlsx", "x.exe", "x.pdf"])
def test_junk_is_answered_in_words(officer: Client, data: bytes, file: str) -> None:
    assert brought(officer, "actions", data, file).status_code == 400


def test_what_is_refused_is_marked_in_a_copy(officer: Client) -> None:
    rows = taken(officer, "actions")
    rows[0]["Begins, or began"] = "soon"
    answer = brought(officer, "actions", written(rows), mark="1")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="to-mend.xlsx"'


def test_who_is_invited_by_a_sheet_is_sent_a_letter_once_it_is_applied(officer: Client) -> None:
    rows = [*taken(officer, "invitations"), {"E-mail address": "new@example.org", "Role": "Viewer",
                                             "Over what": "Everything"}]  # fmt: skip
    at, _page = preview(officer, "invitations", rows)
    assert (mail.outbox, Invitation.objects.filter(email="new@example.org").count()) == ([], 0)
    assert officer.post(at).status_code == 302
    assert [letter.to for letter in mail.outbox] == [["new@example.org"]]


def test_an_edition_in_force_is_only_taken_away(officer: Client) -> None:
    assert officer.get("/office/sheets/aims:plan-2023/").status_code == 200
    assert brought(officer, "aims:plan-2023", b"x").status_code == 404
    for name in ("aims", "aims:none", "actions:x", "nothing"):
        assert officer.get(f"/office/sheets/{name}/take.csv").status_code == 404


def test_a_sheet_that_waited_too_long_is_gone(officer: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = taken(officer, "actions")
    rows[0]["Who answers for it"] = "Me"
    at, _page = preview(officer, "actions", rows)
    monkeypatch.setattr(sheets, "KEPT", -sheets.KEPT)
    assert officer.get(at).status_code == 404
