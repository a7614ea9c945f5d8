"""Officers who file their returns at once, on a real server that may be killed meanwhile. From the root:

    .venv/bin/python -m bench.office --officers 200 --database sqlite [--kill 2] [--think 5] [--seed 1]
    .venv/bin/python -m bench.office --officers 200 --database postgres [--kill 2]

Builds a small workspace, starts `ropewalk serve`, and lets each officer sign in with both steps, send three
returns in (one of them shared with a neighbour), put one right, add a file and sign out. ``--kill``: so many
times, at random moments, all processes of the server are ended by SIGKILL and it is started again; officers
try again what was not acknowledged. ``--think``: the mean of seconds that an officer takes between pages; 0
keeps all of them asking all the time. At the end everything that was acknowledged has to be in the database
once, with its event, and `ropewalk verify` has to find nothing. The officers share the cores with the server.
Exits with 1 when anything was lost, doubled or answered with an error.
"""

import argparse
import os
import shutil
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import quantiles

from bench.office.browser import Told
from bench.office.judge import judged
from bench.office.officer import Officer, work
from bench.office.server import Server
from bench.office.stage import PASSWORD, ROOT, SUPPORT, build, people

WRITES = 5
"""What one officer has acknowledged at the end: three returns, one of them put right, and a file."""
DURABLE = ("fsync=on", "synchronous_commit=on", "full_page_writes=on")


@dataclass(frozen=True)
class Wanted:
    """What is run."""

    officers: int
    kills: int
    think: float
    seed: int
    port: int


def main() -> None:
    """Run it and print the figures."""
    given = _given()
    sys.path.insert(0, str(SUPPORT))
    from postgres_server import postgres

    wanted = Wanted(given.officers, given.kill, given.think, given.seed, given.port)
    folder = Path(tempfile.mkdtemp(prefix="office-", dir=given.dir))
    with postgres(*DURABLE) if given.database == "postgres" else nullcontext("") as url:
        found = run(folder, url, wanted)
    if found:
        print(f"Left to look at: {folder}")
    else:
        shutil.rmtree(folder)
    sys.exit(1 if found else 0)


def _given() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--officers", type=int, default=200)
    parser.add_argument("--database", choices=("sqlite", "postgres"), default="sqlite")
    parser.add_argument("--kill", type=int, nargs="?", const=1, default=0)
    parser.add_argument("--think", type=float, default=0.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--port", type=int, default=8957)
    parser.add_argument("--dir", type=Path, default=None)
    return parser.parse_args()


def run(folder: Path, url: str, wanted: Wanted) -> list[str]:
    """All that went wrong; empty where nothing did."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "ROPEWALK_WARM": "0"}
    environment.pop("DATABASE_URL", None)
    environment |= {"DATABASE_URL": url} if url else {}
    workspace = build(folder, environment)
    officers = [
        Officer(str(one["email"]), PASSWORD, str(one["secret"]), tuple(one["asks"]))  # type: ignore[arg-type]
        for one in people(workspace, wanted.officers, environment)
    ]
    server, told = Server(workspace, wanted.port, environment, folder / "server.log"), Told()
    server.start()
    try:
        seconds = filed(server, officers, told, wanted)
    finally:
        server.stop()
    found = [*_not_well(told, wanted), *judged(workspace, told.acknowledged, told.files, environment)]
    tell(told, seconds, wanted, found)
    return found


def filed(server: Server, officers: list[Officer], told: Told, wanted: Wanted) -> float:
    """Let all of them work at once, and end the server as often as is wanted. Seconds until all had done."""
    began = time.monotonic()
    threads = [
        threading.Thread(target=work, args=(one, wanted.port, told, wanted.think, wanted.seed + n))
        for n, one in enumerate(officers)
    ]
    for thread in threads:
        thread.start()
    draw, all_ = Random(wanted.seed), WRITES * len(officers)  # noqa: S311 - moments
    for share in sorted(draw.uniform(0.1, 0.9) for _ in range(wanted.kills)):
        while len(told.acknowledged) + len(told.files) < share * all_ and any(t.is_alive() for t in threads):
            time.sleep(0.02)
        time.sleep(draw.uniform(0, 0.2))
        server.kill()
        at = len(told.acknowledged) + len(told.files)
        print(f"killed after {at} of {all_} writes; ready again in {server.start():.1f} s", flush=True)
    for thread in threads:
        thread.join()
    return time.monotonic() - began


def _not_well(told: Told, wanted: Wanted) -> list[str]:
    """Answers that should not have been given, and officers who could not finish."""
    odd = Counter(
        (kind, status) for kind, status, _ in told.requests if status >= 500 or status in (403, 429)
    )
    lost = sum(status == 0 for _, status, _ in told.requests)
    found = [f"{kind} was answered {n} times with {status}" for (kind, status), n in odd.items()]
    found += (
        [f"{lost} requests had no answer, though nothing was killed"] if lost and not wanted.kills else []
    )
    done = len(told.acknowledged) + len(told.files)
    found += [f"{done} writes were acknowledged"] if done != WRITES * wanted.officers else []
    return found + told.words


def tell(told: Told, seconds: float, wanted: Wanted, found: list[str]) -> None:
    """Print the figures."""
    answered = [one for one in told.requests if one[1]]
    lost, stale = len(told.requests) - len(answered), sum(status == 409 for _, status, _ in answered)
    print(f"{wanted.officers} officers, {seconds:.0f} s, {len(answered):,} requests, ", end="")
    print(f"{len(answered) / seconds:.0f} a second; {lost} without an answer, {stale} after somebody else")
    done = len(told.acknowledged)
    print(f"{done} returns and {len(told.files)} files acknowledged; ", end="")
    print(f"{time.process_time():.0f} s of CPU taken by the officers")
    print(f"{'':16} {'count':>6} {'p50':>8} {'p95':>8} {'p99':>8}  ms")
    for kind in ("", *sorted({kind for kind, _, _ in answered})):
        times = [took for one, _, took in answered if kind in ("", one)]
        cuts = quantiles(times, n=100) if len(times) > 1 else times * 99
        print(f"{kind or 'all':16} {len(times):6} {cuts[49]:8.0f} {cuts[94]:8.0f} {cuts[98]:8.0f}")
    print(
        "\n".join(found[:40]) if found else "Nothing was lost, doubled or refused; the audit's chain holds."
    )


if __name__ == "__main__":
    main()
