"""Publishers' data that comes in between."""

from ropewalk.accounts.by import By
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.errors import Fault, UserError
from ropewalk.year import steps
from ropewalk.year.editions import stand_at, with_editions
from ropewalk.year.stage import Stage


def load(stage: Stage, _by: By, step: steps.Load) -> None:
    """Bring what publishers have put out by now, as ``ropewalk fetch`` does, and load it."""
    known = with_editions(stage.city)
    if strange := sorted(set(step.sources) - set(known)):
        remedy = f"Name sources that the city holds several editions of: {', '.join(known)}"
        raise UserError(Fault("there is nothing to come", remedy, value=", ".join(strange)))
    for source in step.sources:
        moment = clock.now().astimezone().replace(tzinfo=None)
        stand_at(stage.city / "sources" / source, stage.folder.sources / source, moment)
    stage.hands.load(step.sources, step.note)
