"""What is left when all is over: all that was acknowledged, once, with its event, in a chain that holds.

    python -m bench.office.judge WORKSPACE FILE

reads from FILE what was acknowledged and prints what is wrong, a line each; nothing where nothing is.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parents[2]


def judged(workspace: Path, marks: list[str], files: list[str], environment: dict[str, str]) -> list[str]:
    """All that is wrong with a workspace in which those writes were acknowledged."""
    file = workspace.parent / "acknowledged.json"
    file.write_text(json.dumps({"marks": marks, "files": files}))
    command = [sys.executable, "-m", "bench.office.judge", str(workspace), str(file)]
    told = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    found = told.stdout.splitlines()
    found += [] if told.returncode == 0 else [told.stderr[-2000:]]
    verify = [sys.executable, "-m", "ropewalk.cli", "verify", "--workspace", str(workspace)]
    told = subprocess.run(verify, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    return found + ([] if told.returncode == 0 else [f"ropewalk verify: {told.stdout}{told.stderr}"])


def wrong(marks: list[str], files: list[str]) -> Iterator[str]:
    """What was acknowledged and is not there, what is there twice, and what has no event."""
    from ropewalk.accounts.models import Event
    from ropewalk.returns.keeping import path_of
    from ropewalk.returns.models import Ask, Evidence, Filing, Taken

    held = Counter(Filing.objects.values_list("comment", flat=True))
    events = Counter(
        json.loads(one)["comment"]
        for one in Event.objects.filter(what="return sent in").values_list("after", flat=True)
    )
    yield from (f"acknowledged and lost: {one}" for one in marks if not held[one])
    yield from (f"written {n} times: {one}" for one, n in held.items() if n > 1)
    yield from (f"without its event, or with several: {one}" for one in held if events[one] != held[one])
    if Taken.objects.filter(step="submit").count() != sum(held.values()):
        yield "filings and steps do not tally"
    rows = Counter(Evidence.objects.values_list("sha256", flat=True))
    told = Event.objects.filter(what="evidence added").values_list("after", flat=True)
    said = Counter(json.loads(one)["sha256"] for one in told)
    yield from (f"file acknowledged and lost: {one}" for one in files if not rows[one])
    yield from (f"file without its event, or with several: {one}" for one in rows if said[one] != rows[one])
    for name in rows:
        if sha256(path_of(name).read_bytes()).hexdigest() != name:
            yield f"file with other bytes than it was sent with: {name}"
    for ask in Ask.objects.all():
        if ask.version != 1 + ask.taken.count():
            yield f"a return whose version and steps do not tally: {ask}"
    yield from _sound()


def _sound() -> Iterator[str]:
    """SQLite's own check of its file; PostgreSQL checks its pages as it reads them."""
    from django.db import connection

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for check in ("integrity_check", "foreign_key_check"):
                rows = cursor.execute(f"PRAGMA {check}").fetchall()
                yield from (f"{check}: {row}" for row in rows if row != ("ok",))


if __name__ == "__main__":
    os.environ["ROPEWALK_WORKSPACE"] = sys.argv[1]
    os.environ["DJANGO_SETTINGS_MODULE"] = "ropewalk.config.settings"
    import django

    django.setup()
    acknowledged = json.loads(Path(sys.argv[2]).read_text())
    for line in wrong(acknowledged["marks"], acknowledged["files"]):
        sys.stdout.write(f"{line}\n")
