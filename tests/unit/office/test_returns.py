"""Pages of returns: the form, somebody else who was faster, spreadsheets, evidence, the calendar."""

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import icalendar
import openpyxl
import pytest
from asked_for import DEATHS, DUE, MONTH, QUEUES, WORK, a_plan, a_team, of_housing, somebody
from django.test import Client
from django.urls import reverse
from office_people import as_

from ropewalk.accounts.models import Person
from ropewalk.accounts.roles import Role
from ropewalk.returns import actions
from ropewalk.returns.models import Ask, Evidence, Schedule
from ropewalk.returns.models.ask import Wants
from ropewalk.returns.states import State

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture
def team(settings, tmp_path: Path) -> dict[str, Person]:
    settings.WORKSPACE = tmp_path
    a_plan()
    return a_team()


@pytest.fixture
def row(team) -> Ask:
    return actions.ask(as_(team["paula"]), QUEUES, MONTH, DUE, of_housing())


def sent(client: Client, row: Ask, **told: object):
    row.refresh_from_db()
    return client.post(reverse("return-send", args=[row.pk]), {"seen": row.version, "comment": "", **told})


def stepped(client: Client, row: Ask, step: str, **told: object):
    row.refresh_from_db()
    return client.post(reverse("return-step", args=[row.pk]), {"seen": row.version, "step": step, **told})


def text(answer) -> str:
    return answer.content.decode()


def test_a_return_is_filled_in_checked_and_signed_off_by_three_people(team, row, entered: Callable) -> None:
    carol, vera, paula = (entered(team[name]) for name in ("carol", "vera", "paula"))
    assert "You have 1 return to send in." in text(carol.get("/office/returns/"))
    page = text(carol.get(reverse("return", args=[row.pk])))
    assert "Waiting time" in page
    assert "Numerator" not in page
    wrong = sent(carol, row, value="about 20")
    assert wrong.status_code == 400
    assert "about 20" in text(wrong)
    assert sent(carol, row, value="20.5").status_code == 302
    assert "1 waits for you to check." in text(vera.get("/office/returns/"))
    assert stepped(vera, row, "query").status_code == 400
    assert stepped(vera, row, "query", words="Minutes?").status_code == 302
    assert "It came back with a question:" in text(carol.get(reverse("return", args=[row.pk])))
    assert "Minutes?" in text(carol.get(reverse("return", args=[row.pk])))
    assert sent(carol, row, value="21", comment="Yes.").status_code == 302
    assert stepped(carol, row, "verify").status_code == 403
    assert stepped(vera, row, "verify").status_code == 302
    assert stepped(vera, row, "sign off").status_code == 403
    assert stepped(paula, row, "sign off").status_code == 302
    row.refresh_from_db()
    assert row.stands is State.SIGNED_OFF
    assert "With the next load" in text(paula.get(reverse("return", args=[row.pk])))


def test_what_a_definition_says_stands_on_the_form_as_it_is(team, entered: Callable) -> None:
    row = actions.ask(as_(team["paula"]), DEATHS, "2023-01-01/P1Y", DUE, of_housing())
    carol = entered(team["carol"])
    assert "Deaths: 100% of those (counted)" in text(carol.get(reverse("return", args=[row.pk])))
    assert sent(carol, row, numerator="400", denominator="200,000").status_code == 302
    assert "400 of 200,000" in text(carol.get(reverse("return", args=[row.pk])))
    assert sent(carol, row, numerator="1,234", denominator="1234567").status_code == 302
    assert "1,234 of 1,234,567" in text(carol.get(reverse("return", args=[row.pk])))


def test_somebody_elses_form_that_came_first_is_shown_and_nothing_typed_is_lost(
    team, row, entered: Callable
) -> None:
    carol, colin = entered(team["carol"]), entered(team["colin"])
    seen = row.version
    assert sent(carol, row, value="20").status_code == 302
    late = colin.post(
        reverse("return-send", args=[row.pk]), {"seen": seen, "value": "30", "comment": "Mine."}
    )
    assert late.status_code == 409
    assert "Carol (submit) was here before you" in text(late)
    assert "Mine." in text(late)
    assert f'value="{seen + 1}"' in text(late)
    assert [one.value for one in row.filings.all()] == [20.0]


@pytest.mark.parametrize(
    "told", [{"seen": "x"}, {"seen": ""}, {"seen": "1", "step": "fly"}, {"seen": "9" * 30, "step": "verify"}]
)
def test_a_form_that_says_nonsense_is_a_clear_400(team, row, entered: Callable, told) -> None:
    paula = entered(team["paula"])
    for name in ("return-step", "return-send", "return-file"):
        answer = paula.post(reverse(name, args=[row.pk]), told)
        assert answer.status_code in (400, 403, 409), name


def test_a_figure_far_from_the_one_before_is_sent_with_a_word_of_care(team, row, entered: Callable) -> None:
    carol = entered(team["carol"])
    sent(carol, row, value="20")
    Ask.objects.filter(pk=row.pk).update(state=State.SIGNED_OFF)
    later = actions.ask(as_(team["paula"]), QUEUES, "2024-02-01/P1M", DUE, of_housing())
    sent(carol, later, value="2000")
    assert "The figure before was 20. Look again" in text(carol.get(reverse("return", args=[later.pk])))


def test_what_is_asked_of_others_is_not_found_by_who_may_not_read_it(team, entered: Callable) -> None:
    whom = of_housing(exempt=True)
    row = actions.ask(as_(team["paula"]), QUEUES, MONTH, DUE, whom)
    councillor = entered(somebody("cllr@example.org", Role.SCRUTINY))
    assert councillor.get(reverse("return", args=[row.pk])).status_code == 404
    assert "Waiting time" not in text(councillor.get("/office/returns/"))


def test_many_are_asked_by_a_form_once_and_by_a_rhythm(team, entered: Callable) -> None:
    paula = entered(team["paula"])
    form = {"organisation": "housing", "start": "2023-01-01", "length": "P1Y", "days": "30", "words": ""}
    assert "Ask for returns" in text(paula.get("/office/returns/ask/?priority=1.1"))
    assert paula.post("/office/returns/ask/", form).status_code == 400
    both = {**form, "about": [WORK.text, DEATHS.text], "wants": "comment"}
    assert paula.post("/office/returns/ask/", both).status_code == 302
    assert {(one.subject, str(one.due)) for one in Ask.objects.all()} == {
        ("work", "2024-01-30"),
        ("early-deaths", "2024-01-30"),
    }
    again = {**form, "about": [QUEUES.text], "wants": "value", "length": "P1M", "again": "on"}
    assert paula.post("/office/returns/ask/", again).status_code == 302
    assert Ask.objects.filter(subject="queues").count() > 12
    page = text(paula.get("/office/returns/rhythms/"))
    assert "Waiting time" in page
    assert "Nothing is late." not in text(paula.get("/office/returns/late/"))
    number = Schedule.objects.get().pk
    assert paula.post(f"/office/returns/rhythms/{number}/end/").status_code == 302


def test_the_sheet_goes_out_and_comes_back(team, row, entered: Callable) -> None:
    carol = entered(team["carol"])
    book = openpyxl.load_workbook(io.BytesIO(carol.get("/office/returns/sheet.xlsx").content))
    book.worksheets[0]["J2"].value = "none"
    assert "Send in many" in text(carol.get("/office/returns/sheet/"))
    wrong = brought_back(carol, book)
    assert wrong.status_code == 400
    assert "J2" in text(wrong)
    marked = brought_back(carol, book, mark="1")
    assert marked["Content-Disposition"] == 'attachment; filename="to-mend.xlsx"'
    book.worksheets[0]["J2"].value = 21
    assert brought_back(carol, book).status_code == 302
    row.refresh_from_db()
    assert row.stands is State.SUBMITTED


def brought_back(client: Client, book: openpyxl.Workbook, **told: str):
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    out.name = "returns.xlsx"
    return client.post("/office/returns/sheet/", {"file": out, **told})


def test_a_sheet_that_is_none_is_refused_with_words(team, entered: Callable) -> None:
    carol = entered(team["carol"])
    for name, data in (("a.xlsx", b"PK\x03\x04"), ("a.exe", b"MZ"), ("a.csv", b"x,y\n1,2\n"), ("a.csv", b"")):
        file = io.BytesIO(data)
        file.name = name
        answer = carol.post("/office/returns/sheet/", {"file": file})
        assert answer.status_code == 400
        assert "There is a problem" in text(answer)


def test_evidence_leaves_as_a_download_only_to_who_may_read_it(team, row, entered: Callable) -> None:
    carol = entered(team["carol"])
    file = io.BytesIO(PDF)
    file.name = "minutes.pdf"
    assert carol.post(reverse("return-file", args=[row.pk]), {"file": file}).status_code == 302
    answer = entered(team["vera"]).get(reverse("evidence", args=[Evidence.objects.get().pk]))
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"] == 'attachment; filename="minutes.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "application/octet-stream"
    bad = io.BytesIO(b"MZ")
    bad.name = "run.exe"
    refused = carol.post(reverse("return-file", args=[row.pk]), {"file": bad})
    assert refused.status_code == 400
    assert "files of this kind are not kept" in text(refused)


def test_a_body_too_large_is_refused_before_it_is_read(team, entered: Callable) -> None:
    carol = entered(team["carol"])
    assert carol.post("/office/returns/sheet/", {}, CONTENT_LENGTH="13000000").status_code == 400


def test_a_calendar_is_read_at_its_secret_address_until_it_is_renewed(team, row, entered: Callable) -> None:
    carol = entered(team["carol"])
    page = text(carol.post("/office/me/calendar/", follow=True))
    address = page.partition("/office/calendar/")[2].partition("<")[0].strip()
    feed = Client().get(f"/office/calendar/{address}")
    assert feed.status_code == 200
    (event,) = icalendar.Calendar.from_ical(feed.content).walk("VEVENT")
    assert event["SUMMARY"] == "Return due: Waiting time, January 2024"
    assert event["DTSTART"].dt == DUE
    assert not feed.cookies
    carol.post("/office/me/calendar/")
    assert Client().get(f"/office/calendar/{address}").status_code == 404


def test_a_list_of_returns_asks_the_database_a_few_times_however_long_it_is(
    team, entered: Callable, django_assert_max_num_queries
) -> None:
    paula = as_(team["paula"])
    for month in range(1, 13):
        actions.ask(paula, WORK, f"2023-{month:02d}-01/P1M", date(2024, 1, 5), of_housing(Wants.COMMENT))
    client = entered(team["carol"])
    client.get("/office/returns/")
    with django_assert_max_num_queries(45):
        client.get("/office/returns/")
