"""The audit log: looked through, and taken away."""

from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ropewalk.accounts import audit, reads
from ropewalk.accounts.export import as_csv, as_json_lines
from ropewalk.accounts.models import Event
from ropewalk.accounts.roles import Right
from ropewalk.office.forms import AuditForm
from ropewalk.office.pages.answers import by_of, page_of

WRITTEN = {"csv": (as_csv, "text/csv; charset=utf-8"), "jsonl": (as_json_lines, "application/jsonl")}


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """Events, the newest first."""
    form = AuditForm(request.GET)
    wanted = {name: text for name, text in request.GET.items() if name in form.fields and text}
    context = {
        "form": form,
        "page": page_of(_events(form), request),
        "query": urlencode(wanted),
        "end": audit.end(),
        "exports": by_of(request).may_somewhere(Right.EXPORT_AUDIT),
    }
    return render(request, "office/audit.html", context, status=200 if form.is_valid() else 400)


@require_safe
def export(request: HttpRequest, ending: str) -> StreamingHttpResponse:
    """The chosen events as a file, oldest first. Taking them away is told in the audit too."""
    rows = _events(AuditForm(request.GET)).reverse()
    audit.note(by_of(request), "audit exported", "audit", ending, dict(request.GET.items()))
    write, kind = WRITTEN[ending]
    lines = write(row.link for row in rows.iterator(chunk_size=1000))
    answer = StreamingHttpResponse(lines, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="audit.{ending}"'
    return answer


def _events(form: AuditForm) -> QuerySet[Event]:
    return reads.events(**form.cleaned_data) if form.is_valid() else Event.objects.none()
