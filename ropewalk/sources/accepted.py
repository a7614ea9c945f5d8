"""What people accepted of a source: ``acceptances.toml`` in its folder."""

import os
from pathlib import Path

import msgspec
import tomli_w

from ropewalk.sources.contracts.terms import RULES
from ropewalk.sources.documents import read_document
from ropewalk.vocabulary.accepted import Acceptance
from ropewalk.vocabulary.definitions import to_mapping
from ropewalk.vocabulary.errors import DefinitionError, Fault

FILE = "acceptances.toml"


class Acceptances(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A whole ``acceptances.toml``."""

    acceptance: tuple[Acceptance, ...]


def read_acceptances(folder: Path, editions: tuple[str, ...]) -> tuple[Acceptance, ...]:
    """Every acceptance of a source. ``editions``: the names of those that it has.

    Raises DefinitionError for an unknown rule or edition, an empty name or reason, or one given twice.
    """
    if not (folder / FILE).is_file():
        return ()
    file = f"{folder.name}/{FILE}"
    found = read_document(folder / FILE, Acceptances, file).acceptance
    if faults := [fault for one in found for fault in _faults(one, editions, file)] + _twice(found, file):
        raise DefinitionError(*faults)
    return found


def write_acceptance(folder: Path, new: Acceptance) -> None:
    """Add one to ``acceptances.toml``: the whole file or none of it."""
    file = folder / FILE
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    entry = tomli_w.dumps({"acceptance": [to_mapping(new)]}, multiline_strings=False)
    part = file.with_name(f".{FILE}.{os.getpid()}.part")
    part.write_text(f"{before.rstrip()}\n\n{entry}".lstrip(), encoding="utf-8")
    part.replace(file)


def _faults(one: Acceptance, editions: tuple[str, ...], file: str) -> list[Fault]:
    found = []
    if one.rule not in RULES:
        found.append(Fault("there is no such rule", f"Choose from: {', '.join(RULES)}", file, None, one.rule))
    if one.edition not in editions:
        remedy = f"The newest editions are: {', '.join(editions[-5:])}"
        found.append(Fault("there is no such edition", remedy, file, None, one.edition))
    for name in ("by", "reason"):
        if not getattr(one, name).strip():
            problem = f"`{name}` is empty for the rule {one.rule}"
            found.append(Fault(problem, "An acceptance needs a name and a reason", file, None, one.edition))
    return found


def _twice(found: tuple[Acceptance, ...], file: str) -> list[Fault]:
    given = [(one.edition, one.rule) for one in found]
    return [
        Fault(f"the rule {rule} is accepted twice", "Take one of them out", file, None, edition)
        for edition, rule in dict.fromkeys(given)
        if given.count((edition, rule)) > 1
    ]
