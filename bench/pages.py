"""How long each page takes and how much it weighs, asked without a browser. From the root:

    .venv/bin/python -m bench.pages --workspace demo

Every aim, priority, indicator, place and source of a built workspace is asked for once, one after another,
in this process: no page is asked for twice, so none comes from a cache of pages. Prints for each kind of
page the middle and the slowest time, and the heaviest page, compressed.
"""

import argparse
import gzip
import os
import time
from collections import defaultdict
from pathlib import Path
from statistics import median

import django
from django.test import Client


def addresses() -> dict[str, list[str]]:
    """Every page by kind, from the definitions and the register of the workspace."""
    from django.conf import settings

    from ropewalk.findings.library import Library
    from ropewalk.plan import public

    library, plan = Library(Path(settings.WORKSPACE) / "store"), public.plan()
    places = [code for code, place in library.places().items() if place.kind in ("authority", "country")]
    return {
        "home": ["/"],
        "aim": [f"/aims/{aim.code}/" for aim in plan.aims],
        "priority": [f"/priorities/{priority.code}/" for priority in plan.priorities()],
        "indicator": [f"/indicators/{indicator.id}/" for indicator in public.indicators()],
        "place": [f"/places/{code}/" for code in places],
        "source": [f"/sources/{source}/" for source in library.origins()],
        "other": ["/indicators/", "/places/", "/sources/", "/values/", "/about/", "/search/?q=jobs"],
    }


def main() -> None:
    """Print a table, one line a kind of page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workspace", required=True)
    os.environ["ROPEWALK_WORKSPACE"] = str(Path(parser.parse_args().workspace).resolve())
    os.environ["DJANGO_SETTINGS_MODULE"] = "ropewalk.config.settings"
    django.setup()
    client = Client(headers={"host": "127.0.0.1"})
    client.get("/values/")  # what a server does once, when it starts
    found = defaultdict(list)
    for kind, paths in addresses().items():
        for path in paths:
            began = time.perf_counter()
            answer = client.get(path, follow=True)
            seconds = time.perf_counter() - began
            if answer.status_code == 200:
                found[kind].append((seconds * 1000, len(gzip.compress(answer.content)), path))
    print(f"{'page':10} {'count':>5} {'middle ms':>9} {'slowest ms':>10} {'heaviest kB':>11}  slowest")
    for kind, rows in found.items():
        slowest, heaviest = max(rows), max(row[1] for row in rows)
        middle = median(row[0] for row in rows)
        print(
            f"{kind:10} {len(rows):5} {middle:9.0f} {slowest[0]:10.0f} {heaviest / 1000:11.1f}  {slowest[2]}"
        )


if __name__ == "__main__":
    main()
