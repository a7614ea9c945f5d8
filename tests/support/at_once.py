"""Several at work at the same time, each with a connection of its own, as processes of the server have."""

import sqlite3
import threading
import time
from collections.abc import Callable
from typing import Any

from django.db import OperationalError, connection


def at_once(*works: Callable[[], Any]) -> list[Exception]:
    """Do them all in threads; what went wrong."""
    errors: list[Exception] = []

    def do(work: Callable[[], Any]) -> None:
        try:
            work()
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=(work,)) for work in works]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return errors


def patiently(write: Callable[[], Any]) -> Any:
    """Try until it is its turn. The test database lives in memory and is shared by threads; SQLite then
    answers "locked" at once, where a file's timeout waits by itself. PostgreSQL is never asked twice."""
    for _ in range(2000):
        try:
            return write()
        except OperationalError as error:
            if not isinstance(error.__cause__, sqlite3.OperationalError):
                raise
            time.sleep(0.005)
    raise TimeoutError
