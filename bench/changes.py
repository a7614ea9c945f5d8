"""What telling changes costs, on a built workspace. From the root:

    .venv/bin/python -m bench.changes --workspace demo

Processor time, because the machine may have other work; the least of three. The history is worked out in a
copy of the store, from the start and then once more with nothing new.
"""

import argparse
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from ropewalk.figures.stories import stories, telling
from ropewalk.findings.disclosure.view import Disclosed
from ropewalk.findings.history import keep
from ropewalk.observations.store import Store
from ropewalk.workspace.comparison import comparison_of
from ropewalk.workspace.definitions import read_definitions
from ropewalk.workspace.folder import open_folder


def main() -> None:
    """Print a table, one line a measurement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--workspace", type=Path, required=True)
    folder = open_folder(parser.parse_args().workspace)
    definitions, store = read_definitions(folder), Store.open(folder.store)
    last = store.revision
    whole = store.changes(0)
    print(f"{last} revisions, {whole.rows.height:,} rows from the empty store to the newest")
    show("from the empty store to the newest", lambda: store.changes(0))
    busiest = store.revisions().sort("added")["revision"][-1]
    show(f"the largest load ({busiest})", lambda: store.changes(busiest - 1, busiest))
    show("the newest revision", lambda: store.changes(last - 1))
    comparison = comparison_of(definitions, store.places())
    with tempfile.TemporaryDirectory() as other:
        shutil.copytree(folder.store, Path(other) / "store")
        copy = Store.open(Path(other) / "store")

        def work(*, fresh: bool) -> None:
            if fresh:
                shutil.rmtree(copy.path / keep.HOME, ignore_errors=True)
            keep.keep_history(copy.path, copy, Disclosed(copy), definitions, comparison)

        work(fresh=True)  # loads what was compiled
        show("the history, from the start", lambda: work(fresh=True))
        show("the history, with nothing new", lambda: work(fresh=False))
    found = keep.history(folder.store)
    print(f"verdicts of then: {found.then.height}, figures in the log: {found.log.figures.height}")
    show("reading the history", lambda: keep.history(folder.store))
    show("putting it into words", lambda: stories(found, telling(definitions)))


def show(what: str, call: Callable[[], object]) -> None:
    """Print the least processor time of three, in milliseconds."""
    least = float("inf")
    for _ in range(3):
        start = time.process_time()
        call()
        least = min(least, time.process_time() - start)
    print(f"{what:38} {least * 1e3:9.1f} ms")


if __name__ == "__main__":
    main()
