"""Lists as spreadsheets: taken away, brought back, looked over, applied."""

from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from ropewalk.accounts import sheets as brought
from ropewalk.accounts.roles import Right
from ropewalk.accounts.sheets import MovedError, Target
from ropewalk.office.lists.listed import Listed
from ropewalk.office.lists.register import LISTS, named
from ropewalk.office.pages import sheets_shown as shown
from ropewalk.office.pages.answers import by_of
from ropewalk.office.pages.invited import send_letters
from ropewalk.office.return_forms import FileForm
from ropewalk.returns.safe_files import checked
from ropewalk.sheets.columns import Table
from ropewalk.sheets.compare import compare
from ropewalk.sheets.csv_file import csv_file
from ropewalk.sheets.found import Found
from ropewalk.sheets.ods import ods
from ropewalk.sheets.opening import KINDS, opened
from ropewalk.sheets.told import ID, MARK, headings
from ropewalk.sheets.xlsx import xlsx
from ropewalk.sources.mapping.marking import marked_book
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.errors import Fault, RopewalkError, UserError
from ropewalk.vocabulary.language import ngettext

MOST_ROWS: Final = 2_000
"""Rows that can be brought back at once."""
MOST_BYTES: Final = 5_000_000
TYPES: Final = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "csv": "text/csv; charset=utf-8",
}
MOVED: Final = 409


@require_safe
def sheets(request: HttpRequest) -> HttpResponse:
    """Every list that I may take away."""
    by = by_of(request)
    mine = [one for one in LISTS.values() if by.may_somewhere(one.reads) and not one.of]
    context = {"lists": mine, "parts": any(one.of and by.may_somewhere(one.reads) for one in LISTS.values())}
    return render(request, "office/sheets.html", context)


@require_safe
def one(request: HttpRequest, name: str) -> HttpResponse:
    """A list: what of it can be changed by a sheet, and its files."""
    listed, of = named(name, by_of(request))
    return _page(request, listed, of, FileForm())


def _page(request: HttpRequest, listed: Listed, of: str, form: FileForm) -> HttpResponse:
    context = {
        "listed": listed,
        "of": of,
        "name": f"{listed.name}:{of}" if of else listed.name,
        "form": form,
        "brings": listed.opens(of) and by_of(request).may_somewhere(Right.IMPORT),
        "kinds": shown.kinds(listed),
        "endings": list(TYPES),
        "back": shown.back(listed, of),
        "most": MOST_ROWS,
    }
    return render(request, "office/sheet.html", context, status=400 if form.errors else 200)


@require_safe
def take(request: HttpRequest, name: str, ending: str) -> HttpResponse:
    """The list as a file."""
    listed, of = named(name, by_of(request))
    if ending not in TYPES:
        raise Http404
    table = listed.table(by_of(request), of)
    file = "-".join(part for part in (listed.name, of, clock.today().isoformat()) if part)
    return _attached(_written(table, ending), f"{file}.{ending}", TYPES[ending])


def _written(table: Table, ending: str) -> bytes:
    if ending == "csv":
        return csv_file(table)
    return xlsx(table) if ending == "xlsx" else ods(table, clock.now())


def _attached(data: bytes, name: str, kind: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest, name: str) -> HttpResponse:
    """Bring it back: looked over and tried, kept until its bringer says yes. Nothing is written yet."""
    listed, of = named(name, by_of(request))
    if not listed.opens(of):
        raise Http404
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            if file.size > MOST_BYTES:
                remedy = "Take out the rows that you did not change: they stay as they are"
                raise UserError(Fault(f"the file is larger than {MOST_BYTES // 1_000_000} MB", remedy))
            return _looked(request, listed, of, file.name, file.read())
        except RopewalkError as error:
            form.add_error("file", str(error.faults[0]))
    return _page(request, listed, of, form)


def _looked(request: HttpRequest, listed: Listed, of: str, name: str, data: bytes) -> HttpResponse:
    by, target = by_of(request), listed.target(by_of(request), of)
    found = brought.tried(by, _found(data, name, listed.table(by, of)), target)
    if "mark" in request.POST and (marks := shown.marks(found, listed)).marks:
        return _attached(marked_book(data, marks), "to-mend.xlsx", TYPES["xlsx"])
    row = brought.kept(by, found, target, data)
    return redirect("sheet-preview", row.pk)


def _found(data: bytes, name: str, table: Table) -> Found:
    """A file set beside the list. Raises UserError for a file of another kind."""
    safe = checked(name, data)
    if safe.kind not in KINDS:
        raise UserError(Fault("this is no sheet", f"Save it as one of: {', '.join(KINDS)}", value=safe.name))
    return compare(opened(data, safe.name, (headings(ID), headings(MARK))), table, MOST_ROWS)


@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What a sheet would do, row by row and cell by cell; and, once somebody says so, do it."""
    by = by_of(request)
    row = brought.waiting(by, pk)
    if row is None:
        raise Http404
    listed, of = named(row.list, by)
    trouble, status = "", 200
    if request.method == "POST":
        try:
            return _applied(request, listed, of, pk)
        except RopewalkError as error:
            trouble = "; ".join(str(fault) for fault in error.faults)
            status = MOVED if isinstance(error, MovedError) else 400
    found = brought.found_in(row)
    context = shown.context(request, listed, of, found) | {"trouble": trouble, "moved": status == MOVED}
    return render(request, "office/sheet_preview.html", context, status=status)


def _applied(request: HttpRequest, listed: Listed, of: str, pk: int) -> HttpResponse:
    target: Target = listed.target(by_of(request), of)
    found, made = brought.applied(by_of(request), pk, target)
    said: Any = ngettext("{n} row was written.", "{n} rows were written.", len(found.lines))
    messages.success(request, said.format(n=len(found.lines)))
    if listed.name == "invitations" and made:
        send_letters(request, made)
    return redirect(shown.back(listed, of))
