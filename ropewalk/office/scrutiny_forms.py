"""Forms of questions and challenges."""

from typing import Any

from django import forms

from ropewalk.accounts.models import Organisation
from ropewalk.office.forms import organisations
from ropewalk.office.return_forms import LENGTHS, Chosen
from ropewalk.office.scrutiny_words import STANDS, STATES
from ropewalk.office.widgets import day, long
from ropewalk.office.widgets import text as line
from ropewalk.plan import subjects
from ropewalk.plan.subjects import Subject, subject_of
from ropewalk.releases.reads import out_numbers
from ropewalk.scrutiny.actions import Verdict
from ropewalk.scrutiny.models.challenge import Declined, Outcome
from ropewalk.scrutiny.words import DECLINED_FOR, OUTCOMES
from ropewalk.vocabulary.language import _, later

ROLE_HELP = later("As readers see it, such as Head of Housing.")


class AskForm(Chosen):
    """A question: about what, and to whom."""

    about = forms.ChoiceField(label=later("About what"))
    start = day(later("First day of the period"), required=False)
    length = forms.ChoiceField(label=later("How long the period is"), required=False)
    question = long(later("Your question"))
    role = line(later("What you are"), required=False, help_text=later("Such as Chair of the committee."))
    organisation = forms.ChoiceField(label=later("Who answers"))
    due = day(later("Answer due by"), required=False, help_text=later("Leave empty for the usual days."))
    public = forms.BooleanField(
        label=later("Ask in public: readers see the question now"), required=False, initial=True
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.choose("about", [(one.text, title) for one, title in subjects.every().items()])
        self.choose("length", [("", _("No period")), *((key, _(name)) for key, name in LENGTHS.items())])
        self.choose("organisation", organisations(later("Choose one")))

    @property
    def subject(self) -> Subject:
        """What was chosen."""
        return subject_of(self.cleaned_data["about"])

    @property
    def period(self) -> str:
        """The period, as an interval; empty where none was chosen."""
        told = self.cleaned_data
        return f"{told['start'].isoformat()}/{told['length']}" if told["start"] and told["length"] else ""

    @property
    def to(self) -> Organisation:
        """The organisation that was chosen."""
        return Organisation.objects.get(code=self.cleaned_data["organisation"])


class AnswerForm(forms.Form):
    """An answer to a question."""

    text = long(later("Your answer"))
    role = line(later("What you are"), required=False, help_text=ROLE_HELP)
    exempt = forms.BooleanField(label=later("The answer is exempt from publication"), required=False)


class FollowForm(forms.Form):
    """A question after an answer."""

    text = long(later("Your next question"))
    role = line(later("What you are"), required=False)
    due = day(later("Answer due by"), required=False, help_text=later("Leave empty for the usual days."))


class CloseForm(forms.Form):
    """The end of a question."""

    text = long(later("What came of it"))


class WithdrawForm(forms.Form):
    """A question that is taken back."""

    text = long(later("Why, as readers will see it"))


class ExemptForm(forms.Form):
    """A question that is taken out of the public record."""

    text = long(later("Why it is exempt"))


class AcceptForm(Chosen):
    """To whom a challenge is put."""

    organisation = forms.ChoiceField(label=later("Who answers"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.choose("organisation", organisations(later("Choose one")))

    @property
    def to(self) -> Organisation:
        """The organisation that was chosen."""
        return Organisation.objects.get(code=self.cleaned_data["organisation"])


class DeclineForm(Chosen):
    """Why a challenge is not shown."""

    reason = forms.ChoiceField(label=later("Why it is not shown"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.choose(
            "reason", [("", _("Choose one")), *((key, _(said)) for key, said in DECLINED_FOR.items())]
        )

    @property
    def because(self) -> Declined:
        """The reason that was chosen."""
        return Declined(self.cleaned_data["reason"])


class VerdictForm(Chosen):
    """What is said to a challenge."""

    outcome = forms.ChoiceField(label=later("What came of it"))
    text = long(later("Your answer"))
    changed = long(later("What was changed"), required=False)
    release = forms.ChoiceField(label=later("The release that puts it right"), required=False)
    role = line(later("What you are"), required=False, help_text=ROLE_HELP)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.choose("outcome", [("", _("Choose one")), *((key, _(said)) for key, said in OUTCOMES.items())])
        said = _("Release {number}: {title}")
        held = [(str(number), said.format(number=number, title=title)) for number, title in out_numbers()]
        self.choose("release", [("", _("None")), *held])

    @property
    def verdict(self) -> Verdict:
        """What was said."""
        told = self.cleaned_data
        release = int(told["release"]) if told["release"] else None
        return Verdict(Outcome(told["outcome"]), told["text"], told["role"], told["changed"], release)


class ShowQuestionsForm(Chosen):
    """Which questions to show."""

    state = forms.ChoiceField(label=later("Where it stands"), required=False)
    organisation = forms.ChoiceField(label=later("Who answers"), required=False)
    late = forms.BooleanField(label=later("Only what is late"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.choose("state", [("", _("Anywhere")), *((key, _(name)) for key, name in STATES.items())])
        self.choose("organisation", organisations(later("Anybody")))


class ShowChallengesForm(Chosen):
    """Which challenges to show."""

    state = forms.ChoiceField(label=later("Where it stands"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.choose("state", [("", _("Anywhere")), *((key, _(name)) for key, name in STANDS.items())])
