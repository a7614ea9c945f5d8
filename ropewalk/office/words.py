"""What the office calls things: roles, scopes, and the labels and faults of forms that are not ours."""

from collections.abc import Mapping
from typing import Any, Final

from ropewalk.accounts.models import Grant
from ropewalk.accounts.models.organisation import KIND_NAMES, Kind
from ropewalk.accounts.roles import Role
from ropewalk.vocabulary.language import _, later

ROLE_NAMES: Final[Mapping[Role, str]] = {
    Role.VIEWER: later("Viewer"),
    Role.CONTRIBUTOR: later("Contributor"),
    Role.VERIFIER: later("Verifier"),
    Role.PUBLISHER: later("Publisher"),
    Role.SCRUTINY: later("Scrutiny"),
    Role.ADMINISTRATOR: later("Administrator"),
}

LABELS: Final[Mapping[str, str]] = {
    "login": later("E-mail address"),
    "email": later("E-mail address"),
    "password": later("Password"),
    "oldpassword": later("Your password now"),
    "password1": later("New password"),
    "password2": later("New password again"),
    "code": later("Code"),
    "name": later("Name"),
    "passwordless": later("This key alone will do, without a password"),
}
"""Labels of fields by name, ours and allauth's alike."""

FAULTS: Final[Mapping[str, str]] = {
    "This field is required.": later("Fill this in"),
    "Enter a valid email address.": later("Write an e-mail address, such as ann@example.gov.uk"),
    "Enter a valid date.": later("Choose a day, such as 31/12/2027"),
    "The email address and/or password you specified are not correct.": later(
        "The address or the password is not right"
    ),
    "Too many failed login attempts. Try again later.": later("Too many tries. Wait five minutes"),
    "Incorrect code.": later("The code is not right. Wait for the next one and try again"),
    "Incorrect password.": later("The password is not right"),
    "Please type your current password.": later("The password is not right"),
    "You must type the same password each time.": later("Write the same password twice"),
    "This password is too common.": later("Many people use this password. Choose another"),
    "This password is made of words of this place.": later(
        "Choose a password that is not made of words of this place"
    ),
    "This password is too short. It must contain at least 12 characters.": later(
        "Choose a longer password, of at least 12 letters"
    ),
    "The password is too similar to the email.": later("Choose a password that is not like your address"),
    "The password is too similar to the name.": later("Choose a password that is not like your name"),
    "The password reset token was invalid.": later("The link has been used, or is too old"),
    "Be patient, you are sending too many requests.": later("Too many tries. Wait five minutes"),
}
"""Faults as libraries tell them, in our words."""


def label(bound: Any) -> str:
    """What a field is called."""
    return _(LABELS.get(bound.name, str(bound.label)))


def fault(text: object) -> str:
    """A fault in our words, where we have some."""
    said = str(text)
    return _(FAULTS.get(said, said))


def role_name(role: str) -> str:
    """A role by its name."""
    return _(ROLE_NAMES[Role(role)])


def kind_name(kind: str) -> str:
    """What an organisation is, in words."""
    return _(KIND_NAMES[Kind(kind)])


def over(grant: Grant) -> str:
    """A role and what it is over, in words."""
    role = role_name(grant.role)
    if grant.priority:
        return _("{role}, over priority {code}").format(role=role, code=grant.priority)
    if grant.organisation is not None:
        said = _("{role}, over {organisation} and all below it")
        return said.format(role=role, organisation=grant.organisation.name)
    return _("{role}, over everything").format(role=role)
