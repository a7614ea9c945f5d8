"""Check a workspace end to end without writing: definitions, references, every source."""

from collections.abc import Sequence

from ropewalk.vocabulary.errors import DefinitionError, Fault
from ropewalk.workspace.contract import hold
from ropewalk.workspace.definitions import read_definitions
from ropewalk.workspace.editions import read_chains
from ropewalk.workspace.folder import Folder
from ropewalk.workspace.load import Progress
from ropewalk.workspace.outlines import make_outlines


def check_workspace(
    folder: Folder, *, only: Sequence[str] = (), progress: Progress = lambda *_: None
) -> dict[str, int]:
    """Counts of what was checked; ``only``: these sources. Raises with every fault found."""
    definitions = read_definitions(folder)
    ids = [indicator.id for indicator in definitions.indicators]
    chains = read_chains(folder, ids, only=only, progress=progress)
    hold(folder, chains, definitions.indicators)
    drawn = make_outlines(folder, again=True) if not only else None
    batches = [chain.batches[-1] for chain in chains]
    fed = {name for batch in batches for name in batch.indicators()}
    if not only and (empty := sorted(set(ids) - fed)):
        remedy = "Add a series for it to the map.toml of its source"
        raise DefinitionError(
            *(Fault("no source feeds this indicator", remedy, value=name) for name in empty)
        )
    return {
        "priorities": len(definitions.plan.priorities()),
        "indicators": len(ids),
        "peer sets": len(definitions.peer_sets),
        "sources": len(batches),
        "editions": sum(len(chain.batches) for chain in chains),
        "observations": sum(batch.height for batch in batches),
        "outlines for maps": drawn.areas.height if drawn else 0,
        "refused rows": sum(batch.refusals for batch in batches),
    }
