"""What people speak of: an indicator, an action or a priority, by its id, so that words outlive editions.

Rooms above keep ``kind`` and ``code`` in their rows, and ask here what they are called and whom they concern.
"""

from dataclasses import dataclass
from enum import StrEnum

from ropewalk.plan import public
from ropewalk.vocabulary.city import Definitions
from ropewalk.vocabulary.errors import DefinitionError, Fault, UserError
from ropewalk.vocabulary.indicator import Indicator
from ropewalk.vocabulary.source import returned


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
    now = _now()
    if subject.kind is not SubjectKind.INDICATOR or now is None:
        return None
    return next((one for one in now.indicators if one.id == subject.code), None)


def priorities(subject: Subject) -> frozenset[str]:
    """The priorities that a subject belongs to."""
    now = _now() if subject.kind is not SubjectKind.PRIORITY else None
    return _priorities(now, subject)


def _priorities(now: Definitions | None, subject: Subject) -> frozenset[str]:
    if subject.kind is SubjectKind.PRIORITY:
        return frozenset({subject.code})
    rows = () if now is None else now.indicators if subject.kind is SubjectKind.INDICATOR else now.actions
    return frozenset(code for one in rows if one.id == subject.code for code in one.priorities)


def of_priorities(codes: frozenset[str]) -> frozenset[Subject]:
    """Everything that belongs to any of some priorities: one query."""
    now = _now()
    if now is None:
        return frozenset()
    rows = ((SubjectKind.INDICATOR, now.indicators), (SubjectKind.ACTION, now.actions))
    found = {Subject(kind, one.id) for kind, ones in rows for one in ones if codes & set(one.priorities)}
    return frozenset(found | {Subject(SubjectKind.PRIORITY, code) for code in codes})


def taking_figures() -> frozenset[Subject]:
    """The measures whose figures people send in: one query."""
    now = _now()
    rows = now.indicators if now else ()
    return frozenset(Subject(SubjectKind.INDICATOR, one.id) for one in rows if one.source == returned(one.id))


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
