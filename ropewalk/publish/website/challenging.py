"""The form by which a reader challenges something, and the token that it carries.

There is no session here and no cookie, so there is nothing that a forged form could ride on: what it could
do is what its sender can do from anywhere. The token says that the form is ours, what it is about, and that
it was made lately; browsers say whether a form came from a page of ours, and one that did not is refused.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from urllib.parse import urlsplit

from django import forms
from django.core import signing
from django.http import HttpRequest

from ropewalk.scrutiny.public import WRONG, Sent, Subject, SubjectKind, Wrong
from ropewalk.vocabulary.language import _, in_force, later

SALT: Final = "ropewalk.website.challenge"
OPEN_FOR: Final = timedelta(hours=2)
"""How long somebody may take to fill the form in."""
LONGEST: Final = 2_000

FAULTS: Final[Mapping[str, str]] = {
    "wrong": later("Choose what is wrong"),
    "words": later("Write what is wrong, in no more than 2,000 letters"),
    "email": later("Write your email address, such as ann@example.org"),
    "name": later("Write a shorter name"),
}
"""What is said of each field that is not as it should be."""


@dataclass(frozen=True, slots=True)
class About:
    """What a form is about. ``place``: another than the plan's own."""

    kind: str
    code: str
    place: str = ""


class ChallengeForm(forms.Form):
    """What a reader writes."""

    wrong = forms.ChoiceField(choices=list(WRONG.items()))
    words = forms.CharField(max_length=LONGEST)
    email = forms.EmailField(max_length=254)
    name = forms.CharField(max_length=200, required=False)
    show_name = forms.BooleanField(required=False)

    def faults(self) -> tuple[tuple[str, str], ...]:
        """Each field that is not as it should be, with what to do, in their order."""
        return tuple((name, _(FAULTS[name])) for name in self.fields if name in self.errors)

    def typed(self) -> dict[str, Any]:
        """What was typed, to be shown again."""
        return {name: self.data.get(name, "") for name in self.fields}

    def sent(self, about: About, nonce: str) -> Sent:
        """What is sent, of a form that is as it should be."""
        told = self.cleaned_data
        return Sent(
            about=Subject(SubjectKind(about.kind), about.code),
            wrong=Wrong(told["wrong"]),
            words=told["words"],
            email=told["email"],
            form=nonce,
            place=about.place,
            name=told["name"],
            show_name=told["show_name"],
            language=in_force().code,
        )


def token_for(about: About) -> str:
    """A token for a form about something: signed, short-lived, and unlike any other."""
    told = [about.kind, about.code, about.place, secrets.token_hex(16)]
    return signing.dumps(told, salt=SALT)


def opened(token: str, about: About) -> tuple[About, str] | None:
    """What a token's form is about, with its place, and its nonce. None where it is not ours, too old, or
    of something else than ``about``."""
    try:
        kind, code, place, nonce = signing.loads(token, salt=SALT, max_age=OPEN_FOR)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    if (kind, code) != (about.kind, about.code):
        return None
    return About(kind, code, place), nonce


def from_elsewhere(request: HttpRequest) -> bool:
    """Whether a browser says that a form was sent by another site's page."""
    site = request.headers.get("Sec-Fetch-Site", "")
    if site:
        return site not in ("same-origin", "none")
    origin = request.headers.get("Origin", "")
    return bool(origin) and urlsplit(origin).netloc.lower() != request.get_host().lower()
