"""How fast a served account answers, kind of page by kind, and whether its memory stays flat. From the root:

    .venv/bin/python -m bench.load --workspace demo [--requests 100000]

Starts the server as `ropewalk serve` does (2 workers, one thread each, but no page made ahead). Runs one of
its workers in on a few pages of a kind (on the same pages in Welsh, where a kind has few); the slowest of
them is told. It reads what all such pages share, which a server that makes pages ahead has read before its
first reader comes. Then each of a sample of other addresses is asked for once (not kept yet), then again and
again (kept), over that connection; then
``wrk`` (Debian: apt install wrk) asks for one kept page over 16. Last come requests of distinct made-up
addresses, with the memory of the server's processes before and after. The generator shares the cores with the
server, so that every figure is worse than the server's own.
"""

import argparse
import http.client
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random
from statistics import median, quantiles

from bench.pages import addresses

PORT = 8951
SAMPLE = 60
RUN_IN = 8
"""Pages of a kind that are asked for first, where there are enough to leave a sample."""


def asked(connection: http.client.HTTPConnection, path: str) -> float:
    """Milliseconds that an address takes to answer, its body read."""
    began = time.perf_counter()
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    connection.getresponse().read()
    return (time.perf_counter() - began) * 1000


def ninety_five(times: list[float]) -> float:
    """The 95th percentile; the slowest of fewer than 20."""
    return quantiles(times, n=20)[-1] if len(times) >= 20 else max(times)


def memory(server: subprocess.Popen) -> float:
    """Megabytes that the server's processes hold."""
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
    kept = [Path(f"/proc/{pid}/status").read_text() for pid in (str(server.pid), *children)]
    return sum(int(re.search(r"VmRSS:\s+(\d+)", text)[1]) for text in kept) / 1000  # type: ignore[index]


def by_wrk(path: str, seconds: int = 3) -> str:
    """Requests a second for one kept page over 16 connections; a word where wrk is not there."""
    if shutil.which("wrk") is None:
        return "no wrk"
    command = [
        "wrk",
        "-t1",
        "-c16",
        f"-d{seconds}",
        "-H",
        "Accept-Encoding: gzip",
        f"http://127.0.0.1:{PORT}{path}",
    ]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
    found = re.search(r"Requests/sec:\s+([\d.]+)", told)
    return f"{float(found[1]):,.0f}" if found else "?"


def serve(workspace: str) -> subprocess.Popen:
    """The server, once it answers."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(PORT), "--workers", "2"]
    command += ["--blocking-threads", "1", "--no-log", "ropewalk.config.wsgi:application"]
    server = subprocess.Popen(command, env=os.environ | {"ROPEWALK_WARM": "0"})  # noqa: S603
    for _ in range(600):
        time.sleep(0.1)
        try:
            asked(http.client.HTTPConnection("127.0.0.1", PORT), "/values/")
        except OSError:
            continue
        return server
    server.terminate()
    raise SystemExit(f"The server of {workspace} did not answer within a minute")


def flood(requests: int) -> None:
    """Distinct made-up addresses: searches, unknown parameters, pages that are not there."""
    connection = http.client.HTTPConnection("127.0.0.1", PORT)
    kinds = ("/search/?q=made-up-{}", "/values/?x={}", "/indicators/made-up-{}/")
    for number in range(requests):
        asked(connection, kinds[number % 3].format(number))


def apart(drawn: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """The pages that run a worker in, and those that are timed. Of a kind with few pages these are the same
    pages in another language, which are kept apart and read the same things."""
    if len(drawn) > 2 * RUN_IN:
        return drawn[:RUN_IN], drawn[RUN_IN:]
    return [f"/cy{path}" for path in drawn], drawn


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workspace", required=True)
    parser.add_argument("--requests", type=int, default=100_000)
    given = parser.parse_args()
    os.environ["ROPEWALK_WORKSPACE"] = str(Path(given.workspace).resolve())
    os.environ["DJANGO_SETTINGS_MODULE"] = "ropewalk.config.settings"
    import django

    django.setup()
    pages, server = addresses(), serve(given.workspace)
    try:
        print(f"{'page':10} {'count':>5}  run in ms  first p50   p95 ms  kept p50   p95 ms  requests/s")
        for kind, every in pages.items():
            drawn = Random(1).sample(every, min(SAMPLE + RUN_IN, len(every)))  # noqa: S311 - no secret
            run_in, paths = apart(drawn)
            connection = http.client.HTTPConnection("127.0.0.1", PORT)
            asked(connection, "/brand.css")
            slowest = max((asked(connection, path) for path in run_in), default=0.0)
            first = [asked(connection, path) for path in paths]
            kept = [asked(connection, path) for path in paths * 5]
            figures = (slowest, median(first), ninety_five(first), median(kept), ninety_five(kept))
            told = " ".join(f"{figure:9.2f}" for figure in figures)
            print(f"{kind:10} {len(paths):5} {told}  {by_wrk(paths[0]):>10}")
        before = memory(server)
        flood(given.requests)
        after = memory(server)
        print(f"\nMemory of the server: {before:,.0f} MB before, {after:,.0f} MB after {given.requests:,}")
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)


if __name__ == "__main__":
    main()
