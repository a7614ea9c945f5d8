"""The script of a year: who there is, and what each does when. Read strictly; every step in order of time."""

import tomllib
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Final, Literal

import msgspec

from ropewalk.vocabulary.errors import DefinitionError, Fault
from ropewalk.year.steps import Challenge, Step
from ropewalk.year.steps.base import example

FOLDER: Final = "year"
FILE: Final = "year.toml"
A_READER: Final = "a reader"
"""Who has no account: only challenges are theirs."""
REMEDY: Final = "Mend it; docs/a-year.md says what each step needs"


class Organisation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An organisation. ``above``: the key of the one that it lies below."""

    key: str
    name: str
    kind: Literal["council", "directorate", "team", "partner"]
    above: str = ""

    def __post_init__(self) -> None:
        example(self.name)


class Role(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A role over ``everything``, ``priority:CODE`` or ``organisation:KEY``."""

    role: Literal["viewer", "contributor", "verifier", "publisher", "scrutiny", "administrator"]
    over: str = "everything"


class Person(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody. Their address is their key at the script's domain."""

    key: str
    name: str
    roles: tuple[Role, ...]
    of: str = ""

    def __post_init__(self) -> None:
        example(self.name)


class Script(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``year.toml``. ``begins``: when the workspace is built; ``domain``: of everybody's address, below
    ``.example``, which no mail can reach."""

    begins: datetime
    ends: datetime
    domain: str
    organisation: tuple[Organisation, ...]
    person: tuple[Person, ...]
    step: tuple[Step, ...]

    def __post_init__(self) -> None:
        if not self.domain.endswith(".example"):
            raise ValueError(f"the domain {self.domain} has to end in .example")


def read_script(city: Path) -> Script:
    """The script that lies with a city. Raises DefinitionError naming the file, the step and the remedy."""
    path, where = city / FOLDER / FILE, f"{FOLDER}/{FILE}"
    if not path.is_file():
        remedy = "Play the city that ships, or write one: docs/a-year.md"
        raise DefinitionError(Fault("this city has no example year", remedy, file=str(path)))
    try:
        script = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Script, strict=True)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise DefinitionError(Fault(str(error), REMEDY, file=where)) from error
    if faults := list(_faults(script, where)):
        raise DefinitionError(*faults)
    return script


def _faults(script: Script, where: str) -> list[Fault]:
    """What is wrong with the order of things, and with who is named."""
    found = []
    keys = {one.key for one in script.person}
    for n, step in enumerate(script.step, 1):
        if step.who not in keys and not (step.who == A_READER and isinstance(step, Challenge)):
            found.append(Fault(f"step {n} is by nobody of the script", REMEDY, where, value=step.who))
    moments = [script.begins, *(one.on for one in script.step), script.ends]
    for n, (before, after) in enumerate(pairwise(moments), 1):
        if after < before:
            found.append(Fault(f"step {n} comes before the one before it", REMEDY, where, value=f"{after}"))
    for what, named in (("person", script.person), ("organisation", script.organisation)):
        names = [one.key for one in named]
        found += [
            Fault(f"two of kind {what} have one key", REMEDY, where, value=one)
            for one in sorted(set(names))
            if names.count(one) > 1
        ]
    return found
