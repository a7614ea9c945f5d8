"""People: who is here, with which roles; invited, given roles, shut out."""

from allauth.account.forms import ResetPasswordForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ropewalk.accounts import actions, reads
from ropewalk.accounts.models import Grant, Invitation, Person
from ropewalk.accounts.roles import Right
from ropewalk.office.forms import InviteForm, RoleForm
from ropewalk.office.pages.answers import by_of, page_of, wrote
from ropewalk.office.pages.invited import send_letters
from ropewalk.vocabulary.errors import UserError
from ropewalk.vocabulary.language import _


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everybody, and who is invited."""
    context = {
        "page": page_of(reads.people(), request),
        "waiting": reads.waiting(),
        "manages": by_of(request).may_somewhere(Right.MANAGE_PEOPLE),
    }
    return render(request, "office/people.html", context)


@require_safe
def person(request: HttpRequest, pk: int, form: RoleForm | None = None) -> HttpResponse:
    """One of them."""
    context = {
        "person": get_object_or_404(reads.people(), pk=pk),
        "form": form or RoleForm(),
        "manages": by_of(request).may_somewhere(Right.MANAGE_PEOPLE),
    }
    return render(request, "office/person.html", context, status=400 if form else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Invite an address, and send it the link."""
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _invite(request, form)
        except UserError as error:
            form.add_error(None, str(error.faults[0]))
        else:
            return redirect("people")
    return render(request, "office/invite.html", {"form": form}, status=400 if form.errors else 200)


def _invite(request: HttpRequest, form: InviteForm) -> None:
    told, by = form.cleaned_data, by_of(request)
    row, secret = actions.invite(
        by, told["email"], [form.held], name=told["name"], organisation=form.works_for
    )
    send_letters(request, [(row.email, secret)])


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an invitation back."""
    row = get_object_or_404(Invitation, pk=pk)
    write = lambda: actions.withdraw_invitation(by_of(request), row)  # noqa: E731 - one line
    return wrote(request, write, _("The invitation was withdrawn."), "people")


@require_POST
def give(request: HttpRequest, pk: int) -> HttpResponse:
    """Give somebody a role."""
    row, form = get_object_or_404(Person, pk=pk), RoleForm(request.POST)
    if not form.is_valid():
        request.method = "GET"
        return person(request, pk, form)
    held = form.held
    write = lambda: actions.give_role(  # noqa: E731 - tried by another
        by_of(request), row, held.role, held.scope, until=held.until
    )
    return wrote(request, write, _("The role was given."), "person", pk)


@require_POST
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a role back."""
    row = get_object_or_404(Grant, pk=pk)
    write = lambda: actions.take_role(by_of(request), row)  # noqa: E731 - one line
    return wrote(request, write, _("The role was taken back."), "person", row.person_id)


@require_POST
def end_sessions(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign somebody out everywhere."""
    row = get_object_or_404(Person, pk=pk)
    write = lambda: actions.end_sessions(by_of(request), row)  # noqa: E731 - one line
    return wrote(request, write, _("All their sessions were ended."), "person", pk)


@require_POST
def end_steps(request: HttpRequest, pk: int) -> HttpResponse:
    """Let somebody who has lost their second step begin anew, by a link to their address."""
    row = get_object_or_404(Person, pk=pk)

    def write() -> None:
        actions.end_steps(by_of(request), row)
        form = ResetPasswordForm({"email": row.email})
        if form.is_valid():
            form.save(request)

    said = _("They were sent a link to choose a new password. Then they add a new second step.")
    return wrote(request, write, said, "person", pk)


@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Let somebody sign in no more."""
    row = get_object_or_404(Person, pk=pk)
    write = lambda: actions.close_person(by_of(request), row)  # noqa: E731 - one line
    return wrote(request, write, _("The person can no longer sign in."), "person", pk)


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Let somebody sign in again."""
    row = get_object_or_404(Person, pk=pk)
    write = lambda: actions.reopen_person(by_of(request), row)  # noqa: E731 - one line
    return wrote(request, write, _("The person can sign in again."), "person", pk)
