"""A measurement in a process of its own, so that its memory and its warm-up are nobody else's.

``python -m ropewalk.benchmarks.apart MODULE:FUNCTION OPTIONS`` calls a function with options given as
JSON and writes lines of JSON: progress as it comes, last the result.
"""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from ropewalk.vocabulary.errors import Fault, RopewalkError, UserError

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Measured:
    """What a function gave. ``peak_mb``: the most memory its process held, imports included;
    ``start_seconds``: from asking for the process to calling the function."""

    result: Any
    peak_mb: float
    start_seconds: float


def run_apart(
    function: str, options: Mapping[str, Any], *, threads: int, progress: Progress | None = None
) -> Measured:
    """Call ``module:function`` with these options in a fresh process. Raises UserError when it fails."""
    command = [sys.executable, "-m", __spec__.name, function, json.dumps(options)]
    environment = {**os.environ, "POLARS_MAX_THREADS": str(threads)}
    asked = time.time()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:  # noqa: S603
        told: dict[str, Any] = {}
        for line in process.stdout or ():
            told = json.loads(line)
            if progress and "done" in told:
                progress(told["done"], told["of"])
    if process.returncode != 0 or "result" not in told:
        problem = f"a measurement ended with code {process.returncode}: {function}"
        raise UserError(Fault(problem, "See what it said above"))
    return Measured(told["result"], told["peak_mb"], told["called"] - asked)


def peak_mb() -> float:
    """The most memory that this process has held, in megabytes of 1,048,576 bytes."""
    # Not ru_maxrss alone: on Linux a child begins with the peak of the process that started it.
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text("ascii").splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size / 2**20 if sys.platform == "darwin" else size / 1024


def main() -> None:
    """Do what the command line asks, telling progress and the result on standard output."""
    name, options = sys.argv[1], json.loads(sys.argv[2])
    module, _, attribute = name.partition(":")
    function = getattr(import_module(module), attribute)
    called = time.time()
    try:
        result = function(**options, progress=lambda done, of: _tell({"done": done, "of": of}))
    except RopewalkError as error:
        sys.exit(f"Error: {error}")
    _tell({"result": result, "peak_mb": peak_mb(), "called": called})


def _tell(what: Mapping[str, Any]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
