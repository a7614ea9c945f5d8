"""Many returns by spreadsheet: taken away, filled in, brought back, checked."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from ropewalk.office.pages.answers import by_of
from ropewalk.office.return_forms import FileForm
from ropewalk.returns import actions, reads
from ropewalk.returns.sheet.check import Looked, look_over
from ropewalk.returns.sheet.read import read_sheet
from ropewalk.returns.sheet.write import sheet_of
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.errors import RopewalkError
from ropewalk.vocabulary.language import _, ngettext

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """What I owe, to fill in."""
    return _attached(sheet_of(reads.owed(by_of(request))), "returns.xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest) -> HttpResponse:
    """Bring it back: sent in as a whole where all is well; else every wrong cell is named, and nothing is."""
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    looked: Looked | None = None
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        data = file.read()
        try:
            looked = look_over(by_of(request), read_sheet(data, file.name), clock.today())
            if looked.marks.marks and "mark" in request.POST:
                return _attached(looked.marked(data), "to-mend.xlsx")
            if looked.is_fine:
                return _sent(request, looked)
            if not looked.marks.marks:
                form.add_error("file", _("No row of it is filled in"))
        except RopewalkError as error:
            form.add_error("file", str(error.faults[0]))
    bad = bool(form.errors) or looked is not None
    context = {"form": form, "looked": looked, "owed": reads.owed(by_of(request)).count()}
    return render(request, "office/returns_sheet.html", context, status=400 if bad else 200)


def _sent(request: HttpRequest, looked: Looked) -> HttpResponse:
    made = actions.send_many(by_of(request), looked.sendings)
    said = ngettext("{n} return was sent in.", "{n} returns were sent in.", len(made))
    messages.success(request, said.format(n=len(made)))
    return redirect("returns")


def _attached(data: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
