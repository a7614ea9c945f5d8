"""A city's definitions, read from TOML and written back without loss."""

import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import tomli_w

from ropewalk.vocabulary.action import Action
from ropewalk.vocabulary.city import City, Definitions
from ropewalk.vocabulary.definitions import from_mapping, to_mapping
from ropewalk.vocabulary.errors import DefinitionError, Fault, UserError
from ropewalk.vocabulary.indicator import Indicator
from ropewalk.vocabulary.peers import PeerSet
from ropewalk.vocabulary.plan import Plan
from ropewalk.vocabulary.rules_of_scrutiny import FILE as RULES
from ropewalk.vocabulary.rules_of_scrutiny import rules_of
from ropewalk.vocabulary.statement import statement_of
from ropewalk.workspace.folder import Folder
from ropewalk.workspace.gate import check_definitions, publication_faults

T = TypeVar("T", bound=msgspec.Struct)


def read_definitions(folder: Folder) -> Definitions:
    """Read every definition of a city. Raises DefinitionError with all faults of all files."""
    faults: list[Fault] = []
    city = _collect(faults, lambda: from_mapping(read_toml(folder.city_file), City, _name(folder.city_file)))
    plan = _collect(faults, lambda: from_mapping(read_toml(folder.plan_file), Plan, _name(folder.plan_file)))
    indicators = tuple(_tables(_files(folder.indicators), "indicator", Indicator, faults))
    peer_sets = tuple(_tables(_files(folder.peers), "peer_set", PeerSet, faults))
    # Optional: a city that holds no record of what was done says so by having no such file.
    kept = [folder.actions_file] if folder.actions_file.is_file() else []
    actions = tuple(_tables(kept, "action", Action, faults))
    # They are no part of the definitions, for no finding rests on them; a fault in them is told all the same.
    if folder.statement_file.is_file():
        _collect(faults, lambda: statement_of(folder.statement_file.read_bytes()))
    if (rules := folder.path / RULES).is_file():
        _collect(faults, lambda: rules_of(rules.read_bytes()))
    if city is None or plan is None or faults:
        raise DefinitionError(*faults)
    definitions = Definitions(
        city=city, plan=plan, indicators=indicators, peer_sets=peer_sets, actions=actions
    )
    check_definitions(definitions, sources=folder.source_ids())
    if unfit := list(publication_faults(definitions)):
        raise DefinitionError(*unfit)
    return definitions


def read_city(folder: Folder) -> City:
    """Which place a workspace is about, read by itself. Raises DefinitionError."""
    return from_mapping(read_toml(folder.city_file), City, _name(folder.city_file))


def read_indicators(folder: Folder) -> tuple[Indicator, ...]:
    """The indicators whose definitions are whole; one still to be filled in is passed over."""
    faults: list[Fault] = []
    return tuple(_tables(_files(folder.indicators), "indicator", Indicator, faults))


def write_definitions(definitions: Definitions, target: Path) -> None:
    """Write the TOML files that ``read_definitions`` reads back to equal definitions, one a definition.

    Raises UserError, and writes nothing, where the folder holds definitions in files of other names: what
    they hold would be there twice.
    """
    folder = Folder(target)
    _only_ours(folder.indicators, [one.id for one in definitions.indicators])
    _only_ours(folder.peers, [one.id for one in definitions.peer_sets])
    folder.indicators.mkdir(parents=True, exist_ok=True)
    folder.peers.mkdir(exist_ok=True)
    write_toml(folder.city_file, to_mapping(definitions.city))
    write_toml(folder.plan_file, to_mapping(definitions.plan))
    for indicator in definitions.indicators:
        write_toml(folder.indicators / f"{indicator.id}.toml", {"indicator": [to_mapping(indicator)]})
    for peer_set in definitions.peer_sets:
        write_toml(folder.peers / f"{peer_set.id}.toml", {"peer_set": [to_mapping(peer_set)]})
    if definitions.actions:
        write_toml(folder.actions_file, {"action": [to_mapping(action) for action in definitions.actions]})
    else:
        folder.actions_file.unlink(missing_ok=True)


def _only_ours(folder: Path, ids: Iterable[str]) -> None:
    ours = {f"{one}.toml" for one in ids}
    remedy = "Write to an empty folder, or take this file out of the way"
    others = [file for file in _files(folder) if file.name not in ours]
    if others:
        raise UserError(
            *(Fault("a file of another name holds definitions", remedy, file=_name(f)) for f in others)
        )


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.toml"))


def _tables(files: Iterable[Path], table: str, kind: type[T], faults: list[Fault]) -> Iterator[T]:
    """Every ``[[table]]`` of some files, sorted by id; a twice used id is a fault."""
    found: list[tuple[str, T]] = []
    for file in files:
        content = _collect(faults, lambda file=file: read_toml(file)) or {}  # type: ignore[misc]
        if unread := set(content) - {table}:
            remedy = f"Only [[{table}]] tables belong here"
            faults.append(Fault("unread part", remedy, file=_name(file), value=", ".join(sorted(unread))))
        for mapping in content.get(table, []):
            definition = _collect(faults, lambda m=mapping, f=file: from_mapping(m, kind, _name(f)))  # type: ignore[misc]
            if definition is not None:
                found.append((_name(file), definition))
    faults.extend(_twice(found))
    return iter(sorted((definition for _, definition in found), key=lambda d: str(getattr(d, "id", ""))))


def _twice(found: Sequence[tuple[str, msgspec.Struct]]) -> Iterable[Fault]:
    counts = Counter(str(getattr(definition, "id", "")) for _, definition in found)
    for file, definition in found:
        if counts[name := str(getattr(definition, "id", ""))] > 1:
            yield Fault("this id is used more than once", "Give each its own id", file=file, value=name)


def _collect(faults: list[Fault], read: Callable[[], Any]) -> Any:
    try:
        return read()
    except DefinitionError as error:
        faults.extend(error.faults)
        return None


def read_toml(file: Path) -> dict[str, Any]:
    """What a file says. Raises DefinitionError where it is missing or no TOML."""
    try:
        return tomllib.loads(file.read_bytes().decode("utf-8"))
    except FileNotFoundError:
        remedy = "Write it; docs/definitions.md shows the fields"
        raise DefinitionError(Fault("the file is missing", remedy, file=_name(file))) from None
    except UnicodeDecodeError as error:
        problem = f"the file is not UTF-8 (byte {error.start})"
        raise DefinitionError(Fault(problem, "Save it as UTF-8", file=_name(file))) from error
    except tomllib.TOMLDecodeError as error:
        raise DefinitionError(Fault(f"not TOML: {error}", "Mend the line", file=_name(file))) from error


def _name(file: Path) -> str:
    """A file as a reader knows it: with its folder, without the machine's path."""
    parent = file.parent.name
    return f"{parent}/{file.name}" if parent in {"indicators", "peers"} else file.name


def write_toml(file: Path, mapping: dict[str, Any]) -> None:
    """Write a mapping as TOML."""
    file.write_text(tomli_w.dumps(mapping, multiline_strings=False), encoding="utf-8")
