"""What we tell allauth to do our way: nobody signs up, every step is in the audit, letters are ours."""

import time
from typing import Any, Final, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse

from ropewalk.accounts.actions import accept_invitation, live_invitation_for
from ropewalk.accounts.audit import note
from ropewalk.accounts.by import By
from ropewalk.accounts.models import Invitation, Person
from ropewalk.office.signin.letters import letter
from ropewalk.office.signin.sealing import seal_again

FRESH_FOR: Final = 300
"""Seconds for which signing in counts as having just shown who one is."""


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Signing in with an address and a password."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - given by allauth
        """An invitation is the only way in."""
        return False

    def render_mail(
        self, template_prefix: str, email: Any, context: dict[str, Any], headers: Any = None
    ) -> EmailMessage:
        """A letter in our words, by the name that allauth has for it."""
        subject, text = letter(template_prefix, context)
        to = [email] if isinstance(email, str) else email
        return EmailMessage(subject, text, settings.DEFAULT_FROM_EMAIL, to, headers=headers)

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tell a person of a change to how they sign in. A password that is reset is told in the audit here;
        whatever is changed by who has signed in, ``telling`` tells."""
        if template_prefix == "account/email/password_reset":
            note(self._by(user), "password reset", "person", user.email)
        super().send_notification_mail(template_prefix, user, context, email)

    def post_login(self, request: HttpRequest, user: Any, **told: Any) -> HttpResponse:
        """Somebody is in: how they showed who they are stands in the audit."""
        seal_again(user)
        how = [str(one.get("type") or one.get("method")) for one in get_authentication_records(request, user)]
        note(self._by(user), "signed in", "person", user.email, {"by": how})
        return cast(HttpResponse, super().post_login(request, user, **told))

    def logout(self, request: HttpRequest) -> None:
        """Somebody is out."""
        if request.user.is_authenticated:
            note(self._by(request.user), "signed out", "person", request.user.email)
        super().logout(request)

    def is_reauthentication_required(self, *, app: str, **_: Any) -> bool:
        """Who signed in a moment ago is not asked again at once; later they are, before they change how."""
        records = get_authentication_records(self.request, self.request.user)
        recent = any(time.time() - record["at"] < FRESH_FOR for record in records)
        return not recent and bool(super().is_reauthentication_required(app=app))

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Somebody was not let in. An address that is nobody's is not kept: it may be a password."""
        person = Person.objects.filter(email=str(credentials.get("email", "")).lower()).first()
        if person is not None:
            note(By("somebody", (), self._request_id(request)), "sign-in failed", "person", person.email)

    def _by(self, user: Any) -> By:
        return By(user.email, (), self._request_id(self.request))

    def _request_id(self, request: HttpRequest | None) -> str:
        return getattr(request, "request_id", "")


class CouncilAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Signing in with the council's own service: whoever it vouches for and was invited."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:  # noqa: ARG002
        """For an address that the service vouches for and that holds an invitation."""
        return self._invitation(sociallogin) is not None

    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: Any = None) -> Any:  # noqa: ARG002
        """Accept the invitation in the person's name, without a password."""
        invitation = self._invitation(sociallogin)
        if invitation is None:
            raise PermissionError("There is no invitation for this address")
        told = sociallogin.account.extra_data
        name = str(told.get("name") or told.get("userinfo", {}).get("name") or invitation.name)
        made = accept_invitation(
            invitation, name or invitation.email, None, request=getattr(request, "request_id", "")
        )
        sociallogin.connect(request, made)
        return made

    def _invitation(self, sociallogin: SocialLogin) -> Invitation | None:
        vouched = (one.email for one in sociallogin.email_addresses if one.verified)
        return next((found for email in vouched if (found := live_invitation_for(email))), None)
