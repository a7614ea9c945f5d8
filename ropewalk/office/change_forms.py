"""The forms of changes that are asked for, and their answers."""

from collections.abc import Iterable
from typing import Any

from django import forms

from ropewalk.figures.change_words import ALTERS
from ropewalk.office.widgets import choose, day, long, text
from ropewalk.plan.actions import Wanted
from ropewalk.vocabulary.delivery import NEW_DAY, OF_INDICATORS, OF_MILESTONES, Alters
from ropewalk.vocabulary.language import _, later


def altering(about: str) -> tuple[Alters, ...]:
    """What a change may alter of something: ``milestone:clubs/m1``, ``action:clubs``, ``indicator:jobs``."""
    kind = about.partition(":")[0]
    found = {
        "milestone": OF_MILESTONES,
        "indicator": OF_INDICATORS,
        "action": frozenset({Alters.ACTION_END, Alters.ACTION_STOPPED}),
    }
    return tuple(one for one in Alters if one in found.get(kind, frozenset()))


class ChangeForm(forms.Form):
    """A change that is asked for. Which fields must be filled follows from what it alters."""

    about = forms.ChoiceField(label=later("Of what"))
    alters = forms.ChoiceField(label=later("What should change"))
    value = forms.FloatField(label=later("The new target"), required=False)
    day = day(later("The new day"), required=False)
    reason = long(later("Why"))
    asker = text(later("Who asks"), help_text=later("A role, not a person, such as Director of Housing."))

    def __init__(self, *args: Any, subjects: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        subjects = list(subjects)
        choose(self, "about", subjects)
        fixed = altering(subjects[0][0]) if len(subjects) == 1 else tuple(Alters)
        choose(self, "alters", ((one.value, _(ALTERS[one])) for one in fixed))
        self.is_fixed = len(subjects) == 1
        if self.is_fixed and not set(fixed) & OF_INDICATORS:
            del self.fields["value"]

    def clean(self) -> dict[str, Any]:
        """What is altered fits what it is about, and has the day and the value that it needs, no others."""
        told = super().clean() or {}
        if "about" not in told or "alters" not in told:
            return told
        alters = Alters(told["alters"])
        if alters not in altering(told["about"]):
            self.add_error("alters", _("That does not go with what you chose. Choose another."))
        if alters in NEW_DAY and not told.get("day"):
            self.add_error("day", _("Say which day"))
        if alters is Alters.TARGET and told.get("value") is None:
            self.add_error("value", _("Say which value"))
        return told

    @property
    def wanted(self) -> Wanted:
        """What was asked for."""
        told = self.cleaned_data
        alters = Alters(told["alters"])
        _kind, _colon, code = told["about"].partition(":")
        subject, _slash, milestone = code.partition("/")
        return Wanted(
            alters=alters,
            subject=subject,
            milestone=milestone,
            day=told["day"] if alters in NEW_DAY else None,
            value=told.get("value") if alters is Alters.TARGET else None,
            reason=told["reason"],
            asker=told["asker"],
        )


class DecideForm(forms.Form):
    """An answer to a change that is asked for."""

    decided_by = text(later("Decided by"), help_text=later("A body or a role, such as Cabinet."))
    on = day(later("Decided on"))
    because = long(later("Why, in words that readers will see"))


class TakeBackForm(forms.Form):
    """A change that is not asked for any more."""

    because = long(later("Why"))
