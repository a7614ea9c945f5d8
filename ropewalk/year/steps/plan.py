"""The plan and the work of it: editions, actions, milestones, risks, recovery plans, decisions."""

from datetime import date
from typing import Literal

from ropewalk.vocabulary.delivery import Status, Worked
from ropewalk.vocabulary.words import Lever
from ropewalk.year.steps.base import Base, example


class AddAction(Base, frozen=True, kw_only=True, tag="add an action"):
    """Add an action; its code is made from its title. ``of`` and ``partners``: organisations' keys."""

    title: str
    began: date
    owner: str
    priorities: tuple[str, ...]
    of: str
    indicators: tuple[str, ...] = ()
    ends: date | None = None
    partners: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        example(self.title)


class Milestone(Base, frozen=True, kw_only=True, tag="promise a milestone"):
    """Promise something by a day. Milestones of an action are m1, m2 and so on. ``of``: who promises it,
    where it is not the action's own organisation."""

    action: str
    title: str
    due: date
    of: str = ""


class Forecast(Base, frozen=True, kw_only=True, tag="forecast a milestone"):
    """Say when a milestone is thought to come."""

    action: str
    milestone: str
    day: date


class FinishMilestone(Base, frozen=True, kw_only=True, tag="finish a milestone"):
    """Say that it is done, since when, and what shows it."""

    action: str
    milestone: str
    done: date
    evidence: str


class VerifyMilestone(Base, frozen=True, kw_only=True, tag="verify a milestone"):
    """Say that its evidence was looked at."""

    action: str
    milestone: str


class MoveMilestone(Base, frozen=True, kw_only=True, tag="move a milestone"):
    """Move the promised day, with a reason."""

    action: str
    milestone: str
    due: date
    reason: str


class DropMilestone(Base, frozen=True, kw_only=True, tag="drop a milestone"):
    """Count it no more, with a reason."""

    action: str
    milestone: str
    reason: str


class Override(Base, frozen=True, kw_only=True, tag="set a status by hand"):
    """Show another status than the rule gives, to the end of a day."""

    action: str
    status: Status
    reason: str
    until: date


class Risk(Base, frozen=True, kw_only=True, tag="add a risk"):
    """Add a risk. ``about``: such as action:play-streets. Its code is risk-1 for the first."""

    about: str
    title: str
    owner: str
    controls: str
    before: tuple[int, int]
    after: tuple[int, int]
    review_on: date


class Recover(Base, frozen=True, kw_only=True, tag="add a recovery plan"):
    """Add a recovery plan: recovery-plan-1 for the first."""

    about: str
    cause: str
    steps: str
    owner: str
    expected: str
    review_on: date


class Review(Base, frozen=True, kw_only=True, tag="review a recovery plan"):
    """Say what came of a recovery plan, today."""

    code: str
    worked: Worked
    found: str
    next_on: date


class Decide(Base, frozen=True, kw_only=True, tag="write down a decision"):
    """Write down what was decided: decision-1 for the first."""

    about: str
    title: str
    decided_on: date
    decided_by: str
    reason: str
    evidence: str


class Show(Base, frozen=True, kw_only=True, tag="show a record"):
    """Let readers see a risk, a recovery plan or a decision."""

    kind: Literal["risk", "recovery plan", "decision"]
    code: str


class Draft(Base, frozen=True, kw_only=True, tag="begin a draft of the plan"):
    """Begin an edition as a copy of the one in force."""

    edition: str
    title: str

    def __post_init__(self) -> None:
        example(self.title)


class Promise(Base, frozen=True, kw_only=True, tag="write a promise"):
    """Write a promise of a draft anew, or add one where ``old`` is empty. ``was``: codes of the edition in
    force that it follows: their measures serve it, and what is not held of them is not held
    of it. ``indicators``: more of them."""

    edition: str
    aim: str
    code: str
    title: str
    why: str
    owner: str
    lever: Lever
    old: str = ""
    was: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        example(self.title)


class EndPromise(Base, frozen=True, kw_only=True, tag="end a promise"):
    """Take a promise out of a draft."""

    edition: str
    code: str


class Adopt(Base, frozen=True, kw_only=True, tag="adopt the plan"):
    """Put a draft in force, today."""

    edition: str
