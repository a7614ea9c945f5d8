"""Forms of returns: what is asked, what is sent in, and files."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from django import forms

from ropewalk.accounts.models import Organisation
from ropewalk.office.forms import organisations
from ropewalk.office.return_words import FIELD_NAMES, STATE_NAMES, VALUE_STATES, WANTS_NAMES
from ropewalk.office.widgets import DayInput
from ropewalk.plan import subjects
from ropewalk.plan.subjects import Subject, SubjectKind, subject_of
from ropewalk.returns.actions import Whom
from ropewalk.returns.models import Ask, Filing
from ropewalk.returns.models.ask import Wants
from ropewalk.returns.said import NUMBERS, Said, wanted
from ropewalk.returns.states import State
from ropewalk.sheets.numbers import number
from ropewalk.vocabulary.language import _, later
from ropewalk.vocabulary.period import add_months
from ropewalk.vocabulary.words import State as ValueState

LENGTHS: Final = {
    "P1M": later("A month"),
    "P3M": later("A quarter"),
    "P6M": later("Half a year"),
    "P1Y": later("A year"),
}


class Chosen(forms.Form):
    """A form some of whose choices are made when it is shown."""

    def choose(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        """Set what can be chosen in a field."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for types
        field.choices = choices


class AskForm(Chosen):
    """What is asked about which subjects, of whom, for which period; once, or again and again."""

    about = forms.MultipleChoiceField(label=later("About what"))
    wants = forms.ChoiceField(label=later("What is asked for"))
    organisation = forms.ChoiceField(label=later("Who answers"))
    start = forms.DateField(label=later("First day of the period"), widget=DayInput)
    length = forms.ChoiceField(label=later("How long the period is"))
    days = forms.IntegerField(
        label=later("Days to answer after its last day"), min_value=0, max_value=366, initial=14
    )
    again = forms.BooleanField(label=later("Ask again for each period that follows"), required=False)
    exempt = forms.BooleanField(label=later("It is exempt from publication"), required=False)
    words = forms.CharField(label=later("A word to who answers"), max_length=1000, required=False)

    def __init__(self, *args: Any, only: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.choose("about", [(one.text, title) for one, title in offered(only)])
        self.choose("wants", [(one.value, _(name)) for one, name in WANTS_NAMES.items()])
        self.choose("organisation", organisations(later("Choose one")))
        self.choose("length", [(length, _(name)) for length, name in LENGTHS.items()])

    @property
    def subjects(self) -> list[Subject]:
        """What was chosen."""
        return [subject_of(text) for text in self.cleaned_data["about"]]

    @property
    def period(self) -> str:
        """The period, as an interval."""
        return f"{self.cleaned_data['start'].isoformat()}/{self.cleaned_data['length']}"

    @property
    def due(self) -> date:
        """The day by which the first answer is due."""
        start: date = self.cleaned_data["start"]
        months = {"P1M": 1, "P3M": 3, "P6M": 6, "P1Y": 12}[self.cleaned_data["length"]]
        end: date = add_months(start, months)
        return end + timedelta(days=int(self.cleaned_data["days"]) - 1)

    @property
    def whom(self) -> Whom:
        """Of whom it is asked."""
        told = self.cleaned_data
        organisation = Organisation.objects.get(code=told["organisation"])
        return Whom(organisation, Wants(told["wants"]), words=told["words"], exempt=told["exempt"])


def offered(only: str) -> list[tuple[Subject, str]]:
    """The subjects to choose from: all of the plan, or those of one priority. Measures that take figures by
    returns stand first."""
    every, first = subjects.every(), subjects.taking_figures()
    near = subjects.of_priorities(frozenset({only})) if only else frozenset(every)
    return sorted(
        ((one, title) for one, title in every.items() if one in near),
        key=lambda pair: (pair[0] not in first, list(SubjectKind).index(pair[0].kind)),
    )


class SendForm(Chosen):
    """A return as it is filled in: the fields that its kind wants, and the version that was looked at."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    numerator = forms.CharField(max_length=40, required=False)
    denominator = forms.CharField(max_length=40, required=False)
    value = forms.CharField(max_length=40, required=False)
    lower = forms.CharField(max_length=40, required=False)
    upper = forms.CharField(max_length=40, required=False)
    state = forms.ChoiceField(label=later("What kind of figure it is"), required=False)
    comment = forms.CharField(widget=forms.Textarea, max_length=20_000, required=False)

    def __init__(self, *args: Any, ask: Ask, **options: Any) -> None:
        super().__init__(*args, **options)
        self.hints: dict[str, str] = {}
        indicator = subjects.indicator(ask.about) if ask.wants_value else None
        shown = wanted(indicator)
        for name in (*NUMBERS, "state"):
            if name not in shown and not (name == "state" and shown):
                del self.fields[name]
        for name, field in self.fields.items():
            field.label = FIELD_NAMES.get(name, field.label)
        if "numerator" in self.fields and indicator is not None:
            self.hints = {
                "numerator": indicator.numerator,
                "denominator": indicator.denominator,
                "value": _("Leave it empty, and it is worked out from these two."),
            }
        elif indicator is not None:
            self.hints = {"value": indicator.unit}
        if "state" in self.fields:
            self.choose(
                "state", [("", _("Measured")), *((one.value, _(name)) for one, name in VALUE_STATES.items())]
            )
        self.order_fields(("seen", "numerator", "denominator", "value", "lower", "upper", "state", "comment"))

    def clean(self) -> dict[str, Any]:
        """Numbers as people type them."""
        told = super().clean() or {}
        for name in NUMBERS:
            if name in self.fields and name in told:
                try:
                    told[name] = number(told[name])
                except ValueError:
                    self.add_error(name, _("This is not a number. Write figures only, such as 12.5"))
        return told

    @property
    def said(self) -> Said:
        """What was filled in."""
        told = self.cleaned_data
        state = ValueState(told["state"]) if told.get("state") else None
        numbers = {name: told.get(name) for name in NUMBERS}
        return Said(**numbers, state=state, comment=told["comment"])


def filled(ask: Ask, last: Filing | None) -> dict[str, Any]:
    """What a form shows at first: the version, and what was sent in last."""
    told: dict[str, Any] = {"seen": ask.version}
    if last is None:
        return told
    for name in NUMBERS:
        value = getattr(last, name)
        told[name] = "" if value is None else f"{value:.12g}"
    state = "" if last.value_state == str(ValueState.MEASURED) else last.value_state
    return told | {"state": state, "comment": last.comment}


class FileForm(forms.Form):
    """A file to send."""

    file = forms.FileField(label=later("File"), max_length=300, allow_empty_file=True)


class ShowForm(Chosen):
    """Which returns to show."""

    state = forms.ChoiceField(label=later("Where it stands"), required=False)
    organisation = forms.ChoiceField(label=later("Who answers"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.choose("state", [("", _("Anywhere")), *((one.value, _(STATE_NAMES[one])) for one in State)])
        self.choose("organisation", organisations(later("Anybody")))
