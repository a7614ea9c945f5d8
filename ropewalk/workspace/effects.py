"""What followed the actions of a workspace, and what followed any other day in an indicator."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import polars as pl

from ropewalk.findings.basis import rules_version
from ropewalk.findings.disclosure.view import Disclosed
from ropewalk.findings.effect.effects import effects
from ropewalk.findings.effect.table import key_of, rules_of, write_effects
from ropewalk.observations.store import Store
from ropewalk.vocabulary.action import Action
from ropewalk.vocabulary.city import Definitions
from ropewalk.vocabulary.errors import Fault, UserError
from ropewalk.workspace.comparison import comparison_of
from ropewalk.workspace.definitions import read_definitions
from ropewalk.workspace.folder import Folder

ASKED = "asked"


def keep_effects(folder: Path, store: Store, definitions: Definitions) -> None:
    """Work out what followed each action, and keep it beside the findings. Nothing where no action is held,
    or where the same rules have done it for the same store and definitions. ``folder``: the store's own."""
    key, rules = key_of(store.revision, definitions.version), rules_version()
    if not definitions.actions or rules_of(folder, key) == rules:
        return
    found = _effects(store, definitions, definitions.actions, definitions.city.place)
    write_effects(folder, found, key, rules=rules)


def ask(folder: Folder, indicator: str, day: date, *, place: str = "", what: str = "") -> dict[str, object]:
    """What an indicator did once something (``what``) began, in a place or the plan's own: one row of
    ``effect.columns.EFFECTS``.

    Raises UserError for an indicator or a place that is not known.
    """
    definitions = read_definitions(folder)
    store = Store.open(folder.store)
    faults = []
    if indicator not in {one.id for one in definitions.indicators}:
        remedy = "Give an id from the indicators folder"
        faults.append(Fault("there is no such indicator", remedy, value=indicator))
    if place and place not in store.places():
        problem, remedy = "no such place is in the register", "Give its official code, such as E92000001"
        faults.append(Fault(problem, remedy, value=place))
    if faults:
        raise UserError(*faults)
    action = Action(
        id=ASKED,
        title=what,
        began=day,
        owner="",
        source="",
        indicators=(indicator,),
        priorities=(),
    )
    found = _effects(store, definitions, [action], place or definitions.city.place)
    return found.row(0, named=True)


def _effects(store: Store, definitions: Definitions, actions: Sequence[Action], place: str) -> pl.DataFrame:
    wanted = {name for action in actions for name in action.indicators}
    observations = Disclosed(store).read(sorted(wanted), as_of=store.revision)
    comparison = comparison_of(definitions, store.places())
    return effects(
        observations, actions, definitions.indicators, comparison, place=place, revision=store.revision
    )
