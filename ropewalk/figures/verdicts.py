"""Verdict words made visible: label, shape and class. Three verdicts, three families of shape and hue.

Direction is drawn as triangles, position as a ball above, on or below a line, prospect as a ball that
is full, half full or empty, what followed an action as a line that steps up, goes on or steps down, and
whether work is on time as a tick, an arrow, a sign, a clock.
They share no colour scale, and none of them needs colour to be read.
"""

from dataclasses import dataclass, replace
from typing import Final

from ropewalk.vocabulary.delivery import Status
from ropewalk.vocabulary.language import _, kept_by_language, later
from ropewalk.vocabulary.words import Direction, Effect, Position, Prospect, Question


@dataclass(frozen=True, slots=True)
class Look:
    """How a verdict is shown. ``path`` is drawn in a 16 by 16 box; ``meaning`` explains it in a sentence."""

    label: str
    icon: str
    css: str
    meaning: str


QUESTION_MARK: Final = (
    "M4.7 5.6A3.4 3.4 0 0 1 8.1 2.5c1.9 0 3.3 1.1 3.3 2.9 0 2.6-3.2 2.5-3.2 5",
    "M8.1 12.4v1.9",
)

PATHS: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    # Each is a list of (class, path): "f" is filled, "s" is stroked.
    "up": (("f", "M8 2.2 14.6 13.4H1.4Z"),),
    "down": (("f", "M8 13.8 1.4 2.6h13.2Z"),),
    "dash": (("f", "M1.6 6.4h12.8v3.2H1.6Z"),),
    "query": tuple(("s", path) for path in QUESTION_MARK),
    "above": (("f", "M8 1a4 4 0 1 1 0 8 4 4 0 0 1 0-8Z"), ("s", "M1 13h14")),
    "on": (("s", "M8 4.4a3.6 3.6 0 1 1 0 7.2 3.6 3.6 0 0 1 0-7.2ZM1 8h3.4M11.6 8H15"),),
    "below": (("f", "M8 7a4 4 0 1 1 0 8 4 4 0 0 1 0-8Z"), ("s", "M1 3h14")),
    "full": (("f", "M8 1.6a6.4 6.4 0 1 1 0 12.8A6.4 6.4 0 0 1 8 1.6Z"),),
    "half": (
        ("s", "M8 2.4a5.6 5.6 0 1 1 0 11.2A5.6 5.6 0 0 1 8 2.4Z"),
        ("f", "M8 2.4a5.6 5.6 0 0 1 0 11.2Z"),
    ),
    "empty": (("s", "M8 2.4a5.6 5.6 0 1 1 0 11.2A5.6 5.6 0 0 1 8 2.4Z"),),
    "none": (("s", "M3 8h2M7 8h2M11 8h2"),),
    "stepped-up": (("s", "M1.5 12.5H8V4h6.5"),),
    "went-on": (("s", "M1.5 8h13M8 4.5v7"),),
    "stepped-down": (("s", "M1.5 4H8v8.5h6.5"),),
    "tick": (("s", "M2 8.6 6.2 12.8 14 3.6"),),
    "ahead": (("s", "M1.5 8h12M9 3.4 13.6 8 9 12.6"),),
    "warning": (("s", "M8 1.8 15 14H1ZM8 6v4.2M8 11.6v.8"),),
    "clock": (("s", "M8 1.6a6.4 6.4 0 1 1 0 12.8A6.4 6.4 0 0 1 8 1.6ZM8 4v4.3l3 2"),),
    "waiting": (("s", "M3 2.2h10M3 13.8h10M4.2 2.2c0 5 7.6 6.6 7.6 11.6M11.8 2.2c0 5-7.6 6.6-7.6 11.6"),),
}

EFFECT: Final = "effect"
"""What stands for a question in the look of what followed an action: it is none of the three of a finding."""

DELIVERY: Final = "delivery"
"""What stands for a question in the look of whether the work of an action is on time."""

LOOKS: Final[dict[str, dict[str, Look]]] = {
    Question.DIRECTION: {
        Direction.IMPROVING: Look(
            later("Improving"), "up", "improving", later("Getting better, more than chance explains")
        ),
        Direction.NO_CLEAR_CHANGE: Look(
            later("No clear change"), "dash", "unclear", later("Any change is too small to tell from chance")
        ),
        Direction.WORSENING: Look(
            later("Worsening"), "down", "worsening", later("Getting worse, more than chance explains")
        ),
        Direction.CANNOT_SAY: Look(
            later("Cannot say"), "query", "cannot", later("There is not enough to judge by")
        ),
    },
    Question.POSITION: {
        Position.BETTER: Look(
            later("Better"), "above", "better", later("Better, by more than chance explains")
        ),
        Position.NOT_DISTINGUISHABLE: Look(
            later("No clear difference"),
            "on",
            "same",
            later("Any difference is too small to tell from chance"),
        ),
        Position.WORSE: Look(later("Worse"), "below", "worse", later("Worse, by more than chance explains")),
        Position.CANNOT_SAY: Look(
            later("Cannot say"), "query", "cannot", later("There is not enough to compare by")
        ),
    },
    Question.PROSPECT: {
        Prospect.LIKELY: Look(
            later("Likely"), "full", "prospect", later("At least 8 chances in 10 of reaching the target")
        ),
        Prospect.UNCERTAIN: Look(later("Uncertain"), "half", "prospect", later("It could go either way")),
        Prospect.UNLIKELY: Look(
            later("Unlikely"), "empty", "prospect", later("At most 2 chances in 10 of reaching it")
        ),
        Prospect.NO_TARGET: Look(later("No target"), "none", "cannot", later("No target has been set")),
        Prospect.CANNOT_SAY: Look(
            later("Cannot say"), "query", "cannot", later("There is not enough to forecast by")
        ),
    },
    EFFECT: {
        Effect.BETTER: Look(
            later("Moved with it, for the better"),
            "stepped-up",
            "better",
            later("It got better. That proves no cause"),
        ),
        Effect.NO_CLEAR_SIGN: Look(
            later("No clear sign"),
            "went-on",
            "same",
            later("What moved then is too small to tell from chance"),
        ),
        Effect.WORSE: Look(
            later("Moved with it, for the worse"),
            "stepped-down",
            "worse",
            later("It got worse. That proves no cause"),
        ),
        Effect.CANNOT_SAY: Look(
            later("Cannot say"), "query", "cannot", later("There is not enough to judge by")
        ),
    },
    DELIVERY: {
        Status.DONE: Look(later("Done"), "tick", "ontime", later("Every milestone is done")),
        Status.ON_TRACK: Look(
            later("On track"), "ahead", "ontime", later("Nothing is late or thought to be")
        ),
        Status.AT_RISK: Look(
            later("At risk"),
            "warning",
            "atrisk",
            later("A milestone is thought to come late, or is waited for"),
        ),
        Status.LATE: Look(
            later("Late"), "clock", "late", later("A promised day is over, and the thing is not done")
        ),
        Status.NOT_STARTED: Look(
            later("Not started"), "waiting", "cannot", later("It begins on a later day")
        ),
        Status.CANNOT_SAY: Look(
            later("Cannot say"), "query", "cannot", later("It has no milestones to judge by")
        ),
    },
}


@kept_by_language(maxsize=100)
def look(question: str, verdict: str) -> Look:
    """The look of a verdict. Raises KeyError for a word outside the closed lists: that is our own fault."""
    found = LOOKS[question][verdict]
    return replace(found, label=_(found.label), meaning=_(found.meaning))


def icon(name: str, x: float = 0, y: float = 0) -> str:
    """The marks of a shape, to stand in an SVG: at (x, y) of the drawing, 16 units square."""
    marks = "".join(f'<path class="rw-i{kind}" d="{path}"/>' for kind, path in PATHS[name])
    return f'<g transform="translate({x:g} {y:g})">{marks}</g>' if x or y else marks


def icon_svg(name: str) -> str:
    """A shape as a small picture that words beside it explain; hidden from screen readers."""
    return f'<svg class="rw-icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">{icon(name)}</svg>'
