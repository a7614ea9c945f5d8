"""A calibration's file, whole or not at all."""

from pathlib import Path

import msgspec

from ropewalk.calibration.public import FILE
from ropewalk.observations.whole import whole
from ropewalk.vocabulary.calibration import Calibration


def write(folder: Path, calibration: Calibration) -> Path:
    """Write a calibration beside a workspace's definitions, where ``public.read`` finds it; its path.

    Raises OSError when the folder cannot be written to; what was there then stays."""
    whole = msgspec.json.format(msgspec.json.encode(calibration), indent=1)
    return write_text(folder / FILE, whole.decode() + "\n")


def write_text(path: Path, text: str) -> Path:
    """Write a text file that is never seen half written."""
    with whole(path) as part:
        part.write_text(text, encoding="utf-8")
    return path
