"""What people speak of: an indicator, an action or a priority, by its id, so that words outlive editions.

Rooms above keep ``kind`` and ``code`` in their rows, and ask here what they are called and whom they concern.
"""

from dataclasses import dataclass
from enum import StrEnum

from ropewalk.plan import public
from ropewalk.vocabulary.city import Definitions
from ropewalk.vocabulary.errors import DefinitionError, Fault, UserError
from ropewalk.vocabulary.indicator import Indicator


class SubjectKind(StrEnum):
    """What sort of thing is spoken of."""

    INDICATOR = "indicator"
    ACTION = "action"
    PRIORITY = "priority"


@dataclass(frozen=True, slots=True, order=True)
class Subject:
    """One thing that is spoken of."""

    kind: SubjectKind
    code: str

    @property
    def text(self) -> str:
        """As the audit names it, and forms hold it: ``indicator:jobs``."""
        return f"{self.kind}:{self.code}"


def subject_of(text: str) -> Subject:
    """The subject of its text. Raises UserError when it is no such text."""
    kind, _colon, code = text.partition(":")
    if kind not in set(SubjectKind) or not code:
        raise UserError(Fault("this names nothing of the plan", "Choose one of the list", value=text))
    return Subject(SubjectKind(kind), code)


def every() -> dict[Subject, str]:
    """Everything of the plan as of now that can be spoken of, and what it is called, in the plan's order;
    nothing before the first load."""
    now = _now()
    if now is None:
        return {}
    found = {
        Subject(SubjectKind.PRIORITY, one.code): f"{one.code} {one.title}" for one in now.plan.priorities()
    }
    found |= {Subject(SubjectKind.INDICATOR, one.id): one.title for one in now.indicators}
    return found | {Subject(SubjectKind.ACTION, one.id): one.title for one in now.actions}


def title(subject: Subject) -> str:
    """What a subject is called; its code where the plan no longer knows it."""
    return every().get(subject, subject.code)


def indicator(subject: Subject) -> Indicator | None:
    """The indicator that a subject is; None for another kind, or one that is gone."""
    if subject.kind is not SubjectKind.INDICATOR or _now() is None:
        return None
    return public.indicator(subject.code)


def priorities(subject: Subject) -> frozenset[str]:
    """The priorities that a subject belongs to."""
    now = _now()
    if subject.kind is SubjectKind.PRIORITY:
        return frozenset({subject.code})
    if now is None:
        return frozenset()
    rows = now.indicators if subject.kind is SubjectKind.INDICATOR else now.actions
    return frozenset(code for one in rows if one.id == subject.code for code in one.priorities)


def of_priorities(codes: frozenset[str]) -> frozenset[Subject]:
    """Everything that belongs to any of some priorities."""
    return frozenset(one for one in every() if priorities(one) & codes)


def home() -> str:
    """The plan's own place; empty before the first load."""
    now = _now()
    return now.plan.place if now else ""


def place_name(code: str) -> str:
    """What the plan's own place is called; the code of another."""
    now = _now()
    return now.city.name if now and code in ("", now.plan.place) else code


def _now() -> Definitions | None:
    """The definitions as of now; None before the first load."""
    try:
        return public.definitions()
    except DefinitionError:
        return None


def must_be_known(subject: Subject) -> None:
    """Raise UserError unless the plan knows the subject now."""
    if subject not in every():
        remedy = "Choose one of the plan as it is now"
        raise UserError(Fault(f"there is no such {subject.kind}", remedy, value=subject.code))
