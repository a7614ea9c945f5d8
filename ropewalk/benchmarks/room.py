"""Where a benchmark's tables lie: a folder thrown away, or one that is kept for the next time."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from ropewalk.benchmarks.size import Size
from ropewalk.vocabulary.errors import Fault, UserError

BYTES_A_ROW: Final = 40
"""Room that a row and its findings take on the disk, at most; 28 were measured with fifteen peers."""


@dataclass(frozen=True)
class Home:
    """A benchmark's folder. ``ready``: whether the table of this size lies there already."""

    folder: Path
    size: Size
    ready: bool

    @property
    def observations(self) -> Path:
        """The made-up table."""
        return self.folder / "observations"

    @property
    def assessed(self) -> Path:
        """Its findings and ranks."""
        return self.folder / "assessed"

    def remember(self) -> None:
        """Note what size the table is of, once it is whole."""
        _note(self.folder).write_text(json.dumps(asdict(self.size)), encoding="utf-8")


@contextmanager
def tables_in(folder: Path | None, size: Size, *, keep: bool) -> Iterator[Home]:
    """A folder with room enough; what was made in it goes again unless ``keep``.

    Raises UserError when there is too little room, or the folder holds anything but a table of this size.
    """
    home = folder or Path(mkdtemp(prefix="ropewalk-bench-"))
    home.mkdir(parents=True, exist_ok=True)
    ready = _holds(home, size)
    _refuse_small(home, size)
    found = Home(home, size, ready)
    shutil.rmtree(found.assessed, ignore_errors=True)
    try:
        yield found
    finally:
        if not keep:
            for made in (found.assessed, *(() if ready else (found.observations,))):
                shutil.rmtree(made, ignore_errors=True)
            if not ready:
                _note(home).unlink(missing_ok=True)
            if folder is None:
                home.rmdir()


def _holds(home: Path, size: Size) -> bool:
    note = _note(home)
    if note.exists() and json.loads(note.read_text("utf-8")) == asdict(size):
        return True
    if any(home.iterdir()):
        problem, remedy = "the folder holds something else already", "Name an empty folder, or a new one"
        raise UserError(Fault(problem, remedy, file=str(home)))
    return False


def _refuse_small(home: Path, size: Size) -> None:
    free, needed = shutil.disk_usage(home).free, size.rows * BYTES_A_ROW
    if free < needed:
        problem = f"there is too little room: {needed / 1e9:.1f} GB are needed, {free / 1e9:.1f} GB are free"
        raise UserError(
            Fault(problem, "Name another disk's folder by --dir, or a smaller size", file=str(home))
        )


def _note(home: Path) -> Path:
    return home / "size.json"
