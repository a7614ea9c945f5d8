"""Forms of the time before a poll."""

from typing import Any

from django import forms

from ropewalk.accounts.pre_election import GROUNDS, HELD, Ground, Publishing
from ropewalk.office.widgets import choose, day, long, text
from ropewalk.vocabulary.language import _, later


class PollForm(forms.Form):
    """Which poll, and from when until when."""

    poll = text(
        later("Which poll it is"),
        help_text=later("Readers see this. Write it with its day, such as Council elections on 6 May 2027."),
    )
    first = day(later("First day"))
    last = day(later("Last day"), help_text=later("Most often the day of the poll."))


class EndForm(forms.Form):
    """Why it ends early."""

    reason = long(later("Why it ends early"))


class LetThroughForm(forms.Form):
    """One thing that is let through."""

    kind = forms.ChoiceField(label=later("What it is"))
    thing = text(
        later("Its number or code"), help_text=later("As it stands in its address, such as 12."), most=200
    )
    ground = forms.ChoiceField(label=later("Why it may be published now"))
    reason = long(later("Your reason"), help_text=later("It is kept in the audit log."))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choose(self, "kind", ((kind.value, _(name)) for kind, name in HELD.items()))
        choose(self, "ground", ((ground.value, _(name)) for ground, name in GROUNDS.items()))

    @property
    def what(self) -> tuple[Publishing, str, Ground, str]:
        """What was chosen, as the action asks for it."""
        told = self.cleaned_data
        return Publishing(told["kind"]), told["thing"], Ground(told["ground"]), told["reason"]
