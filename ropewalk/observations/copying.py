"""A copy of a store at one revision, taken while loads go on: logs first, then the files that they name.

Nothing that a log names is ever changed or deleted, so whatever the observations' log says when it is read
can be copied in peace. Side tables are read after it and can only have come further. What no log names
(files of loads that died) is left out.
"""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

from ropewalk.observations import delta, faults, replay, witness
from ropewalk.observations.settle import CHECKPOINT, SIDES
from ropewalk.vocabulary.errors import Fault, StoreError

Copying = Callable[[str, int, int], None]
ORDER: Final = ("observations", *SIDES)


def copy_store(store: Path, target: Path, progress: Copying = lambda *_: None) -> None:
    """Copy the four tables into ``target``, and write a witness there. Raises StoreError for what is missing
    or cannot be read, and when the disk refuses."""
    ends = {name: _copy_log(store / name, target / name) for name in ORDER}
    named = [
        (store / name / add.path, target / name / add.path)
        for name in ORDER
        for entry in replay.entries(target / name)
        for add in entry.adds
    ]
    for done, (file, to) in enumerate(named):
        progress("copying the store", done, len(named))
        with faults.writing(to):
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, to)
    witness.write(target, delta.look(target / "observations").table, ends["observations"])


def _copy_log(table: Path, target: Path) -> int:
    """Copy a log up to its newest entry, and its summaries up to there. Returns that entry's number."""
    numbers = replay.numbers(table)
    if numbers != list(range(len(numbers))) or not numbers:
        raise StoreError(Fault("the log has gaps", faults.RESTORE, file=str(table)))
    with faults.writing(target):
        log = target / "_delta_log"
        log.mkdir(parents=True)
        for number in numbers:
            shutil.copyfile(delta.log_entry(table, number), delta.log_entry(target, number))
        for summary in (table / "_delta_log").glob(f"*{CHECKPOINT}"):
            if int(summary.name.removesuffix(CHECKPOINT)) <= numbers[-1]:
                shutil.copyfile(summary, log / summary.name)
    return numbers[-1]
