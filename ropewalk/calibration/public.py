"""What pages read: the calibration that lies beside a workspace's definitions."""

from pathlib import Path

import msgspec

from ropewalk.vocabulary.calibration import Calibration
from ropewalk.vocabulary.errors import DefinitionError, Fault

FILE = "calibration.json"


def read(folder: Path) -> Calibration | None:
    """The calibration of a workspace; None when none was made. Raises DefinitionError when it is damaged."""
    path = folder / FILE
    try:
        return msgspec.json.decode(path.read_bytes(), type=Calibration)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError) as error:
        remedy = "Make it again: ropewalk calibrate"
        raise DefinitionError(Fault(f"the calibration cannot be read: {error}", remedy, file=FILE)) from error
