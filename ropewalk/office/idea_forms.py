"""Forms of ideas and of recognition."""

from typing import Any

from django import forms

from ropewalk.accounts.models import Organisation, Person
from ropewalk.office.forms import organisations
from ropewalk.office.idea_words import STATES
from ropewalk.office.widgets import choose, day, long, text
from ropewalk.plan.board import Board
from ropewalk.thread.about import about_of, choices
from ropewalk.thread.actions.ideas import Proposal
from ropewalk.thread.states import NEXT
from ropewalk.thread.states import Idea as State
from ropewalk.vocabulary.language import _, later


class AboutForm(forms.Form):
    """Something about a measure or a milestone."""

    about = forms.ChoiceField(label=later("Which measure or milestone it is about"))

    def __init__(self, *args: Any, held: Board, **options: Any) -> None:
        super().__init__(*args, **options)
        choose(self, "about", choices(held).items())


class IdeaForm(AboutForm):
    """A new idea."""

    title = text(later("The idea in a line"))
    what = long(later("What would be done"))
    expected = long(
        later("What effect it should have"),
        help_text=later("How much, such as: 2 percentage points fewer by the day below."),
    )
    by = day(later("By when"))
    test = long(
        later("How it will be tested"),
        help_text=later("What you would see if it works, and what if it does not."),
    )
    organisation = forms.ChoiceField(label=later("Which team would try it"))
    field_order = ("title", "what", "about", "expected", "by", "test", "organisation")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choose(self, "organisation", organisations(later("Choose one")))

    @property
    def proposal(self) -> Proposal:
        """What is proposed."""
        told = {name: self.cleaned_data[name] for name in ("title", "what", "expected", "by", "test")}
        team = Organisation.objects.get(code=self.cleaned_data["organisation"])
        return Proposal(about=about_of(self.cleaned_data["about"]), organisation=team, **told)


class StepForm(forms.Form):
    """The next step of an idea."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**6)
    becomes = forms.ChoiceField(label=later("What it becomes"))
    reason = long(later("Why"))
    result = long(later("What happened"), required=False, help_text=later("Needed once it was tried."))
    evidence = text(
        later("What shows it"),
        required=False,
        help_text=later("An address or a report. Needed once it was tried."),
        most=1000,
    )

    def __init__(self, *args: Any, stands: State, may: bool = True, **options: Any) -> None:
        super().__init__(*args, **options)
        steps = NEXT[stands] if may else (State.STOPPED,)
        choose(self, "becomes", ((one.value, _(STATES[one])) for one in steps))


class RecogniseForm(AboutForm):
    """Recognition of a person or a team."""

    whom = forms.ChoiceField(label=later("Whom"))
    why = long(later("What they did"), help_text=later("In a sentence or two. They read it first."))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        teams = ((f"team:{code}", name) for code, name in organisations("") if code)
        people = Person.objects.filter(is_active=True)
        choose(self, "whom", [*teams, *((f"person:{one.pk}", one.name) for one in people)])

    @property
    def named(self) -> Person | Organisation:
        """Who was chosen."""
        kind, _colon, code = self.cleaned_data["whom"].partition(":")
        if kind == "team":
            return Organisation.objects.get(code=code)
        return Person.objects.get(pk=code)


class WithdrawForm(forms.Form):
    """Why recognition is shown no more."""

    why = long(later("Why it is shown no more"))
