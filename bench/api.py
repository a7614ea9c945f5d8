"""How long the read API takes to answer typical questions, asked without a network. From the root:

    .venv/bin/python -m bench.api --workspace demo

Each question is asked of a different thing each time, one after another in this process, so that no answer is
one that was kept; then a page that follows by its cursor, and an answer that the asker has already (304).
Prints for each kind of question the middle, the 95th percentile and the size of the answer.
"""

import argparse
import os
import time
from collections.abc import Callable
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import django
from django.test import Client

TIMES = 60


def questions() -> dict[str, list[str]]:
    """Questions by kind, of the indicators, places and priorities of the workspace."""
    from ropewalk.publish.account import open_account

    account = open_account()
    city, held = account.city.place, account.headlines["indicator"].to_list()
    places = [code for code, place in account.places.items() if place.kind == "authority"]
    return {
        "account": ["/account"],
        "definition": [f"/indicators/{code}" for code in account.indicators],
        "100 definitions": ["/indicators?limit=100"],
        "place": [f"/places/{code}" for code in places],
        "series of a place": [f"/observations?indicator={code}&place={city}" for code in held],
        "1,000 rows of one": [f"/observations?indicator={code}&limit=1000" for code in held],
        "all of one place": [f"/observations?place={code}&limit=100" for code in places],
        "as of the middle": [
            f"/observations?indicator={code}&place={city}&as_of={account.library.revision // 2}"
            for code in held
        ],
        "findings of a place": [f"/findings?place={code}&question=direction" for code in places],
        "findings of one": [f"/findings?indicator={code}&limit=1000" for code in held],
        "findings of a priority": [f"/findings?priority={code}&place={city}" for code in account.priorities],
        "revisions": ["/revisions"],
    }


def timed(ask: Callable[[], Any]) -> tuple[float, int]:
    """Milliseconds of processor time, and the size of the answer. Whoever is refused is not measured."""
    began = time.process_time()
    answer = ask()
    took = (time.process_time() - began) * 1000
    assert answer.status_code in (200, 304), answer.content[:300]
    return took, len(answer.content)


def main() -> None:
    """Print a table, one line a kind of question."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workspace", required=True)
    os.environ["ROPEWALK_WORKSPACE"] = str(Path(parser.parse_args().workspace).resolve())
    os.environ["DJANGO_SETTINGS_MODULE"] = "ropewalk.config.settings"
    django.setup()
    client = Client(headers={"host": "127.0.0.1"})
    client.get("/api/v1/")  # what a server does once, when it starts
    runs = {
        kind: [timed(partial(client.get, f"/api/v1{path}")) for path in islice(cycle(paths), TIMES)]
        for kind, paths in questions().items()
    }
    rows = questions()["1,000 rows of one"]
    one = next(path for path in rows if client.get(f"/api/v1{path}").json()["next"])
    follows = partial(client.get, client.get(f"/api/v1{one}").json()["next"])
    runs["the page that follows"] = [timed(follows) for _ in range(TIMES)]
    had = {"If-None-Match": client.get("/api/v1/indicators?limit=1000")["ETag"]}
    again = partial(client.get, "/api/v1/indicators?limit=1000", headers=had)
    runs["had already (304)"] = [timed(again) for _ in range(TIMES)]
    print(f"{'question':24} {'middle ms':>9} {'p95 ms':>8} {'kB':>7}")
    for kind, each in runs.items():
        took = [row[0] for row in each]
        size = median(row[1] for row in each) / 1000
        print(f"{kind:24} {median(took):9.1f} {quantiles(took, n=20)[-1]:8.1f} {size:7.1f}")


if __name__ == "__main__":
    main()
