"""All that is being done, at once: every action with its work and its status, for lists and pictures."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ropewalk.accounts.models import Organisation
from ropewalk.accounts.reads import organisations
from ropewalk.accounts.rights import Thing
from ropewalk.plan import public, reads
from ropewalk.plan.status import Told, statuses
from ropewalk.vocabulary.action import Action
from ropewalk.vocabulary.city import Definitions
from ropewalk.vocabulary.delivery import Delivery, Status, Work


@dataclass(frozen=True, slots=True)
class Item:
    """An action. ``told`` is none where it was given up."""

    action: Action
    work: Work
    told: Told | None


@dataclass(frozen=True)
class Board:
    """Every action as of a day. ``names``: of organisations, by code, closed ones too; ``lines``: each of
    them with all above it; ``parents``: the one right above each, empty for none."""

    definitions: Definitions
    delivery: Delivery
    names: Mapping[str, str]
    lines: Mapping[str, frozenset[str]]
    today: date
    parents: Mapping[str, str]

    @property
    def actions(self) -> tuple[Action, ...]:
        """Every action of the plan."""
        return self.definitions.actions

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Every action with its status, in the plan's order."""
        works = {work.action: work for work in self.delivery.work}
        told = statuses(works.values(), {one.id: one.began for one in self.actions}, self.today)
        return tuple(
            Item(one, works.get(one.id, Work(action=one.id)), told.get(one.id)) for one in self.actions
        )

    @cached_property
    def by_id(self) -> Mapping[str, Item]:
        """The same, by the action's id."""
        return {item.action.id: item for item in self.items}

    def counts(self) -> Mapping[Status, int]:
        """How many actions have each status; those that were given up have none."""
        found = Counter(item.told.status for item in self.items if item.told)
        return {status: found[status] for status in Status}

    def named(self, code: str) -> str:
        """The name of an organisation; its code where none is known by it."""
        return self.names.get(code, code)

    def thing(self, kind: str, code: str) -> Thing:
        """To whom an action, a priority or an indicator belongs; what is there no more, to the account."""
        if kind == "action" and code in self.by_id:
            item = self.by_id[code]
            line = self.lines.get(item.work.organisation, frozenset())
            return Thing(frozenset(item.action.priorities), line)
        if kind == "priority":
            return Thing(priorities=frozenset({code}))
        served = {one.id: one.priorities for one in self.definitions.indicators}
        return Thing(priorities=frozenset(served.get(code, ())))


def board(today: date, *, records: bool = True) -> Board:
    """Everything as of now, told for a day: eight queries, however much there is; five without ``records``,
    which are risks, recovery plans and decisions."""
    rows = {row.pk: row for row in organisations()}
    names = {row.code: row.name for row in rows.values()}
    lines = {row.code: frozenset(_above(row, rows)) for row in rows.values()}
    held = reads.delivery() if records else Delivery(work=reads.works())
    parents = {row.code: rows[row.parent_id].code if row.parent_id else "" for row in rows.values()}
    return Board(public.definitions(), held, names, lines, today, parents)


def _above(row: Organisation, rows: Mapping[int, Organisation]) -> Iterator[str]:
    at: Organisation | None = row
    while at is not None:
        yield at.code
        at = rows.get(at.parent_id) if at.parent_id else None
