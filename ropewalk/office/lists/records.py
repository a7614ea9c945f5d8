"""Risks, recovery plans and decisions."""

from collections.abc import Callable, Sequence
from typing import Any

from ropewalk.accounts.by import By
from ropewalk.accounts.roles import Right
from ropewalk.office.delivery_forms import WORKED
from ropewalk.office.lists.listed import LONG, Listed, Load, Rows, Write, found, has_plan, refuse, row, yes_no
from ropewalk.plan import actions, reads
from ropewalk.plan.actions.shared import told_as_user_fault
from ropewalk.plan.board import Board, board
from ropewalk.sheets.columns import Column, Kind, When, named
from ropewalk.sheets.found import Change
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.delivery import SCALE, Decision, RecoveryPlan, Risk, Worked
from ropewalk.vocabulary.language import _, later

Record = Risk | RecoveryPlan | Decision
ABOUT = Column("about", later("About"), Kind.CHOICE, When.NEW)
SHOWN = Column("shown", later("Readers see it"), Kind.CHOICE)
REVIEW = {"reviewed_on", "worked", "found"}


def _about(held: Board) -> dict[str, str]:
    """What a record can be about: actions, promises, measures."""
    told = held.definitions
    pairs = [(f"action:{one.id}", one.title) for one in told.actions]
    pairs += [(f"priority:{one.code}", f"{one.code} {one.title}") for one in told.plan.priorities()]
    pairs += [(f"indicator:{one.id}", one.title) for one in told.indicators]
    return named(pairs)


def _load(of_them: Callable[[Board], Sequence[Record]], columns: tuple[Column, ...]) -> Load:
    def load(by: By, of: str) -> Rows:
        if not has_plan():
            return (), {}
        held = board(clock.today())
        rows = (
            row(one.id, _title(one), **_values(one, columns))
            for one in of_them(held)
            if one.shown or by.may(Right.READ, held.thing(one.subject_kind, one.subject))
        )
        sizes = {str(n): str(n) for n in SCALE}
        worked = named((word.value, _(words)) for word, words in WORKED.items())
        return rows, {"about": _about(held), "shown": yes_no(), "worked": worked} | dict.fromkeys(
            ("likelihood_before", "impact_before", "likelihood_after", "impact_after"), sizes
        )

    return load


def _title(one: Record) -> str:
    return one.cause if isinstance(one, RecoveryPlan) else one.title


def _values(one: Record, columns: tuple[Column, ...]) -> dict[str, Any]:
    told = {column.name: getattr(one, column.name, "") for column in columns}
    return told | {"about": f"{one.subject_kind}:{one.subject}"}


def _write(kind: Any, columns: tuple[Column, ...], held: Callable[[], Sequence[Record]]) -> Write:
    fields = [column for column in columns if column not in (ABOUT, SHOWN)]

    def write(by: By, of: str, changes: Sequence[Change]) -> None:
        now = {one.id: one for one in held()}
        for one in changes:
            told = _told(one, fields)
            if one.id:
                _change(by, one, found(now, one.id), told)
            else:
                about, _colon, code = one.text("about").partition(":")
                if not code:
                    refuse("it is not said what it is about", "Choose one of the list")
                made = _made(kind, subject_kind=about, subject=code, id="", **told)
                new = actions.add_record(by, made)
                if one.text("shown") == "yes":
                    actions.show_record(by, kind, new, shown=True)

    return write


def _told(one: Change, fields: Sequence[Column]) -> dict[str, Any]:
    """The fields of a record. An empty day or size is refused where one is needed."""
    told: dict[str, Any] = {}
    for column in fields:
        value: Any = one[column.name]
        if column.name in REVIEW:
            value = value or None if column.name != "found" else value
        elif column.kind is not Kind.TEXT and not value:
            refuse(f"{_(column.title)}: this is empty", "Fill it in")
        told[column.name] = int(value) if column.name.startswith(("likelihood", "impact")) else value
    if "worked" in told:
        told["worked"] = Worked(told["worked"]) if told["worked"] else None
    return told


def _made(kind: Any, **told: Any) -> Any:
    with told_as_user_fault():
        return kind(**told)


def _change(by: By, one: Change, now: Record, told: dict[str, Any]) -> None:
    if one.changed - {"shown"} and not isinstance(now, Decision):
        if one.changed & REVIEW and not (told["reviewed_on"] and told["worked"] and told["found"].strip()):
            refuse("a review is not whole", "Say on which day, whether it worked, and what was found")
        if one.changed & REVIEW and told["reviewed_on"] > clock.today():
            refuse("that day is still to come", "Give today or a day before", str(told["reviewed_on"]))
        stays = {name: getattr(now, name) for name in now.__struct_fields__}
        new: Any = _made(type(now), **stays | told)
        actions.change_record(by, new)
    if "shown" in one.changed:
        kind: Any = type(now)
        actions.show_record(by, kind, one.id, shown=one.text("shown") == "yes")


def _listed(
    name: str, title: str, kind: type[Record], field: str, own: tuple[Column, ...], note: str
) -> Listed:
    columns = (ABOUT, *own, SHOWN)
    of_them: Callable[[Any], Sequence[Record]] = lambda delivery: getattr(delivery, field)  # noqa: E731
    load = _load(lambda held: of_them(held.delivery), columns)
    write = _write(kind, columns, lambda: of_them(reads.delivery()))
    return Listed(name, title, "records", Right.READ, columns, load, write, note=note)


def _size(name: str, title: str) -> Column:
    return Column(name, title, Kind.CHOICE)


def _long(name: str, title: str, when: When = When.ALWAYS) -> Column:
    return Column(name, title, when=when, most=LONG)


SEEN = later("Whether readers see one is for publishers to say.")
RECORDS = (
    _listed(
        "risks",
        later("Risks"),
        Risk,
        "risk",
        (
            Column("title", later("What could go wrong")),
            Column("owner", later("Who looks after it")),
            _size("likelihood_before", later("How likely before controls, 1 to 5")),
            _size("impact_before", later("How bad before controls, 1 to 5")),
            _long("controls", later("Controls: what is done against it")),
            _size("likelihood_after", later("How likely after controls, 1 to 5")),
            _size("impact_after", later("How bad after controls, 1 to 5")),
            Column("review_on", later("Look at it again on"), Kind.DAY),
            _long("closed_because", later("Why it is a risk no more")),
        ),
        SEEN,
    ),
    _listed(
        "recovery-plans",
        later("Recovery plans"),
        RecoveryPlan,
        "recovery_plan",
        (
            _long("cause", later("What went wrong, and why")),
            _long("steps", later("What is done about it")),
            Column("owner", later("Who does it")),
            _long("expected", later("What should come of it, and by when")),
            Column("review_on", later("Look at it again on"), Kind.DAY),
            Column("reviewed_on", later("Looked at on"), Kind.DAY),
            Column("worked", later("Has it worked?"), Kind.CHOICE),
            _long("found", later("What was found")),
        ),
        SEEN,
    ),
    _listed(
        "decisions",
        later("Decisions"),
        Decision,
        "decision",
        (
            Column("title", later("What was decided"), when=When.NEW),
            Column("decided_on", later("Decided on"), Kind.DAY, When.NEW),
            Column("decided_by", later("Decided by"), when=When.NEW),
            _long("reason", later("Why"), When.NEW),
            _long("evidence", later("On what evidence"), When.NEW),
        ),
        later("A decision is never changed: write down another. Publishers say whether readers see it."),
    ),
)
