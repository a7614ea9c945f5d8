"""What became of each promise when one edition of the plan followed another."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ropewalk.vocabulary.language import later
from ropewalk.vocabulary.plan import Plan, Priority


class Became(StrEnum):
    """What became of a promise. A plan's mapping leads each old one to one new one or to none, so a promise
    that was split is told as the one that follows it, beside a new one."""

    KEPT = "kept"
    RENAMED = "renamed"
    MERGED = "merged"
    ENDED = "ended"
    NOT_SAID = "not said"
    NEW = "new"


WORDS: Final[Mapping[Became, str]] = {
    Became.KEPT: later("Kept"),
    Became.RENAMED: later("Has a new name"),
    Became.MERGED: later("Joined with another"),
    Became.ENDED: later("Ended"),
    Became.NOT_SAID: later("Nobody said"),
    Became.NEW: later("New"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """A promise and what follows it; ``old`` is none for a new one, ``new`` for one that ended."""

    old: Priority | None
    new: Priority | None
    became: Became


def steps(before: Plan, after: Plan) -> tuple[Step, ...]:
    """Every promise of an edition in its order, with what became of it; then those that are new."""
    return tuple(_steps(before, after))


def _steps(before: Plan, after: Plan) -> Iterator[Step]:
    held = {one.code: one for one in after.priorities()}
    into = Counter(after.mapping.get(one.code, "") for one in before.priorities())
    for old in before.priorities():
        if old.code not in after.mapping:
            yield Step(old, None, Became.NOT_SAID)
            continue
        new = held.get(after.mapping[old.code])
        if new is None:
            became = Became.ENDED
        elif into[new.code] > 1:
            became = Became.MERGED
        else:
            became = Became.KEPT if old.title == new.title else Became.RENAMED
        yield Step(old, new, became)
    yield from (Step(None, new, Became.NEW) for code, new in held.items() if not into[code])


def successor(plans: Sequence[Plan], of: Plan) -> Plan | None:
    """The edition that superseded another; none for the one in force."""
    return next((one for one in plans if one.supersedes == of.id), None)


def today(plans: Sequence[Plan], of: Plan, code: str) -> str:
    """The code that a promise of an edition has in the one in force, step by step; empty where it ended on
    the way, or nobody said."""
    seen: set[str] = set()
    after = successor(plans, of)
    while after is not None and code and after.id not in seen:
        seen.add(after.id)
        code = after.mapping.get(code, "")
        after = successor(plans, after)
    return code
