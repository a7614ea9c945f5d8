"""How long each kind of page takes and how much it weighs, asked without a browser. From the root:

    .venv/bin/python -m bench.pages --workspace demo

Pages of every kind are asked for in this process, in an order drawn by lot (the same each time), and none
twice, so that none comes from a cache of pages. A kind with more than --most pages is sampled. Prints for
each kind the middle and the 95th percentile in milliseconds, of the clock and of processor time (which
other work on the machine does not touch), the slowest, and the heaviest page, compressed.
"""

import argparse
import gzip
import os
import random
import re
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import django
import numpy as np
from django.test import Client


class Asked(NamedTuple):
    """One page, asked for once: milliseconds and compressed bytes."""

    clock: float
    processor: float
    weight: int
    path: str


def in_turn(most: int) -> list[tuple[str, str]]:
    """Kinds and addresses in an order drawn by lot, at most so many of a kind."""
    drawn = random.Random(1)  # noqa: S311
    found = [
        (kind, path)
        for kind, paths in addresses().items()
        for path in (paths if len(paths) <= most else drawn.sample(paths, most))
    ]
    drawn.shuffle(found)
    return found


def addresses() -> dict[str, list[str]]:
    """Pages by kind, from the definitions and the register of the workspace."""
    from django.conf import settings

    from ropewalk.findings.library import Library
    from ropewalk.plan import public

    drawn = random.Random(2)  # noqa: S311
    library, plan = Library(Path(settings.WORKSPACE) / "store"), public.plan()
    kinds = {code: place.kind for code, place in library.places().items()}
    places = [code for code, kind in kinds.items() if kind in ("authority", "country")]
    homes = [code for code, kind in kinds.items() if kind == "lsoa"]
    measures = [indicator.id for indicator in public.indicators()]
    return {
        "home": ["/"],
        "aim": [f"/aims/{aim.code}/" for aim in plan.aims],
        "priority": [f"/priorities/{priority.code}/" for priority in plan.priorities()],
        "indicator": [f"/indicators/{code}/" for code in measures],
        "elsewhere": [
            f"/places/{place}/{code}/"
            for code in measures
            for place in _some(drawn, {*places} & {*library.latest(code)["place"]})
        ],
        "picked": [f"/indicators/{code}/?with={drawn.choice(places)}" for code in measures],
        "map": [f"/indicators/{code}/map/" for code in measures],
        "place": [f"/places/{code}/" for code in places],
        "area": [f"/places/{code}/" for code in homes],
        "compare": [_compared(drawn, places, measures) for _ in range(200)],
        "source": [f"/sources/{source}/" for source in library.origins()],
        "change": [f"/changes/{number}/" for number in range(1, library.revision + 1)],
        "search": [f"/search/?q={word}" for word in _words()],
        "lists": ["/indicators/", "/places/", "/sources/", "/values/", "/about/", "/words/", "/data/",
                  "/releases/", "/changes/", "/neighbourhood/", "/how-often-right/", "/api/"],
    }  # fmt: skip


def _words() -> list[str]:
    """What people may look for: the words that stand in the measures' names, each once."""
    from ropewalk.plan import public

    return sorted(set(re.findall(r"[a-z]{4,}", " ".join(one.title for one in public.indicators()).lower())))


def _some(drawn: random.Random, codes: set[str]) -> list[str]:
    return drawn.sample(sorted(codes), min(3, len(codes)))


def _compared(drawn: random.Random, places: list[str], measures: list[str]) -> str:
    chosen = "&".join(f"place={code}" for code in drawn.sample(places, 5))
    return f"/compare/?{chosen}&" + "&".join(f"measure={code}" for code in drawn.sample(measures, 8))


def asked(client: Client, paths: list[tuple[str, str]]) -> Iterator[tuple[str, Asked]]:
    """Each page that is there, asked for once; a measure of neighbourhoods alone has no map of councils."""
    for kind, path in paths:
        clock, processor = time.perf_counter(), time.process_time()
        answer = client.get(path)
        clock, processor = time.perf_counter() - clock, time.process_time() - processor
        if answer.status_code == 200:
            weight = len(gzip.compress(answer.content))
            yield kind, Asked(clock * 1000, processor * 1000, weight, path)


def main() -> None:
    """Print a table, one line a kind of page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--workspace", required=True)
    parser.add_argument("--most", type=int, default=100, help="pages of a kind")
    given = parser.parse_args()
    os.environ["ROPEWALK_WORKSPACE"] = str(Path(given.workspace).resolve())
    os.environ["DJANGO_SETTINGS_MODULE"] = "ropewalk.config.settings"
    django.setup()
    client = Client(headers={"host": "127.0.0.1"})
    client.get("/values/")  # what a server does once, when it starts
    found: defaultdict[str, list[Asked]] = defaultdict(list)
    for kind, one in asked(client, in_turn(given.most)):
        found[kind].append(one)
    print(
        f"{'page':10} {'count':>5} {'middle':>7} {'95th':>6} {'cpu':>6} {'95th':>6} {'slowest':>7} {'kB':>6}"
    )
    for kind, rows in found.items():
        clock, processor = (np.array([row[at] for row in rows]) for at in (0, 1))
        ends = [*np.percentile(clock, [50, 95]), *np.percentile(processor, [50, 95])]
        times = " ".join(f"{value:6.1f}" for value in ends)
        heaviest = max(row.weight for row in rows) / 1000
        print(f"{kind:10} {len(rows):5}  {times} {clock.max():7.0f} {heaviest:6.1f}  {max(rows).path[:80]}")


if __name__ == "__main__":
    main()
