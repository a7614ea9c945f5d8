"""The forms of the office. Labels and hints are messages; templates say them in the reader's language."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from ropewalk.accounts import reads
from ropewalk.accounts.models import Organisation, Person
from ropewalk.accounts.models.organisation import Kind
from ropewalk.accounts.rights import Held, Reach, Scope
from ropewalk.accounts.roles import Role
from ropewalk.office.widgets import DayInput
from ropewalk.office.words import ROLE_NAMES, kind_name
from ropewalk.plan import public
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.errors import DefinitionError
from ropewalk.vocabulary.language import _, later


def organisations(nothing: str) -> list[tuple[str, str]]:
    """The open organisations to choose from, indented as the tree is; ``nothing`` for none."""
    rows = reads.tree(closed=False)
    return [("", _(nothing)), *((one.row.code, f"{'– ' * one.depth}{one.row.name}") for one in rows)]


def scopes() -> list[tuple[str, str]]:
    """What a role can be over: everything, an organisation, a priority of the plan."""
    found = [("everything:", _("Everything"))]
    found += [(f"organisation:{code}", name) for code, name in organisations("") if code]
    try:
        aims = public.plan().aims
    except DefinitionError:
        return found
    said = _("Priority {code}: {title}")
    return found + [
        (f"priority:{one.code}", said.format(code=one.code, title=one.title))
        for aim in aims
        for one in aim.priorities
    ]


class RoleForm(forms.Form):
    """A role over something, until a day or for good."""

    role = forms.ChoiceField(label=later("Role"))
    over = forms.ChoiceField(label=later("Over what"))
    until = forms.DateField(
        label=later("Last day"), required=False, widget=DayInput, help_text=later("Leave empty for no end.")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.choose("role", [(role.value, _(name)) for role, name in ROLE_NAMES.items()])
        self.choose("over", scopes())

    def choose(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        """Set what can be chosen in a field."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for types
        field.choices = choices

    @property
    def held(self) -> Held:
        """The role that was chosen, from today."""
        reach, _colon, code = self.cleaned_data["over"].partition(":")
        scope = Scope(Reach(reach), code)
        return Held(Role(self.cleaned_data["role"]), scope, clock.today(), self.cleaned_data["until"])

    def clean_until(self) -> date | None:
        """A last day that is not over."""
        until: date | None = self.cleaned_data["until"]
        if until and until < clock.today():
            raise forms.ValidationError(_("Choose today or a later day"))
        return until


class InviteForm(RoleForm):
    """An address to invite, with its first role."""

    email = forms.EmailField(label=later("E-mail address"))
    name = forms.CharField(label=later("Name"), max_length=200, required=False)
    organisation = forms.ChoiceField(label=later("Works for"), required=False)
    field_order = ("email", "name", "organisation", "role", "over", "until")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.choose("organisation", organisations(later("Not said")))

    @property
    def works_for(self) -> Organisation | None:
        """The organisation that was chosen."""
        return Organisation.objects.filter(code=self.cleaned_data["organisation"]).first()


class OrganisationForm(forms.Form):
    """An organisation's name, what it is, and the one above it."""

    name = forms.CharField(label=later("Name"), max_length=200)
    kind = forms.ChoiceField(label=later("What it is"))
    parent = forms.ChoiceField(label=later("Below"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, choices in (
            ("kind", [(kind.value, kind_name(kind)) for kind in Kind]),
            ("parent", organisations(later("Nothing: it stands on top"))),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for types
            field.choices = choices

    @property
    def above(self) -> Organisation | None:
        """The one above that was chosen."""
        return Organisation.objects.filter(code=self.cleaned_data["parent"]).first()


class JoinForm(forms.Form):
    """What somebody who was invited tells: their name, and a password."""

    name = forms.CharField(label=later("Name"), max_length=200)
    password1 = forms.CharField(
        widget=forms.PasswordInput,
        strip=False,
        help_text=later("At least 12 letters. Three or four words together are easy to remember."),
    )
    password2 = forms.CharField(widget=forms.PasswordInput, strip=False)

    def __init__(self, *args: Any, email: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.email = email

    def clean(self) -> dict[str, Any]:
        """A password that is long enough, not common, not like the person, and twice the same."""
        told = super().clean() or {}
        first, again = told.get("password1"), told.get("password2")
        if first and again and first != again:
            self.add_error("password2", "You must type the same password each time.")
        elif first:
            try:
                validate_password(first, Person(email=self.email, name=told.get("name", "")))
            except forms.ValidationError as error:
                self.add_error("password1", error)
        return told


class AuditForm(forms.Form):
    """Which events to show."""

    who = forms.CharField(label=later("Who"), max_length=254, required=False)
    what = forms.CharField(label=later("What"), max_length=60, required=False)
    thing = forms.CharField(label=later("On what"), max_length=254, required=False)
    since = forms.DateField(label=later("From"), required=False, widget=DayInput)
    until = forms.DateField(label=later("To"), required=False, widget=DayInput)
