"""Delivery: how the work of each action goes, what could go wrong, and what was decided about it.

It travels beside the definitions (``delivery.toml``) and is no part of their version, because no finding
rests on it: a milestone that is reached changes no verdict.
"""

from datetime import date
from enum import StrEnum
from typing import Final, Literal

import msgspec

Subject = Literal["action", "priority", "indicator"]
SCALE = range(1, 6)


class Status(StrEnum):
    """Whether the work of an action is on time. It says nothing of the result."""

    ON_TRACK = "on track"
    AT_RISK = "at risk"
    LATE = "late"
    DONE = "done"
    NOT_STARTED = "not started"
    CANNOT_SAY = "cannot say"


class Why(StrEnum):
    """Which line of the rule gave a status."""

    NO_MILESTONE = "no milestone"
    ALL_DONE = "all done"
    PAST_DUE = "past due"
    FORECAST_LATE = "forecast late"
    FORECAST_OLD = "forecast old"
    WAITS = "waits"
    NOT_BEGUN = "not begun"
    IN_TIME = "in time"


BY_HAND: Final = (Status.ON_TRACK, Status.AT_RISK, Status.LATE, Status.NOT_STARTED)
"""What a person may set by hand: done is what milestones say, and nothing else."""


class Worked(StrEnum):
    """What came of a recovery plan, once it was looked at again."""

    YES = "yes"
    IN_PART = "in part"
    NO = "no"
    TOO_SOON = "too soon"


class Milestone(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something that will be there by a day. ``first_due``: the day that was promised first, where it was
    moved, with the reason in ``moved_because``; ``organisation``: who promised it, empty for the action's
    own; ``evidence``: what shows that it is done; ``verified_on``: when somebody else looked at that."""

    id: str
    title: str
    due: date
    first_due: date | None = None
    moved_because: str = ""
    forecast: date | None = None
    done: date | None = None
    evidence: str = ""
    verified_on: date | None = None
    verified_by: str = ""
    organisation: str = ""
    dropped_because: str = ""

    def __post_init__(self) -> None:
        if self.first_due is not None and not self.moved_because.strip():
            raise ValueError("a promised day was moved without a reason")
        if self.done is not None and not self.evidence.strip():
            raise ValueError("it is done without anything that shows it")


class Override(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A status that a person set by hand, from a day to the end of another."""

    status: Status
    reason: str
    by: str
    since: date
    until: date

    def __post_init__(self) -> None:
        if not (self.reason.strip() and self.by.strip()):
            raise ValueError("an override needs a reason and a name")
        if self.status not in BY_HAND:
            raise ValueError(f"nobody sets {self.status!r} by hand: it follows from milestones alone")


class Work(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How an action is carried out. ``organisation`` and ``partners``: codes of organisations; ``after``: ids
    of the actions that it waits for; ``stopped_because``: why it was given up, where it was."""

    action: str
    ends: date | None = None
    organisation: str = ""
    partners: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    stopped_because: str = ""
    milestones: tuple[Milestone, ...] = ()
    overrides: tuple[Override, ...] = ()


class Risk(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something that could go wrong: how likely and how bad (1 to 5), before controls and after.
    ``shown``: whether readers see it; ``closed_because``: why it is a risk no more."""

    id: str
    subject_kind: Subject
    subject: str
    title: str
    owner: str
    controls: str
    likelihood_before: int
    impact_before: int
    likelihood_after: int
    impact_after: int
    review_on: date
    shown: bool = False
    closed_because: str = ""

    def __post_init__(self) -> None:
        if any(size not in SCALE for size in (*self.before, *self.after)):
            raise ValueError("likelihood and impact are whole numbers from 1 to 5")
        if self.likelihood_after > self.likelihood_before or self.impact_after > self.impact_before:
            raise ValueError("controls cannot make a risk greater than it was before them")

    @property
    def before(self) -> tuple[int, int]:
        """Likelihood and impact before controls."""
        return self.likelihood_before, self.impact_before

    @property
    def after(self) -> tuple[int, int]:
        """Likelihood and impact after controls."""
        return self.likelihood_after, self.impact_after


class RecoveryPlan(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is done about something that goes wrong, and when that is looked at again."""

    id: str
    subject_kind: Subject
    subject: str
    cause: str
    steps: str
    owner: str
    expected: str
    review_on: date
    reviewed_on: date | None = None
    worked: Worked | None = None
    found: str = ""
    shown: bool = False

    def __post_init__(self) -> None:
        if (self.reviewed_on is None) != (self.worked is None):
            raise ValueError("a review has a day and says whether the plan worked, or there is none yet")


class Decision(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was decided, by whom, why, and on what evidence. Never changed: another follows."""

    id: str
    subject_kind: Subject
    subject: str
    title: str
    decided_on: date
    decided_by: str
    reason: str
    evidence: str
    shown: bool = False


class Alters(StrEnum):
    """What a change that is asked for would alter, of all that was promised."""

    MILESTONE_DAY = "milestone day"
    MILESTONE_DROPPED = "milestone dropped"
    ACTION_END = "action end"
    ACTION_STOPPED = "action stopped"
    TARGET = "target"
    TARGET_WITHDRAWN = "target withdrawn"


OF_INDICATORS: Final = frozenset({Alters.TARGET, Alters.TARGET_WITHDRAWN})
OF_MILESTONES: Final = frozenset({Alters.MILESTONE_DAY, Alters.MILESTONE_DROPPED})
NEW_DAY: Final = frozenset({Alters.MILESTONE_DAY, Alters.ACTION_END, Alters.TARGET})


class Answer(StrEnum):
    """What became of a change that was asked for."""

    ASKED = "asked"
    AGREED = "agreed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class ChangeRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A change of something promised that somebody is asked to approve. ``milestone``: of the action, where
    it is about one; ``was_day``, ``was_value``: what was promised when it was asked; ``day``, ``value``: what
    should be; ``asker``, ``decided_by``: roles or bodies; ``because``: why it was decided so."""

    id: str
    alters: Alters
    subject_kind: Literal["action", "indicator"]
    subject: str
    reason: str
    asker: str
    asked_on: date
    milestone: str = ""
    was_day: date | None = None
    was_value: float | None = None
    day: date | None = None
    value: float | None = None
    answer: Answer = Answer.ASKED
    decided_on: date | None = None
    decided_by: str = ""
    because: str = ""
    shown: bool = False

    def __post_init__(self) -> None:
        if (self.subject_kind == "indicator") != (self.alters in OF_INDICATORS):
            raise ValueError(f"a change of a {self.alters} is not about an {self.subject_kind}")
        if bool(self.milestone) != (self.alters in OF_MILESTONES):
            raise ValueError(f"a change of a {self.alters} names a milestone, or must not")
        if (self.day is not None) != (self.alters in NEW_DAY):
            raise ValueError(f"a change of a {self.alters} has a new day, or must not")
        if (self.value is not None) != (self.alters is Alters.TARGET):
            raise ValueError(f"a change of a {self.alters} has a new value, or must not")
        if not (self.reason.strip() and self.asker.strip()):
            raise ValueError("a change is asked for with a reason, by somebody")
        decided = (self.decided_on is not None, bool(self.decided_by.strip()), bool(self.because.strip()))
        if any(one != (self.answer is not Answer.ASKED) for one in decided):
            raise ValueError(
                "an answer has a day, somebody who gave it, and a reason; before it there is none"
            )


class Delivery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``delivery.toml``: the work of every action, with risks, recovery plans, decisions and the changes
    that were asked for."""

    work: tuple[Work, ...] = ()
    risk: tuple[Risk, ...] = ()
    recovery_plan: tuple[RecoveryPlan, ...] = ()
    decision: tuple[Decision, ...] = ()
    change_request: tuple[ChangeRequest, ...] = ()
