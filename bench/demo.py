"""How long the demo takes to build after set-up, and its peak memory. From the root:

    .venv/bin/python -m bench.demo [--rounds 3]

Each round builds a fresh workspace in a process of its own, as `ropewalk demo --no-serve` does.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def build(folder: Path) -> float:
    """Seconds to build a workspace in ``folder``."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "ropewalk.cli", "demo", "--no-serve", "--quiet", "--dir", str(folder)]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own command
    return time.perf_counter() - began


def main() -> None:
    """Print one line of JSON: seconds of each round, and the greatest memory of any."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        seconds = [round(build(Path(folder) / str(n)), 1) for n in range(rounds)]
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(json.dumps({"seconds": seconds, "peak_memory_mb": peak}))


if __name__ == "__main__":
    main()
