"""Organisations: the tree, and one of them."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ropewalk.accounts import actions, reads
from ropewalk.accounts.models import Organisation
from ropewalk.accounts.models.organisation import Kind
from ropewalk.accounts.roles import Right
from ropewalk.office.forms import OrganisationForm
from ropewalk.office.pages.answers import by_of, wrote
from ropewalk.office.pages.editing import Edited, Typed, edited
from ropewalk.vocabulary.errors import UserError
from ropewalk.vocabulary.language import _


@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    """The whole tree, closed ones too."""
    manages = by_of(request).may_somewhere(Right.MANAGE_ORGANISATIONS)
    return render(request, "office/organisations.html", {"tree": reads.tree(), "manages": manages})


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Add one."""
    form = OrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            actions.add_organisation(by_of(request), told["name"], Kind(told["kind"]), form.above)
        except UserError as error:
            form.add_error(None, str(error.faults[0]))
        else:
            return redirect("organisations")
    return _form(request, Edited(form), None)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, code: str) -> HttpResponse:
    """Rename one, or put it elsewhere in the tree. What it is stays."""
    row = get_object_or_404(Organisation.objects.select_related("parent"), code=code)

    def made(typed: Typed) -> OrganisationForm:
        held = Organisation.objects.select_related("parent").get(pk=row.pk)
        now = {"name": held.name, "kind": held.kind, "parent": held.parent.code if held.parent else ""}
        typed = {**typed.dict(), "kind": held.kind} if isinstance(typed, QueryDict) else typed
        return OrganisationForm(typed, initial=now)

    def write(form: OrganisationForm) -> None:
        actions.change_organisation(by_of(request), row, form.cleaned_data["name"], form.above)

    edit = edited(request, made, write, thing=("organisation", code))
    return redirect("organisations") if edit.done else _form(request, edit, row)


@require_POST
def close(request: HttpRequest, code: str) -> HttpResponse:
    """Close one."""
    row = get_object_or_404(Organisation, code=code)
    write = lambda: actions.close_organisation(by_of(request), row)  # noqa: E731 - one line
    return wrote(request, write, _("The organisation was closed."), "organisations")


def _form(request: HttpRequest, edit: Edited[OrganisationForm], row: Organisation | None) -> HttpResponse:
    context = {"form": edit.form, "edit": edit, "row": row}
    return render(request, "office/organisation.html", context, status=edit.status)
