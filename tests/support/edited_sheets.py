"""Sheets as people edit them: read into rows, changed, and written again as any of the three files."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date

import openpyxl
from asked_for import MONTH, QUEUES, of_housing
from deliveries import a_decision, a_recovery_plan
from office_pages import somebody_of_all_roles, something_everywhere

from ropewalk.accounts.actions import end_pre_election
from ropewalk.accounts.by import By, by_person
from ropewalk.accounts.models import PreElection
from ropewalk.commentary import actions as commentary
from ropewalk.office.lists.listed import Listed
from ropewalk.plan import actions as plan
from ropewalk.plan.drafts import with_aim
from ropewalk.returns import actions as returns
from ropewalk.scrutiny import actions as scrutiny
from ropewalk.scrutiny.models import Challenge
from ropewalk.sheets.columns import Table
from ropewalk.sheets.compare import compare
from ropewalk.sheets.csv_file import csv_file
from ropewalk.sheets.found import Found
from ropewalk.sheets.opening import opened
from ropewalk.sheets.told import ID, MARK, headings
from ropewalk.vocabulary.peers import PeerSet
from ropewalk.vocabulary.plan import Aim

ANOTHER = PeerSet(
    id="spare", title="Spare", basis="Far.", chosen_by="Us", dated=date(2025, 1, 1), members=("E99000001",)
)
OURS = (headings(ID), headings(MARK))


def rows_of(data: bytes) -> list[dict[str, str]]:
    """The rows of a CSV file of ours."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def written(rows: Sequence[Mapping[str, str]], names: Sequence[str] = ()) -> bytes:
    """Rows as a CSV file, in an order of columns."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(names) or list(rows[0]), restval="", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def workbook(rows: Sequence[Mapping[str, object]]) -> bytes:
    """Rows as a workbook that somebody else's program has written."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(list(rows[0]))
    for row in rows:
        sheet.append([row.get(name) for name in rows[0]])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def taken(table: Table) -> list[dict[str, str]]:
    """A list as somebody takes it away."""
    return rows_of(csv_file(table))


def found_in(data: bytes, table: Table, file: str = "back.csv", most: int = 2000) -> Found:
    """What a file would do to a list."""
    return compare(opened(data, file, OURS), table, most)


def looked(rows: Sequence[Mapping[str, str]], table: Table) -> Found:
    """What rows would do to a list."""
    return found_in(written(rows), table)


def somebody_with_everything() -> By:
    """Somebody of all roles, where every list has a row."""
    something_everywhere()
    by = by_person(somebody_of_all_roles())
    plan.add_record(by, a_recovery_plan())
    plan.add_record(by, a_decision())
    returns.add_schedules(by, [QUEUES], MONTH, 14, of_housing())
    end_pre_election(by, PreElection.objects.get(), "Called off")
    commentary.write(by, QUEUES, MONTH, "Mine.", "Head", of_housing().organisation)
    scrutiny.accept(by, 1, Challenge.objects.get(pk=1).version, of_housing().organisation)
    spare = Aim(code="spare", title="Spare", summary="Empty.", priorities=())
    plan.change_draft(by, "plan-2027", lambda draft: with_aim(draft, "", spare))
    plan.change_peer_set(by, ANOTHER)
    return by


def of(listed: Listed) -> str:
    """Which of several lists: those of the draft."""
    return "plan-2027" if listed.of else ""
