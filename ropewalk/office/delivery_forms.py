"""The forms of delivery."""

from collections.abc import Iterable
from typing import Any

from django import forms

from ropewalk.figures.verdicts import DELIVERY, look
from ropewalk.office.forms import organisations
from ropewalk.office.widgets import choose, day, long, several, text
from ropewalk.plan.status import LONGEST
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.action import Action, Expected
from ropewalk.vocabulary.city import Definitions
from ropewalk.vocabulary.delivery import BY_HAND, SCALE, Status, Work, Worked
from ropewalk.vocabulary.language import _, later

EXPECTED = range(1, 4)
"""How many hoped-for changes can be typed; an action that has more keeps them."""


class ActionForm(forms.Form):
    """What an action is, whom it serves, and who carries it out."""

    title = text(later("What is done"))
    began = day(later("Begins, or began"))
    ends = day(later("Should end"), required=False)
    owner = text(
        later("Who answers for it"), help_text=later("A role, not a person, such as Director of Housing.")
    )
    organisation = forms.ChoiceField(label=later("Run by"), required=False)
    partners = several(later("Partners"))
    priorities = several(later("Promises it serves"), required=True)
    indicators = several(later("Measures it should move"))
    after = several(later("Waits for"))
    source = text(
        later("Public record"), help_text=later("Where this was decided: a report, a minute, a plan.")
    )

    def __init__(
        self,
        *args: Any,
        definitions: Definitions,
        action: str = "",
        held: Action | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.held = held
        measures = [(one.id, one.title) for one in definitions.indicators]
        choose(self, "organisation", organisations(later("Not said")))
        choose(self, "partners", organisations("")[1:])
        promises = ((one.code, f"{one.code} {one.title}") for one in definitions.plan.priorities())
        choose(self, "priorities", promises)
        choose(self, "indicators", measures)
        choose(self, "after", ((one.id, one.title) for one in definitions.actions if one.id != action))
        for n in EXPECTED:
            self.fields[f"what_{n}"] = forms.ChoiceField(
                label=_("Hope {n}: which measure").format(n=n),
                required=False,
                choices=[("", _("None")), *measures],
            )
            self.fields[f"size_{n}"] = forms.FloatField(
                label=_("Hope {n}: by how much, with its sign").format(n=n), required=False
            )
            self.fields[f"by_{n}"] = day(_("Hope {n}: by when").format(n=n), required=False)

    def clean(self) -> dict[str, Any]:
        """A hope is whole or not there."""
        told = super().clean() or {}
        for n in EXPECTED:
            parts = [told.get(f"what_{n}"), told.get(f"size_{n}"), told.get(f"by_{n}")]
            given = [part not in (None, "") for part in parts]
            if any(given) and not all(given):
                self.add_error(f"what_{n}", _("Say which measure, by how much and by when, or none of it"))
        return told

    def action(self, held: Action | None) -> Action:
        """The action as typed; what no field holds stays as it is ``held``."""
        told, units = self.cleaned_data, {one.indicator: one.unit for one in held.expected} if held else {}
        expected = [
            Expected(
                indicator=told[f"what_{n}"],
                size=told[f"size_{n}"],
                by=told[f"by_{n}"],
                unit=units.get(told[f"what_{n}"], ""),
            )
            for n in EXPECTED
            if told[f"what_{n}"]
        ]
        named = (*told["indicators"], *(one.indicator for one in expected))
        return Action(
            id=held.id if held else "",
            title=told["title"],
            began=told["began"],
            owner=told["owner"],
            source=told["source"],
            indicators=tuple(dict.fromkeys(named)),
            priorities=tuple(told["priorities"]),
            places=held.places if held else (),
            expected=(*expected, *(held.expected[len(EXPECTED) :] if held else ())),
        )

    def work(self, action: str) -> Work:
        """How it is carried out, as typed."""
        told = self.cleaned_data
        return Work(
            action=action,
            ends=told["ends"],
            organisation=told["organisation"],
            partners=tuple(told["partners"]),
            after=tuple(told["after"]),
        )

    @staticmethod
    def of(action: Action, work: Work) -> dict[str, Any]:
        """What the fields hold at first."""
        told: dict[str, Any] = {
            "title": action.title,
            "began": action.began,
            "ends": work.ends,
            "owner": action.owner,
            "organisation": work.organisation,
            "partners": list(work.partners),
            "priorities": list(action.priorities),
            "indicators": list(action.indicators),
            "after": list(work.after),
            "source": action.source,
        }
        for n, one in zip(EXPECTED, action.expected, strict=False):
            told |= {f"what_{n}": one.indicator, f"size_{n}": one.size, f"by_{n}": one.by}
        return told


class MilestoneForm(forms.Form):
    """A new milestone."""

    title = text(later("What will be there"))
    due = day(later("Promised for"))
    organisation = forms.ChoiceField(label=later("Promised by"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choose(self, "organisation", organisations(later("Who runs the action")))


class ForecastForm(forms.Form):
    """A milestone's words, and when it is thought to come."""

    title = text(later("What will be there"))
    forecast = day(later("Thought to come"), required=False)


class DoneForm(forms.Form):
    """A milestone that is done."""

    done = day(later("Done on"))
    evidence = long(later("What shows it"), help_text=later("An address, a report, a file's name."))


class MoveForm(forms.Form):
    """Another promised day."""

    due = day(later("New promised day"))
    reason = long(later("Why it is moved"))


class ReasonForm(forms.Form):
    """A reason."""

    reason = long(later("Why"))


class OverrideForm(forms.Form):
    """A status set by hand."""

    status = forms.ChoiceField(label=later("Status"))
    reason = long(later("Why, in words that readers will see"))
    until = day(later("Until the end of"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choose(self, "status", ((word.value, look(DELIVERY, word).label) for word in BY_HAND))
        last = clock.today() + LONGEST
        self.fields["until"].help_text = _("At most until {day}.").format(day=last.strftime("%d/%m/%Y"))

    @property
    def word(self) -> Status:
        """The status that was chosen."""
        return Status(self.cleaned_data["status"])


class AboutForm(forms.Form):
    """Something about an action, a priority or a measure."""

    about = forms.ChoiceField(label=later("About"))

    def __init__(self, *args: Any, subjects: Iterable[tuple[str, str]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        choose(self, "about", subjects)

    @property
    def subject(self) -> dict[str, str]:
        """What it is about, as a record names it."""
        kind, _colon, code = self.cleaned_data["about"].partition(":")
        return {"subject_kind": kind, "subject": code}


def _size(label: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, coerce=int, choices=[(n, str(n)) for n in SCALE])


class RiskForm(AboutForm):
    """A risk."""

    title = text(later("What could go wrong"))
    owner = text(later("Who looks after it"))
    likelihood_before = _size(later("How likely before controls, 1 to 5"))
    impact_before = _size(later("How bad before controls, 1 to 5"))
    controls = long(later("Controls: what is done against it"))
    likelihood_after = _size(later("How likely after controls, 1 to 5"))
    impact_after = _size(later("How bad after controls, 1 to 5"))
    review_on = day(later("Look at it again on"))
    closed_because = long(
        later("Why it is a risk no more"), required=False, help_text=later("Leave empty while it is one.")
    )


class RecoveryForm(AboutForm):
    """A recovery plan."""

    cause = long(later("What went wrong, and why"))
    steps = long(later("What is done about it"))
    owner = text(later("Who does it"))
    expected = long(later("What should come of it, and by when"))
    review_on = day(later("Look at it again on"))


class ReviewForm(forms.Form):
    """What came of a recovery plan."""

    on = day(later("Looked at on"))
    worked = forms.ChoiceField(label=later("Has it worked?"))
    found = long(later("What was found"))
    next_on = day(later("Look at it again on"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choose(self, "worked", ((word.value, _(WORKED[word])) for word in Worked))


class DecisionForm(AboutForm):
    """A decision."""

    title = text(later("What was decided"))
    decided_on = day(later("Decided on"))
    decided_by = text(later("Decided by"), help_text=later("A body or a role, such as Cabinet."))
    reason = long(later("Why"))
    evidence = long(later("On what evidence"))


WORKED = {
    Worked.YES: later("Yes, it worked"),
    Worked.IN_PART: later("In part"),
    Worked.NO: later("No, it did not work"),
    Worked.TOO_SOON: later("Too soon to say"),
}
