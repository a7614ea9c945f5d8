"""How a source's figures are protected before they are shown: its ``disclosure.toml``, if it has one."""

from collections.abc import Collection
from pathlib import Path
from typing import Final

from ropewalk.sources.documents import read_document
from ropewalk.vocabulary.errors import DefinitionError, Fault
from ropewalk.vocabulary.protection import Protection

FILE: Final = "disclosure.toml"


def read_protection(folder: Path, known_indicators: Collection[str]) -> Protection | None:
    """Read ``disclosure.toml``; None where the source has none, and the rule for such sources holds.

    Raises DefinitionError when a field is unread or wrong, or names an indicator that has no definition:
    a rule that misses what it is meant for would leave it in the open."""
    if not (folder / FILE).is_file():
        return None
    found = read_document(folder / FILE, Protection, f"{folder.name}/{FILE}")
    named = [*found.standardised]
    for sums in found.adds_up:
        named += [*sums.indicators, *sums.only, *([sums.to] if sums.to else [])]
    strange = [name for name in dict.fromkeys(named) if name not in known_indicators]
    if strange:
        remedy = "Define it under indicators/, or mend the id"
        problem = "there is no such indicator"
        raise DefinitionError(
            *(Fault(problem, remedy, f"{folder.name}/{FILE}", None, name) for name in strange)
        )
    return found
