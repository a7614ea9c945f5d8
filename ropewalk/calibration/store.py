"""A calibration's file, whole or not at all."""

from contextlib import suppress
from pathlib import Path
from secrets import token_hex

import msgspec

from ropewalk.calibration.public import FILE
from ropewalk.vocabulary.calibration import Calibration


def write(folder: Path, calibration: Calibration) -> Path:
    """Write a calibration beside a workspace's definitions, where ``public.read`` finds it; its path.

    Raises OSError when the folder cannot be written to; what was there then stays."""
    whole = msgspec.json.format(msgspec.json.encode(calibration), indent=1)
    return write_text(folder / FILE, whole.decode() + "\n")


def write_text(path: Path, text: str) -> Path:
    """Write a text file that is never seen half written."""
    part = path.with_name(f".{path.name}.{token_hex(4)}.part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(path)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return path
