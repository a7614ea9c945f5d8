"""A real server on a workspace, for tests that ask it as a person or a program would."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

PATIENCE = 60.0


@contextmanager
def serving(workspace: Path, said: Path | None = None) -> Iterator[str]:
    """Serve a workspace as `ropewalk serve` does, on a free port. ``said``: a file for all that it prints."""
    port = _free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
    command += ["--port", str(port), "--workers", "1", "--blocking-threads", "1", "--no-log"]
    environment = os.environ | {
        "ROPEWALK_WORKSPACE": str(workspace),
        "DJANGO_SETTINGS_MODULE": "ropewalk.config.settings",
    }
    out = said.open("wb") if said else None
    server = subprocess.Popen([*command, "ropewalk.config.wsgi:application"], env=environment, stdout=out)
    try:
        _wait_for(f"http://127.0.0.1:{port}/", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE)
        if out is not None:
            out.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, server: subprocess.Popen) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if server.poll() is not None:
            pytest.fail(f"the server stopped with code {server.returncode}")
        try:
            with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own server
                answer.read()
            return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    pytest.fail(f"nothing answered at {address} within {PATIENCE:.0f} seconds")
