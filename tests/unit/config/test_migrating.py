"""Tables are brought up to date by one process at a time."""

import threading
from pathlib import Path

import pytest
from django.db import connection

from ropewalk.cli import migrating


@pytest.mark.django_db(transaction=True)
def test_those_that_start_together_take_turns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside, most, errors = [0], [0], []
    done = threading.Event()

    def work(*_: object, **__: object) -> None:
        inside[0] += 1
        most[0] = max(most[0], inside[0])
        done.wait(0.02)
        inside[0] -= 1

    def start() -> None:
        try:
            migrating.migrate(tmp_path)
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    monkeypatch.setattr(migrating, "call_command", work)
    threads = [threading.Thread(target=start) for _ in range(5)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert errors == []
    assert most == [1]


@pytest.mark.django_db(transaction=True)
def test_a_migration_that_fails_leaves_the_turn_to_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(migrating, "call_command", fail)
    for _ in range(2):
        with pytest.raises(RuntimeError):
            migrating.migrate(tmp_path)
