"""The server tells whether it lives and whether it is ready, and nobody more than that."""

import json
from pathlib import Path

import pytest

from ropewalk.publish.serving import health
from ropewalk.publish.serving.health import with_health


def below(environ, start):
    start("404 Not Found", [])
    return [b"below"]


def ask(path: str, method: str = "GET") -> tuple[str, dict[str, str], bytes]:
    told: list = []
    environ = {"PATH_INFO": path, "REQUEST_METHOD": method, "HTTP_HOST": "10.1.2.3"}
    body = b"".join(with_health(below)(environ, lambda status, headers: told.extend([status, headers])))
    return told[0], dict(told[1]), body


def test_a_process_that_answers_lives_whatever_the_database_does() -> None:
    status, headers, body = ask("/health/live")
    assert status == "200 OK"
    assert headers["Cache-Control"] == "no-store"
    assert json.loads(body) == {"live": True}
    assert ask("/health/live", "HEAD")[2] == b""


@pytest.mark.django_db
def test_an_account_that_was_never_loaded_is_not_ready(tmp_path: Path, settings) -> None:
    settings.WORKSPACE = tmp_path
    status, _headers, body = ask("/health/ready")
    told = json.loads(body)
    assert status == "503 Service Unavailable"
    assert (told["ready"], told["database"], told["tables"], told["account"]) == (False, True, True, False)


@pytest.mark.django_db
@pytest.mark.parametrize("what", ["database", "tables", "account", "fit"])
def test_whatever_is_not_well_makes_it_not_ready_and_why_is_not_told(
    what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise RuntimeError("password of the database")

    every = dict.fromkeys(health.CHECKS, lambda: None)
    monkeypatch.setattr(health, "CHECKS", every)
    assert ask("/health/ready/")[0] == "200 OK"
    monkeypatch.setattr(health, "CHECKS", every | {what: fail})
    status, _headers, body = ask("/health/ready")
    assert status == "503 Service Unavailable"
    assert json.loads(body)[what] is False
    assert b"password" not in body


@pytest.mark.django_db(transaction=True)
def test_tables_that_are_not_up_to_date_are_noticed() -> None:
    from django.db.migrations.recorder import MigrationRecorder

    health._up_to_date.cache_clear()
    health._tables()
    recorder = MigrationRecorder.Migration.objects
    last = recorder.filter(app="accounts").latest("pk")
    recorder.filter(pk=last.pk).delete()
    health._up_to_date.cache_clear()
    try:
        with pytest.raises(LookupError):
            health._tables()
    finally:
        recorder.create(app=last.app, name=last.name)
    health._tables()  # once they are, it is noticed without a new start


def test_other_addresses_are_the_sites_own() -> None:
    assert ask("/health/")[2] == b"below"
    assert ask("/health/other")[2] == b"below"
    assert ask("/health/live", "POST")[2] == b"below"
