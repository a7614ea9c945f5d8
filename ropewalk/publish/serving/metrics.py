"""Counts of the server for Prometheus, at /metrics, for whoever holds the token and for nobody else.

All processes of a server write into one folder, so whichever is asked tells of all of them.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from hmac import compare_digest
from pathlib import Path
from typing import Any, Final

from django.db import DatabaseError
from django.db.models import Count, Min

from ropewalk.publish.serving.health import ready
from ropewalk.publish.serving.watching import Application, Seen
from ropewalk.vocabulary import clock

PATH: Final = "/metrics"
SECONDS: Final = (0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)


class Metrics:
    """Counts requests, and tells what was counted. ``folder``: where all processes write."""

    def __init__(self, folder: Path, token: str) -> None:
        folder.mkdir(mode=0o700, exist_ok=True)
        # Read when the library is first loaded, hence not at the top; another library may have loaded it.
        os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", str(folder))
        import prometheus_client as client
        from prometheus_client import values

        values.ValueClass = values.get_value_class()  # type: ignore[no-untyped-call]
        self.client, self.token, self.folder = client, token, folder
        self.requests = client.Counter(
            "ropewalk_requests", "Requests answered", ["part", "method", "status"], registry=None
        )
        self.seconds = client.Histogram(
            "ropewalk_request_seconds", "Until an answer began", ["part"], buckets=SECONDS, registry=None
        )

    def count(self, seen: Seen) -> None:
        """Count a request."""
        self.requests.labels(seen.part, seen.method, f"{seen.status // 100}xx").inc()
        self.seconds.labels(seen.part).observe(seen.seconds)

    def told_to(self, application: Application) -> Application:
        """A WSGI application that tells the counts at /metrics to whoever shows the token."""

        def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
            shown = environ.get("HTTP_AUTHORIZATION", "").encode("latin-1", "replace")
            if environ.get("PATH_INFO") != PATH or not compare_digest(shown, f"Bearer {self.token}".encode()):
                return application(environ, start)  # which knows no such address
            body = self.text()
            kind = ("Content-Type", self.client.CONTENT_TYPE_LATEST)
            start("200 OK", [kind, ("Content-Length", str(len(body))), ("Cache-Control", "no-store")])
            return [body]

        return answer

    def text(self) -> bytes:
        """Everything that was counted, by all processes, and how things stand now."""
        from prometheus_client import multiprocess

        registry = self.client.CollectorRegistry()
        multiprocess.MultiProcessCollector(registry, path=str(self.folder))  # type: ignore[no-untyped-call]
        registry.register(Now())
        return bytes(self.client.generate_latest(registry))


class Now:
    """What is not counted but looked up when asked: whether all is well, and what waits."""

    def collect(self) -> Iterator[Any]:
        """Prometheus' own name for it."""
        from prometheus_client.core import GaugeMetricFamily

        well = GaugeMetricFamily("ropewalk_ready", "Whether this is well: 1, or 0", labels=["what"])
        for name, fine in ready().items():
            well.add_metric([name], int(fine))
        yield well
        tasks = GaugeMetricFamily("ropewalk_tasks", "Work left for later, by how far it is", labels=["state"])
        oldest = GaugeMetricFamily("ropewalk_task_waiting_seconds", "How long the oldest has waited")
        for state, many, since in _tasks():
            tasks.add_metric([state.lower()], many)
            if state == "READY":
                oldest.add_metric([], (clock.now() - since).total_seconds())
        yield from (tasks, oldest)


def _tasks() -> list[tuple[str, int, Any]]:
    from django_tasks_db.models import DBTaskResult

    rows = DBTaskResult.objects.order_by().values_list("status")
    try:
        return list(rows.annotate(many=Count("pk"), since=Min("enqueued_at")))
    except DatabaseError:
        return []
