"""Definitions to fill in: what an indicator needs before it may be published, marked as not held."""

import json

from ropewalk.sources.mapping.proposal import Draft
from ropewalk.sources.mapping.units import Unit

# Field, what a person is asked, and what the sheet itself may say of it.
ASKED = (
    ("title", "a short title in plain English"),
    ("official_title", "what its producer calls it"),
    ("definition", "what is counted, of whom, and how"),
    ("unit", "what the numbers are in: %, per 1,000 people, £"),
    ("kind", "proportion, rate, mean, ratio, count, index or modelled"),
    ("polarity", "higher, lower or neutral: which way is better"),
    ("polarity_reason", "why that way is better"),
    ("frequency", "monthly, quarterly, annual, biennial or occasional"),
    ("role", "performance (the council's own work) or contextual (the city's)"),
    ("owner", "the role, not the person, that answers for it"),
    ("producer", "who makes the figures"),
    ("licence", "the terms on which they may be published"),
    ("geography", "the places it is for"),
    ("period_type", "what a period is: financial year, calendar year, a day"),
    ("next_expected", "the day of the next figures, or words when none is announced"),
)


def definition_text(draft: Draft, source: str) -> str:
    """A definition with every field that must be filled in; an empty one is refused by `ropewalk check`."""
    said = _said(draft.unit)
    label = json.dumps(" ".join(draft.label.split()), ensure_ascii=False)
    lines = [
        f"# Begun by `ropewalk map` for what the sheet calls {label}.",
        "# Nothing is published without these. An empty field is one that is not held yet: fill it in.",
        "[[indicator]]",
        f"id = {json.dumps(draft.indicator)}",
        f"source = {json.dumps(source)}",
    ]
    for name, asked in ASKED:
        lines.append(f"{name} = {json.dumps(said.get(name, ''), ensure_ascii=False)} # {asked}")
    if draft.unit.per > 1:
        lines.append(f"multiplier = {draft.unit.per} # value = multiplier x numerator / denominator")
    lines += [
        "decimals = 1 # how many to show",
        "priorities = [] # codes of the plan that it is evidence for",
    ]
    return "\n".join(lines) + "\n"


def _said(unit: Unit) -> dict[str, str]:
    return {"unit": unit.name} if unit.name else {}
