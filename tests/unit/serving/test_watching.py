"""Requests are told of, and who asked is not: in logs and in counts."""

import json
import logging
import logging.config
from pathlib import Path

import pytest
from django.test import RequestFactory
from prometheus_client import values

from ropewalk.config.logs import NoSecrets, logging_of
from ropewalk.publish.serving.watching import Seen, part_of, told_of, watched

SECRET = "/office/join/a-secret-that-lets-somebody-in/"  # noqa: S105 - of nobody


def answering(environ, start):
    start("404 Not Found", [("X-Own", "1")])
    return [b""]


def ask(application, path: str) -> dict[str, str]:
    told: list = []
    environ = {"PATH_INFO": path, "REQUEST_METHOD": "GET", "QUERY_STRING": "who=ann@example.org"}
    application(environ, lambda status, headers: told.extend(headers))
    return dict(told)


def test_where_nothing_is_wanted_nothing_stands_between() -> None:
    assert watched(answering, logs=False, count=None) is answering


def test_a_request_is_told_with_its_id_and_without_secret_or_query(caplog: pytest.LogCaptureFixture) -> None:
    seen: list[Seen] = []
    with caplog.at_level("INFO", "ropewalk.requests"):
        logging.getLogger("ropewalk.requests").propagate = True
        headers = ask(watched(answering, logs=True, count=seen.append), SECRET)
    logging.getLogger("ropewalk.requests").propagate = False
    told = vars(caplog.records[0])
    assert (told["status"], told["where"]) == (404, "/office/join/<str:secret>/")
    assert told["request"] == headers["X-Request-Id"] == seen[0].request
    assert headers["X-Own"] == "1"
    assert "ann" not in str(told)
    assert "a-secret" not in str(told)


def test_an_address_is_told_as_it_is_only_where_it_is_public() -> None:
    assert told_of("/places/E08900001/") == "/places/E08900001/"
    assert told_of("/office/no/such/") == "/office/..."
    assert told_of("/account/office/join/a-secret/") == "/office/join/<str:secret>/"
    for before in ("", "/cy", "/account/cy"):
        assert told_of(f"{before}/challenge/confirm/a-link/") == "/challenge/confirm/<str:link>/"
    assert [part_of(path) for path in ("/", "/office/", "/api/v1/", "/static/a.css")] == [
        *("public", "office", "api", "static")
    ]


def test_no_address_writes_a_line_of_its_own_into_a_log() -> None:
    told = told_of("/places/\r\n500 /forged/\x1b[2J\u2028")
    assert told == "/places/??500 /forged/?[2J?"


def test_a_fault_of_a_page_of_the_office_is_logged_without_its_address() -> None:
    request = RequestFactory().get(SECRET, {"who": "ann@example.org"})
    record = logging.LogRecord("django.request", 40, "f", 1, "Internal Server Error: %s", (SECRET,), None)
    record.request, record.status_code = request, 500
    assert NoSecrets().filter(record)
    assert record.getMessage() == "500 /office/join/<str:secret>/"
    assert "a-secret" not in str(vars(record))


def test_json_is_an_object_a_line() -> None:
    config = logging_of("json")
    formatter = logging.config.DictConfigurator(config).configure_formatter(config["formatters"]["json"])
    record = logging.LogRecord("ropewalk.requests", 20, "f", 1, "answered", (), None)
    record.status = 200
    told = json.loads(formatter.format(record))
    assert (told["level"], told["from"], told["message"], told["status"]) == (
        *("INFO", "ropewalk.requests", "answered", 200),
    )
    assert "T" in told["at"]


def test_counts_are_told_to_whoever_shows_the_token_and_to_nobody_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ropewalk.publish.serving import metrics

    monkeypatch.setattr(metrics, "ready", lambda: {"ready": True})
    monkeypatch.setattr(metrics, "_tasks", list)
    monkeypatch.delenv("PROMETHEUS_MULTIPROC_DIR", raising=False)
    # As where another library has loaded it before the folder was known.
    monkeypatch.setattr(values, "ValueClass", values.MutexValue)
    counts = metrics.Metrics(tmp_path / "metrics", "the-token")
    counts.count(Seen("r", "GET", "public", "/", 200, 0.01))
    told = counts.told_to(answering)

    def answer(authorization: str) -> tuple[str, bytes]:
        found: list[str] = []
        environ = {"PATH_INFO": "/metrics", "REQUEST_METHOD": "GET", "HTTP_AUTHORIZATION": authorization}
        body = b"".join(told(environ, lambda status, _: found.append(status)))
        return found[0], body

    assert answer("")[0] == answer("Bearer other")[0] == answer("the-token")[0] == "404 Not Found"
    status, body = answer("Bearer the-token")
    assert status == "200 OK"
    assert b'ropewalk_requests_total{method="GET",part="public",status="2xx"} 1.0' in body
    assert b'ropewalk_ready{what="ready"} 1.0' in body
    assert (tmp_path / "metrics").stat().st_mode & 0o777 == 0o700
    for file in {counts.requests.labels("public", "GET", "2xx")._value, counts.seconds.labels("public")._sum}:
        file._file.close()  # the library closes its files with the process
