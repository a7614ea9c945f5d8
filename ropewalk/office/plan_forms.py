"""The forms of the plan: its editions, targets and peer sets."""

from collections.abc import Iterable
from typing import Any

from django import forms

from ropewalk.office.widgets import choose, day, long, several, text
from ropewalk.plan.drafts import Draft
from ropewalk.vocabulary.language import _, later
from ropewalk.vocabulary.peers import PeerSet
from ropewalk.vocabulary.plan import Aim, NotHeld, Priority, Value
from ropewalk.vocabulary.words import Lever

CODE = later("Letters, figures, full stops and hyphens. It is part of addresses.")
LEVERS = {
    Lever.CONTROLS: later("The council does it"),
    Lever.INFLUENCES: later("The council can help"),
    Lever.CONTEXT: later("The council cannot steer it"),
}


class DraftForm(forms.Form):
    """A new draft."""

    code = text(later("Code of the new edition"), help_text=CODE, most=120)
    title = text(later("Its title"))


class EditionForm(forms.Form):
    """What a draft says of itself."""

    title = text(later("Title"))
    vision = long(later("Vision, in one sentence"))
    vision_parts = long(later("Its parts, one a line"), required=False)
    source = text(later("Public record"), required=False, most=1000)


class AimForm(forms.Form):
    """An aim."""

    code = text(later("Code"), help_text=CODE, most=120)
    title = text(later("Title"))
    summary = long(later("In a sentence"))

    def aim(self) -> Aim:
        """The aim as typed; its priorities are kept elsewhere."""
        return Aim(**self.cleaned_data, priorities=())

    @staticmethod
    def of(held: Aim) -> dict[str, Any]:
        """What the fields hold at first."""
        return {"code": held.code, "title": held.title, "summary": held.summary}


class ValueForm(forms.Form):
    """A value."""

    code = text(later("Code"), help_text=CODE, most=120)
    title = text(later("Title"))
    summary = long(later("In a sentence"))
    shown_by = long(later("What would show whether it is lived"))

    def value(self) -> Value:
        """The value as typed."""
        told = dict(self.cleaned_data)
        return Value(id=told.pop("code"), **told)

    @staticmethod
    def of(held: Value) -> dict[str, Any]:
        """What the fields hold at first."""
        return {name: getattr(held, name) for name in ("title", "summary", "shown_by")} | {"code": held.id}


class PriorityForm(forms.Form):
    """A promise: what it is, who answers for it, what it follows, what measures serve it."""

    aim = forms.ChoiceField(label=later("Aim"))
    code = text(later("Code"), help_text=CODE, most=120)
    title = text(later("Title"))
    why = long(later("Why it matters"))
    owner = text(
        later("Who answers for it"), help_text=later("A role, not a person, such as Director of Housing.")
    )
    lever = forms.ChoiceField(label=later("How far the council can reach"))
    partners = long(later("Partners, one a line"), required=False)
    was = several(later("Follows these promises of the edition before"))
    indicators = several(later("Measures that serve it"))
    not_held = long(
        later("What is not held, one a line"),
        required=False,
        help_text=later("What is missing, then an upright bar, then why that matters."),
    )

    def __init__(self, *args: Any, draft: Draft, measures: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        choose(self, "aim", ((one.code, f"{one.code} {one.title}") for one in draft.plan.aims))
        choose(self, "lever", ((lever.value, _(words)) for lever, words in LEVERS.items()))
        choose(self, "was", ((code, code) for code in draft.plan.mapping))
        choose(self, "indicators", measures)

    def clean_not_held(self) -> tuple[NotHeld, ...]:
        """Each line as what is missing and why that matters."""
        found = []
        for line in lines(self.cleaned_data["not_held"]):
            what, bar, why = (part.strip() for part in line.partition("|"))
            if not (what and bar and why):
                raise forms.ValidationError(_("Write what is missing, an upright bar, and why that matters"))
            found.append(NotHeld(what=what, why_it_matters=why))
        return tuple(found)

    def priority(self) -> Priority:
        """The priority as typed."""
        told = self.cleaned_data
        same = {name: told[name] for name in ("code", "title", "why", "owner", "not_held")}
        return Priority(lever=Lever(told["lever"]), partners=lines(told["partners"]), **same)

    @staticmethod
    def of(draft: Draft, aim: str, one: Priority) -> dict[str, Any]:
        """What the fields hold at first."""
        return {
            "aim": aim,
            "code": one.code,
            "title": one.title,
            "why": one.why,
            "owner": one.owner,
            "lever": one.lever.value,
            "partners": "\n".join(one.partners),
            "was": [old for old, new in draft.plan.mapping.items() if new == one.code],
            "indicators": [name for name, codes in draft.links.items() if one.code in codes],
            "not_held": "\n".join(f"{gap.what} | {gap.why_it_matters}" for gap in one.not_held),
        }


class AdoptForm(forms.Form):
    """When a draft was adopted."""

    day = day(later("Adopted on"))


class TargetForm(forms.Form):
    """A target to add."""

    value = forms.FloatField(label=later("Value to reach"))
    day = day(later("By"))
    reason = long(later("Why this value, in words that readers will see"))
    approved_by = text(later("Approved by"), help_text=later("A body or a role, such as Cabinet."))


class WithdrawForm(forms.Form):
    """A target to take back."""

    reason = long(later("Why it is taken back"))
    approved_by = text(later("Approved by"))


class PeerSetForm(forms.Form):
    """A peer set: whom to compare with, chosen by whom, on what basis."""

    code = text(later("Code"), help_text=CODE, most=120)
    title = text(later("Title"))
    basis = long(later("How the places were chosen"))
    chosen_by = text(later("Chosen by"))
    dated = day(later("Chosen on"))
    members = long(later("Codes of the places, one a line"), required=False)
    default = forms.BooleanField(label=later("The one that is used first"), required=False)

    @staticmethod
    def of(held: PeerSet) -> dict[str, Any]:
        """What the fields hold at first."""
        now = {name: getattr(held, name) for name in ("title", "basis", "chosen_by", "dated", "default")}
        return now | {"code": held.id, "members": "\n".join(held.members)}


def lines(told: str) -> tuple[str, ...]:
    """The lines of a text that say something."""
    return tuple(line.strip() for line in told.splitlines() if line.strip())
