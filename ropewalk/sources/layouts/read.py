"""Layouts are read as strictly as maps: the city's own ``layouts`` folder first, then those that ship."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from ropewalk.sources.documents import read_document
from ropewalk.sources.maps import BreakdownColumn, PeriodColumn, Policy, StateColumn, Table
from ropewalk.sources.table_file import Format
from ropewalk.vocabulary.errors import DefinitionError, Fault
from ropewalk.vocabulary.words import State

SHIPPED = Path(__file__).parent
NAME = "{name}"
NUMBERS = ("value", "lower", "upper", "numerator", "denominator", "state")
NEEDED = ("place", "period", "value")


class Shape(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One way in which files are laid out: for each role the names that its column has had, the newest first.

    ``series``: columns that say which indicator a row is about. Without it each indicator has columns of its
    own, and ``{name}`` in their names stands for the indicator's.
    """

    name: str
    place: tuple[str, ...]
    period: tuple[str, ...]
    value: tuple[str, ...]
    series: tuple[str, ...] = ()
    lower: tuple[str, ...] = ()
    upper: tuple[str, ...] = ()
    numerator: tuple[str, ...] = ()
    denominator: tuple[str, ...] = ()
    state: tuple[str, ...] = ()

    @property
    def is_wide(self) -> bool:
        """Whether each indicator has columns of its own."""
        return any(NAME in name for name in self.value)


class Layout(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A whole file of layouts: the shapes, the first that fits is used, and what a map need not say again.

    ``breakdown_columns``, ``same``, ``must_be`` and ``record_count`` are read where the file has the column.
    """

    title: str
    shape: tuple[Shape, ...]
    period: PeriodColumn = PeriodColumn()
    state: StateColumn = StateColumn(words={})
    markers: dict[str, State] = {}
    unknown_places: Policy = "stop"
    format: Format = "csv"
    breakdown_columns: dict[str, BreakdownColumn] = {}
    breakdown_text: str = ""
    same: tuple[str, ...] = ()
    must_be: dict[str, tuple[str, ...]] = {}
    record_count: str = ""


def read_layouts(tables: Iterable[Table], folder: Path) -> Mapping[str, Layout]:
    """The layouts that a source's tables name. ``folder``: the source's; the city's own layouts lie in
    ``layouts`` beside ``sources``. Raises DefinitionError."""
    names = dict.fromkeys(table.layout for table in tables if table.layout)
    return {name: read_layout(name, folder.parent.parent / "layouts", folder.name) for name in names}


def read_layout(name: str, own: Path, source: str) -> Layout:
    """One layout by its name. Raises DefinitionError naming the file, the field and the remedy."""
    found = [path for path in (own / f"{name}.toml", SHIPPED / f"{name}.toml") if path.is_file()]
    if not found or "/" in name:
        known = sorted(path.stem for place in (own, SHIPPED) for path in place.glob("*.toml"))
        remedy = f"Choose from: {', '.join(known)}; or write layouts/{name}.toml beside sources"
        raise DefinitionError(Fault("there is no such layout", remedy, f"{source}/map.toml", None, name))
    file = f"layouts/{name}.toml"
    layout = read_document(found[0], Layout, file)
    if faults := [Fault(problem, remedy, file=file) for problem, remedy in _problems(layout)]:
        raise DefinitionError(*faults)
    return layout


def _problems(layout: Layout) -> list[tuple[str, str]]:
    found = []
    if not layout.shape:
        found.append(("there is no [[shape]]", "Add one for each way in which files are laid out"))
    for shape in layout.shape:
        empty = [role for role in NEEDED if not getattr(shape, role)]
        found += [(f"shape {shape.name}: `{role}` names no column", "Name at least one") for role in empty]
        if shape.is_wide and shape.series:
            remedy = f"Keep `series` (a row for each figure) or {NAME} (a column for each indicator)"
            found.append((f"shape {shape.name}: it has both `series` and {NAME}", remedy))
    if layout.period.column or layout.period.constant or layout.state.column:
        remedy = "Name the column in each shape; here stand only its words"
        found.append(("`period` and `state` name a column", remedy))
    return found
