"""Letters to who was invited, each with its own link."""

from collections.abc import Iterable

from django.conf import settings
from django.contrib import messages
from django.core.mail import send_mail
from django.http import HttpRequest
from django.urls import reverse

from ropewalk.accounts.actions.invitations import DAYS
from ropewalk.office.pages.answers import by_of
from ropewalk.office.signin.letters import invitation_letter
from ropewalk.vocabulary.language import _


def send_letters(request: HttpRequest, invited: Iterable[tuple[str, str]]) -> None:
    """Send each address its link; where a letter cannot go, the link is shown to who invited. Call it when
    what was invited is written for good."""
    for email, secret in invited:
        link = request.build_absolute_uri(reverse("invitation", args=[secret]))
        subject, text = invitation_letter(link, DAYS, by_of(request).name)
        try:
            send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [email])
        except OSError:  # every fault of smtplib and of the network is one
            messages.error(request, _("The letter could not be sent. Give the link to the person yourself:"))
            messages.info(request, link)
        else:
            said = _("{email} was invited. The link works once, for {days} days.")
            messages.success(request, said.format(email=email, days=DAYS))
