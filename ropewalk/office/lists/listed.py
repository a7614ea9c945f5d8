"""What a list says of itself, and what the lists share: the choices of the plan, and yes and no."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, NoReturn, TypeVar

from django.http import Http404

from ropewalk.accounts import reads
from ropewalk.accounts.by import By
from ropewalk.accounts.roles import Right
from ropewalk.accounts.sheets import Target
from ropewalk.plan import public
from ropewalk.sheets.columns import Column, Row, Table, When, named, text_of
from ropewalk.sheets.found import Change
from ropewalk.vocabulary.errors import DefinitionError, Fault, UserError
from ropewalk.vocabulary.language import _, later

Rows = tuple[Iterable[Row], Mapping[str, Mapping[str, str]]]
Load = Callable[[By, str], Rows]
Write = Callable[[By, str, Sequence[Change]], Any]
LONG: Final = 4000
END: Final = later("Write Yes to do it; empty leaves it as it is.")


@dataclass(frozen=True)
class Listed:
    """A list. ``title``: a message; ``page``: where it stands; ``reads``: who sees it; ``load``: its rows and
    choices, in a number of queries that does not grow with them; ``write``: none where it is only taken away,
    and ``note`` says why; ``of``: whether it is one of several, named by a code after a colon."""

    name: str
    title: str
    page: str
    reads: Right
    columns: tuple[Column, ...]
    load: Load
    write: Write | None = None
    adds: bool = True
    of: bool = False
    note: str = ""
    shut: Callable[[str], bool] = lambda _of: False

    def table(self, by: By, of: str = "") -> Table:
        """The list as it is now. Raises Http404 for one of several that is not there."""
        rows, choices = self.load(by, of)
        columns = self.columns if self.opens(of) else tuple(replace(c, when=When.NEVER) for c in self.columns)
        title = f"{_(self.title)} {of}".strip()
        return Table(self.name, title, columns, tuple(rows), choices, self.adds and self.opens(of))

    def opens(self, of: str) -> bool:
        """Whether anything of it can be brought back."""
        return self.write is not None and not self.shut(of)

    def target(self, by: By, of: str) -> Target:
        """Where a sheet of it goes, for somebody."""
        write = self.write
        if write is None:
            raise Http404
        name = f"{self.name}:{of}" if self.of else self.name
        return Target(name, self.columns, lambda: self.table(by, of), lambda who, rows: write(who, of, rows))


def row(id: Any, title: str, /, **values: Any) -> Row:  # noqa: A002 - what it is
    """A row, its values as texts."""
    return Row(str(id), title, {name: text_of(value) for name, value in values.items()})


def yes_no() -> dict[str, str]:
    """Yes or no."""
    return {"yes": _("Yes"), "no": _("No")}


def yes() -> dict[str, str]:
    """Yes alone."""
    return {"yes": _("Yes")}


def organisations() -> dict[str, str]:
    """The open organisations."""
    return named((one.code, one.name) for one in reads.organisations() if one.closed_on is None)


def measures() -> dict[str, str]:
    """The plan's measures."""
    return named((one.id, one.title) for one in public.definitions().indicators)


def promises() -> dict[str, str]:
    """The plan's promises, their codes in front."""
    return named((one.code, f"{one.code} {one.title}") for one in public.definitions().plan.priorities())


def has_plan() -> bool:
    """Whether a plan is loaded."""
    try:
        public.definitions_version()
    except DefinitionError:
        return False
    return True


Found = TypeVar("Found")


def found(held: Mapping[str, Found], id: str) -> Found:  # noqa: A002 - what it is
    """A row by what it is known by. Raises UserError where it is gone."""
    if id not in held:
        raise UserError(Fault("it is there no more", "Take the list away anew", value=id))
    return held[id]


def refuse(problem: str, remedy: str, value: str = "") -> NoReturn:
    """Raise UserError."""
    raise UserError(Fault(problem, remedy, value=value or None))
