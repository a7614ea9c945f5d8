"""Time, memory and bytes of every format, beside a plain Polars write of the same table. From the root:

    .venv/bin/python -m bench.downloads --workspace demo

The largest measure's figures, all figures, all verdicts, then the whole account in one archive. Each file is
written in a process of its own, so that its peak of memory is its own; the peak of reading the table alone is
told beside it. Processor seconds, not wall, so that a busy machine matters less. Nothing is kept.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

PLAIN = {"plain CSV": "write_csv", "plain Parquet": "write_parquet"}


def one(workspace: Path, table: str, indicator: str, what: str) -> dict[str, float]:
    """Write one file in this process."""
    from ropewalk.findings.exchange.datasets import DATASETS
    from ropewalk.findings.library import Library
    from ropewalk.publish.opendata.endings import FORMATS
    from ropewalk.publish.opendata.given import give

    library = Library(workspace / "store")
    given = give(library, DATASETS[table], library.revision, indicator or None)
    if what in FORMATS and FORMATS[what].refuses(given.dataset, given.rows.height):
        return {}
    write: Callable[[Path], object] = (
        getattr(given.rows, PLAIN[what]) if what in PLAIN else lambda to: FORMATS[what].write(given, to)
    )
    return measured(write, given.rows.height) if what != "read" else measured(lambda to: to.touch(), 0)


def whole(workspace: Path, name: str) -> dict[str, float]:
    """Write the whole account in this process."""
    import os

    import django

    os.environ["ROPEWALK_WORKSPACE"] = str(workspace)
    os.environ["DJANGO_SETTINGS_MODULE"] = "ropewalk.config.settings"
    django.setup()
    from ropewalk.publish.opendata import account
    from ropewalk.publish.opendata.holding import open_holding

    write = account._write_csv if name == account.ZIP_NAME else account._write_parquet
    holding = open_holding()
    return measured(lambda to: write(holding, to), 0)


def measured(write: Callable[[Path], object], rows: int) -> dict[str, float]:
    """Processor seconds of a write, the process's peak of memory in MB, the file's size in MB."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        start = time.process_time()
        write(path)
        spent = time.process_time() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        return {"rows": rows, "seconds": spent, "memory": peak, "size": path.stat().st_size / 1e6}


def apart(workspace: Path, *what: str) -> dict[str, float]:
    """The same in a process of its own."""
    command = [sys.executable, "-m", "bench.downloads", "--workspace", str(workspace), "--one", *what]
    found = subprocess.run(  # noqa: S603 - this very module
        command, check=True, capture_output=True, text=True
    )
    return dict(json.loads(found.stdout))


def largest(workspace: Path) -> str:
    """The measure with most figures."""
    from ropewalk.findings.exchange.datasets import OBSERVATIONS
    from ropewalk.findings.exchange.sizes import by_measure
    from ropewalk.findings.library import Library

    counts = by_measure(Library(workspace / "store"), OBSERVATIONS)
    return max(counts, key=lambda name: counts[name])


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--workspace", type=Path, default=Path("demo"))
    asked.add_argument("--one", nargs="+", help=argparse.SUPPRESS)
    given = asked.parse_args()
    workspace = given.workspace.resolve()
    if given.one:
        found = whole(workspace, given.one[1]) if given.one[0] == "whole" else one(workspace, *given.one)
        print(json.dumps(found))
        return
    most = largest(workspace)
    for table, indicator in (("observations", most), ("observations", ""), ("findings", "")):
        print(f"\n{table} {indicator or 'of all measures'}\n")
        print("| format | rows | CPU s | peak MB | MB |\n| --- | ---: | ---: | ---: | ---: |")
        for what in ("read", *PLAIN, "csv", "parquet", "json", "ods", "xlsx"):
            if not (what == "json" and not indicator):
                told(what, apart(workspace, table, indicator, what))
    print(
        "\nthe whole account\n\n| file | rows | CPU s | peak MB | MB |\n| --- | ---: | ---: | ---: | ---: |"
    )
    for name in ("account.zip", "account-parquet.zip"):
        told(name, apart(workspace, "whole", name))


def told(name: str, found: dict[str, float]) -> None:
    """One row."""
    if not found:
        print(f"| {name} | does not fit | | | |")
        return
    numbers = f"{found['seconds']:.2f} | {found['memory']:.0f} | {found['size']:.2f}"
    print(f"| {name} | {found['rows']:,.0f} | {numbers} |", flush=True)


if __name__ == "__main__":
    main()
