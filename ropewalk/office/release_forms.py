"""The forms of releases. Labels and hints are messages; templates say them in the reader's language."""

from typing import Any, Final

from django import forms

from ropewalk.office.widgets import long, text
from ropewalk.vocabulary.language import later

AS_BROWSERS_WRITE: Final = "%Y-%m-%dT%H:%M"


class MomentInput(forms.DateTimeInput):
    """A day and time as browsers let people choose them."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format=AS_BROWSERS_WRITE)


def moment(label: str, *, help_text: str = "") -> forms.DateTimeField:
    """A day and time, in the council's own time."""
    formats = [AS_BROWSERS_WRITE, f"{AS_BROWSERS_WRITE}:%S"]
    return forms.DateTimeField(label=label, widget=MomentInput, input_formats=formats, help_text=help_text)


class PlanForm(forms.Form):
    """A release to announce."""

    called = text(later("What it is called"), help_text=later("Such as: First quarter 2027 to 2028."))
    planned_for = moment(
        later("Day and time"), help_text=later("At least four weeks ahead. Readers see it at once.")
    )
    about = long(later("What it will hold"), required=False)


class ReasonForm(forms.Form):
    """Why something is done; readers see it."""

    reason = long(later("Why"), help_text=later("Readers see this."))

    def __init__(self, *args: Any, name: str, **options: Any) -> None:
        options["auto_id"] = f"{name}-%s"  # several of them stand on one page
        super().__init__(*args, **options)


class MoveForm(ReasonForm):
    """Another time for a release."""

    planned_for = moment(later("New day and time"))
    field_order = ("planned_for", "reason")


class CorrectForm(ReasonForm):
    """A correction of a release that is out."""

    changes = long(later("What changes"), help_text=later("Readers see this."))


class EarlyForm(forms.Form):
    """Somebody for the early-access list."""

    email = forms.EmailField(label=later("E-mail address"))
    role = text(later("What they are"), help_text=later("Published. Such as: Cabinet member for housing."))
    organisation = text(later("Of what organisation"), required=False)
    reason = text(later("Why they need it early"), help_text=later("Published."))
