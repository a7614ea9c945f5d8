"""Aims, promises and values of an edition. A draft is changed by its sheets; another edition is only read."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from django.http import Http404
from msgspec.structs import replace

from ropewalk.accounts.by import By
from ropewalk.accounts.roles import Right
from ropewalk.office.lists.listed import LONG, Listed, Rows, measures, promises, row, yes
from ropewalk.office.plan_forms import LEVERS
from ropewalk.plan import actions, drafts, models
from ropewalk.plan.drafts import Draft
from ropewalk.plan.editions import edition
from ropewalk.plan.models.edition import State
from ropewalk.sheets.columns import Column, Kind, When, named
from ropewalk.sheets.found import Change
from ropewalk.vocabulary.errors import Fault, UserError
from ropewalk.vocabulary.language import _, later
from ropewalk.vocabulary.plan import Aim, NotHeld, Priority, Value
from ropewalk.vocabulary.words import Lever

CODE = Column("code", later("Code"), when=When.NEW, most=120)
OUT = Column("out", later("Take it out of the draft"), Kind.CHOICE, hint=later("Write Yes to take it out."))
SUMMARY = Column("summary", later("In a sentence"), most=LONG)
BAR = later("On each line what is missing, an upright bar, and why that matters.")


def shut(of: str) -> bool:
    """Whether an edition is no draft. Raises Http404 where there is none."""
    row = models.Edition.objects.filter(code=of).first()
    if row is None:
        raise Http404
    return row.state != State.DRAFT


def _held(of: str) -> Draft:
    if not models.Edition.objects.filter(code=of).exists():
        raise Http404
    return edition(of)


def _aims(by: By, of: str) -> Rows:
    aims = _held(of).plan.aims
    rows = (row(a.code, a.title, code=a.code, title=a.title, summary=a.summary, out="") for a in aims)
    return rows, {"out": yes()}


def _values(by: By, of: str) -> Rows:
    rows = (
        row(v.id, v.title, code=v.id, title=v.title, summary=v.summary, shown_by=v.shown_by, out="")
        for v in _held(of).plan.values
    )
    return rows, {"out": yes()}


def _promises(by: By, of: str) -> Rows:
    draft = _held(of)
    followed: dict[str, list[str]] = {}
    for old, new in draft.plan.mapping.items():
        followed.setdefault(new, []).append(old)
    served: dict[str, list[str]] = {}
    for name, codes in draft.links.items():
        for code in codes:
            served.setdefault(code, []).append(name)
    rows = (
        row(
            one.code,
            one.title,
            code=one.code,
            aim=aim.code,
            title=one.title,
            why=one.why,
            owner=one.owner,
            lever=one.lever.value,
            partners=one.partners,
            was=followed.get(one.code, []),
            indicators=served.get(one.code, []),
            not_held=[f"{gap.what} | {gap.why_it_matters}" for gap in one.not_held],
            out="",
        )
        for aim in draft.plan.aims
        for one in aim.priorities
    )
    before = promises()
    return rows, {
        "aim": named((aim.code, f"{aim.code} {aim.title}") for aim in draft.plan.aims),
        "lever": named((lever.value, _(words)) for lever, words in LEVERS.items()),
        "was": {code: before.get(code, code) for code in draft.plan.mapping},
        "indicators": measures(),
        "out": yes(),
    }


Step = Callable[[Draft], Draft]


def _steps(
    changes: Sequence[Change], without: Callable[[Draft, str], Draft], step: Callable[[Change], Step]
) -> Iterable[Step]:
    for one in changes:
        if one.text("out") == "yes":
            yield partial(_without, without, one.id)
        else:
            _said(one)
            yield step(one)


def _without(without: Callable[[Draft, str], Draft], code: str, draft: Draft) -> Draft:
    return without(draft, code)


def _said(one: Change) -> None:
    for name in ("code", "title"):
        if not one.text(name):
            raise UserError(Fault(f"the {name} is empty", "Write it"))


def _write_aims(by: By, of: str, changes: Sequence[Change]) -> None:
    def step(one: Change) -> Step:
        aim = Aim(code=one.text("code"), title=one.text("title"), summary=one.text("summary"), priorities=())
        return lambda draft: drafts.with_aim(draft, one.id, aim)

    actions.change_draft(by, of, *_steps(changes, drafts.without_aim, step))


def _write_values(by: By, of: str, changes: Sequence[Change]) -> None:
    def step(one: Change) -> Step:
        told = {name: one.text(name) for name in ("title", "summary", "shown_by")}
        return lambda draft: drafts.with_value(draft, one.id, Value(id=one.text("code"), **told))

    actions.change_draft(by, of, *_steps(changes, drafts.without_value, step))


def _write_promises(by: By, of: str, changes: Sequence[Change]) -> None:
    def step(one: Change) -> Step:
        made = _priority(one)
        links: Any = (one["indicators"], one["was"])
        return lambda draft: drafts.with_priority(draft, one.id, one.text("aim"), made, *links)

    actions.change_draft(by, of, *_steps(changes, drafts.without_priority, step))


def _priority(one: Change) -> Priority:
    told: Any = {name: one.text(name) for name in ("code", "title", "why", "owner")}
    if not one.text("lever"):
        raise UserError(Fault("it is not said how far the council can reach", "Choose one of the list"))
    partners: Any = one["partners"]
    priority = Priority(lever=Lever(one.text("lever")), partners=partners, **told)
    lines: Any = one["not_held"]
    return replace(priority, not_held=tuple(_gap(line) for line in lines))


def _gap(line: str) -> NotHeld:
    what, bar, why = (part.strip() for part in line.partition("|"))
    if not (what and bar and why):
        remedy = "Write what is missing, an upright bar, and why that matters"
        raise UserError(Fault("a line of what is not held is not whole", remedy, value=line))
    return NotHeld(what=what, why_it_matters=why)


TITLE = Column("title", later("Title"))
PARTS = tuple(
    Listed(name, title, "edition", Right.READ, columns, load, write, of=True, shut=shut)
    for name, title, columns, load, write in (
        ("aims", later("Aims of"), (CODE, TITLE, SUMMARY, OUT), _aims, _write_aims),
        (
            "promises",
            later("Promises of"),
            (
                CODE,
                Column("aim", later("Aim"), Kind.CHOICE),
                TITLE,
                Column("why", later("Why it matters"), most=LONG),
                Column("owner", later("Who answers for it")),
                Column("lever", later("How far the council can reach"), Kind.CHOICE),
                Column("partners", later("Partners"), Kind.LINES, most=LONG),
                Column("was", later("Follows these promises of the edition before"), Kind.CHOICES),
                Column("indicators", later("Measures that serve it"), Kind.CHOICES),
                Column("not_held", later("What is not held"), Kind.LINES, most=LONG, hint=BAR),
                OUT,
            ),
            _promises,
            _write_promises,
        ),
        (
            "values",
            later("Values of"),
            (
                CODE,
                TITLE,
                SUMMARY,
                Column("shown_by", later("What would show whether it is lived"), most=LONG),
                OUT,
            ),
            _values,
            _write_values,
        ),
    )
)
