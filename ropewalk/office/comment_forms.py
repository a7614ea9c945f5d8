"""Forms of comments and replies."""

from typing import Any

from django import forms

from ropewalk.accounts.models import Organisation
from ropewalk.office.forms import organisations
from ropewalk.office.return_forms import LENGTHS, Chosen
from ropewalk.office.widgets import DayInput
from ropewalk.plan import subjects
from ropewalk.plan.subjects import Subject, subject_of
from ropewalk.vocabulary.language import _, later


class WordsForm(Chosen):
    """Words, and as what and for whom somebody speaks."""

    text = forms.CharField(label=later("Comment"), widget=forms.Textarea, max_length=6_000)
    role = forms.CharField(
        label=later("What you are"),
        max_length=200,
        help_text=later("As readers see it, such as Head of Housing."),
    )
    organisation = forms.ChoiceField(label=later("For whom you speak"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "organisation" in self.fields:
            self.choose("organisation", organisations(later("Choose one")))

    @property
    def speaks_for(self) -> Organisation:
        """The organisation that was chosen."""
        return Organisation.objects.get(code=self.cleaned_data["organisation"])


class CommentForm(WordsForm):
    """A new comment: about what, and which period."""

    about = forms.ChoiceField(label=later("About what"))
    start = forms.DateField(label=later("First day of the period"), widget=DayInput)
    length = forms.ChoiceField(label=later("How long the period is"))
    field_order = ("about", "start", "length", "text", "role", "organisation")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.choose("about", [(one.text, title) for one, title in subjects.every().items()])
        self.choose("length", [(length, _(name)) for length, name in LENGTHS.items()])

    @property
    def subject(self) -> Subject:
        """What was chosen."""
        return subject_of(self.cleaned_data["about"])

    @property
    def period(self) -> str:
        """The period, as an interval."""
        return f"{self.cleaned_data['start'].isoformat()}/{self.cleaned_data['length']}"


class RewriteForm(WordsForm):
    """A draft that is changed."""

    organisation = None  # type: ignore[assignment]


class ReplyForm(WordsForm):
    """A reply."""
