"""Fields that several forms share: days, long texts, one or more of a list."""

from collections.abc import Iterable

from django import forms


class DayInput(forms.DateInput):
    """A day as browsers let people choose one."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class LongText(forms.Textarea):
    """A text of several lines; ``office/parts.html`` draws it."""

    input_type = "long"


class OneOrMore(forms.SelectMultiple):
    """Any of a list."""

    input_type = "several"


def day(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    """A day."""
    return forms.DateField(label=label, required=required, widget=DayInput, help_text=help_text)


def text(label: str, *, required: bool = True, help_text: str = "", most: int = 200) -> forms.CharField:
    """A text of a line."""
    return forms.CharField(label=label, required=required, help_text=help_text, max_length=most)


def long(label: str, *, required: bool = True, help_text: str = "") -> forms.CharField:
    """A text of some lines."""
    return forms.CharField(
        label=label, required=required, help_text=help_text, max_length=4000, widget=LongText
    )


def several(label: str, *, required: bool = False, help_text: str = "") -> forms.MultipleChoiceField:
    """Any of a list."""
    return forms.MultipleChoiceField(label=label, required=required, help_text=help_text, widget=OneOrMore)


def choose(form: forms.Form, name: str, choices: Iterable[tuple[str, str]]) -> None:
    """Set what can be chosen in a field."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField | forms.MultipleChoiceField)  # noqa: S101 - for types
    field.choices = list(choices)
