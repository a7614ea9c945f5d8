"""The page that an invitation's link opens."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ropewalk.accounts import actions
from ropewalk.office.forms import JoinForm
from ropewalk.vocabulary.errors import UserError
from ropewalk.vocabulary.language import _


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Choose a name and a password. Looking at the page uses nothing up: mail programs look at links too."""
    found = actions.find_invitation(secret)
    if found is None:
        return render(request, "office/no_invitation.html", status=404)
    form = JoinForm(request.POST or None, email=found.email, initial={"name": found.name})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            actions.accept_invitation(found, told["name"], told["password1"], request=request.request_id)  # type: ignore[attr-defined]
        except UserError:
            return render(request, "office/no_invitation.html", status=404)
        messages.success(request, _("Your account is ready. Sign in with your new password."))
        return redirect("account_login")
    context = {"form": form, "email": found.email}
    return render(request, "office/join.html", context, status=400 if form.errors else 200)
