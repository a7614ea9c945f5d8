"""Bring a workspace up to date: definitions into the database, sources into the store, findings."""

import importlib
from collections.abc import Sequence
from functools import partial
from types import ModuleType

from ropewalk.cli.database import close_database, open_database
from ropewalk.cli.output import Bar, say
from ropewalk.observations.store import Store
from ropewalk.sources.accepted import write_acceptance
from ropewalk.vocabulary import clock
from ropewalk.workspace.contract import Wish, hold
from ropewalk.workspace.declared import declare
from ropewalk.workspace.definitions import read_definitions
from ropewalk.workspace.delivery import read_delivery
from ropewalk.workspace.editions import held_origins, read_chains
from ropewalk.workspace.folder import Folder
from ropewalk.workspace.load import Loaded, open_store, store_sources


def build(
    folder: Folder,
    *,
    by: str,
    only: Sequence[str] = (),
    quiet: bool = False,
    wish: Wish | None = None,
    note: str = "",
) -> tuple[Loaded, ...]:
    """Read and check everything, and only then write: database, store, findings, in that order.

    ``note``: a person's word on what is loaded, kept with each revision that it makes. ``wish``: a broken
    rule that a person accepts; written down once all else is well.
    The findings come last and are derived: killed before them, the next run makes them.
    """
    from ropewalk.workspace.outlines import keep_outlines, make_outlines
    from ropewalk.workspace.refresh import refresh  # late: it loads the compiled engine

    with Bar(quiet=quiet) as bar:
        definitions, delivery = read_definitions(folder), read_delivery(folder)
        ids = [indicator.id for indicator in definitions.indicators]
        known = partial(held_origins, folder)
        chains = read_chains(folder, ids, held=known, only=only, progress=bar.step)
        bar.step("drawing the outlines of maps", 0, 1)
        drawn = make_outlines(folder)
        bar.step("holding every edition to its contract", 0, 1)
        store = Store.open(folder.store) if Store.exists(folder.store) else None
        held = hold(folder, chains, definitions.indicators, store=store, wish=wish)
        for source, acceptance in held.new:
            write_acceptance(folder.sources / source, acceptance)
        bar.step("writing the plan and the indicators", 0, 1)
        open_database(folder.path)
        told = definitions
        definitions = plan_actions().settle(definitions, by=by)
        apart = delivery is not None and not plan_actions().load_delivery(delivery, by=by)
        close_database()
        declare(open_store(folder), definitions, by=by)
        batches = [batch for chain in held.chains for batch in chain.batches]
        passed = [(chain.source, name) for chain in held.chains for name in chain.passed_over]
        lost = {chain.source for chain in held.chains if chain.lost}
        loaded = store_sources(folder, batches, by=by, note=note, lost=lost, progress=bar.step)
        if not only:
            keep_outlines(folder, drawn)  # after their sources, whose origins credit them
        del batches, chains, held, drawn  # the store has them now, and the findings need the room
        bar.step("working out the findings", 0, 1)
        refresh(folder, definitions, today=clock.today(), by=by)
    if told != definitions:
        say("The plan was changed in the office since these files were loaded: the office's stands.")
    if apart:
        say("delivery.toml was passed over, because the office holds delivery that says something else.")
    for source, edition in passed:
        say(f"{source}: edition {edition} was passed over, because the store holds a later one already.")
    return loaded


def plan_actions() -> ModuleType:
    """The plan's writes. Models can be imported only after Django has started, hence not at the top."""
    return importlib.import_module("ropewalk.plan.actions")


def plan_reads() -> ModuleType:
    """The plan's reads, after Django has started."""
    return importlib.import_module("ropewalk.plan.reads")
