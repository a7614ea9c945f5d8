"""``ropewalk assess``: findings for anybody's table and definitions, without a workspace."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

import polars as pl
from msgspec import NODEFAULT

from ropewalk.findings.assess import assess
from ropewalk.findings.comparators import PARENTS
from ropewalk.findings.comparison import Comparison
from ropewalk.findings.csv_shape import capped
from ropewalk.findings.tables_in import read_observations
from ropewalk.observations.whole import whole
from ropewalk.vocabulary.definitions import from_mapping
from ropewalk.vocabulary.errors import DefinitionError, Fault, UserError
from ropewalk.vocabulary.indicator import Indicator, Measure

_WRITERS: Final = (".csv", ".json", ".parquet")
_ONLY_FULL: Final = frozenset(Indicator.__struct_fields__) - frozenset(Measure.__struct_fields__)


def assess_files(observations: Path, indicators: Path, out: Path, *, today: date) -> int:
    """Read a table and its indicators, and write findings by ``out``'s suffix. Returns how many.

    Comparators are place codes. Everything is checked before anything is written, and the file appears
    whole or not at all. Raises SourceError, DefinitionError or UserError, all naming file and remedy.
    """
    if out.suffix.lower() not in _WRITERS:
        raise UserError(
            Fault("findings are written as .csv, .json or .parquet", "Change the ending", value=str(out))
        )
    if any(out.exists() and given.exists() and out.samefile(given) for given in (observations, indicators)):
        problem = "the findings would be written over what they are made from"
        raise UserError(Fault(problem, "Choose another file for --out", value=str(out)))
    measures = read_measures(indicators)
    _refuse_unknown_parents(measures, indicators)
    table = read_observations(observations, [measure.id for measure in measures])
    found = assess(table, measures, Comparison(), revision=0, today=today).findings
    _write(found, out)
    return found.height


def _refuse_unknown_parents(measures: Sequence[Measure], path: Path) -> None:
    """A table does not say in which region or country a place lies; comparing would silently not happen."""
    asked = [(measure.id, name) for measure in measures for name in measure.comparators if name in PARENTS]
    faults = [
        Fault(
            f"{measure} is to be compared with its {name}, and no table says which that is",
            f"Write the code of the {name} instead, or make a workspace, which knows the places",
            file=path.name,
            value=name,
        )
        for measure, name in asked
    ]
    if faults:
        raise DefinitionError(*capped(faults, path.name))


def read_measures(path: Path) -> tuple[Measure, ...]:
    """The ``[[indicator]]`` tables of a TOML file, strictly: Measures, or whole Indicators where any
    further field of theirs is given. Raises DefinitionError with every fault."""
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        problem, remedy = (
            f"the definitions cannot be read: {why}",
            "Check the path, and that it is TOML in UTF-8",
        )
        raise DefinitionError(Fault(problem, remedy, file=path.name)) from error
    tables = document.get("indicator")
    if set(document) != {"indicator"} or not isinstance(tables, list) or not tables:
        remedy = "Write one [[indicator]] table for each indicator and nothing else"
        raise DefinitionError(Fault("this is not a file of indicators", remedy, file=path.name))
    measures: list[Measure] = []
    faults: list[Fault] = []
    for table in tables:
        try:
            measures.append(_measure(table, path.name))
        except DefinitionError as error:
            faults += error.faults
    faults += _repeated([measure.id for measure in measures], path)
    if faults:
        raise DefinitionError(*capped(faults, path.name))
    return tuple(measures)


def _measure(table: Mapping[str, Any], file: str) -> Measure:
    if not isinstance(table, Mapping):
        raise DefinitionError(Fault("an indicator is not a table", "Write it as [[indicator]]", file=file))
    given = set(table)
    if not given & _ONLY_FULL:
        return from_mapping(table, Measure, file)
    if given >= _required():
        return from_mapping(table, Indicator, file)
    # Some fields of a whole definition, but not all: the known ones are passed over, the unknown refused.
    unknown = sorted(given - set(Indicator.__struct_fields__))
    if unknown:
        remedy = "Take it out, or mend its name; docs/definitions.md lists the fields"
        raise DefinitionError(
            *(Fault("nothing reads this field", remedy, file=file, value=name) for name in unknown)
        )
    return from_mapping(
        {name: value for name, value in table.items() if name not in _ONLY_FULL}, Measure, file
    )


def _required() -> frozenset[str]:
    names, defaults = Indicator.__struct_fields__, Indicator.__struct_defaults__
    given = dict(zip(reversed(names), reversed(defaults), strict=False))
    return frozenset(name for name in names if given.get(name, NODEFAULT) is NODEFAULT)


def _repeated(ids: list[str], path: Path) -> list[Fault]:
    again = sorted({name for name in ids if ids.count(name) > 1})
    return [
        Fault("two indicators have one id", "Rename or remove one", path.name, value=name) for name in again
    ]


def _write(found: pl.DataFrame, out: Path) -> None:
    try:
        with whole(out) as part:
            part.touch(exist_ok=False)  # the machine's own words for what is wrong; Polars has none
            if out.suffix.lower() == ".csv":
                found.write_csv(part)
            elif out.suffix.lower() == ".json":
                found.write_json(part)
            else:
                found.write_parquet(part)
    except OSError as error:
        problem, remedy = (
            f"the findings cannot be written: {error.strerror}",
            "Name a file in a folder that is there and that you may write to",
        )
        raise UserError(Fault(problem, remedy, file=str(out))) from error
