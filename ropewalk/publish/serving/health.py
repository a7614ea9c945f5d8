"""Whether the server lives, and whether it can answer: asked by whatever keeps it running.

    /health/live    200 while the process answers at all; start it again when it does not
    /health/ready   200 when the database answers and its tables are up to date, and there is an account whose
                    derived tables are those of this version; else 503. Send it no readers meanwhile.

They are answered before anything else is asked, under any host name, and tell nobody more than yes or no: why
not stands in the log.
"""

import logging
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import msgspec
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from ropewalk.findings.fit import check_fit
from ropewalk.publish.account import open_account

LOG = logging.getLogger(__name__)
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
BELOW: Final = "/health/"


def with_health(application: Application) -> Application:
    """A WSGI application that answers for its health itself, and passes on all else."""

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if not path.startswith(BELOW):
            return application(environ, start)
        found = {"live": lambda: {"live": True}, "ready": ready}.get(path.removeprefix(BELOW).rstrip("/"))
        if found is None or environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return application(environ, start)
        told = found()
        return _answer(told, environ, start)

    return answer


def ready() -> dict[str, bool]:
    """Each thing that has to be well, and whether it is."""
    told = {name: _well(name, check) for name, check in CHECKS.items()}
    return {"ready": all(told.values()), **told}


def _well(name: str, check: Callable[[], object]) -> bool:
    try:
        check()
    except Exception as error:  # whatever it is, the answer is no
        LOG.warning("Not ready: %s: %s", name, error)
        connection.close_if_unusable_or_obsolete()
        return False
    return True


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _tables() -> None:
    if not _up_to_date():
        _up_to_date.cache_clear()
        raise LookupError("migrations are not applied")


@lru_cache(maxsize=1)
def _up_to_date() -> bool:
    """Once they are up to date they stay so for the life of the process."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


CHECKS: Final[dict[str, Callable[[], object]]] = {
    "database": _database,
    "tables": _tables,
    "account": open_account,
    "fit": lambda: check_fit(Path(settings.WORKSPACE) / "store"),
}


def _answer(told: dict[str, bool], environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
    body = msgspec.json.encode(told) + b"\n"
    status = "200 OK" if all(told.values()) else "503 Service Unavailable"
    headers = [
        ("Content-Type", "application/json"),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
    ]
    start(status, headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]
