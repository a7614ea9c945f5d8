"""The server that a command starts is the command: stop one and the other is gone."""

import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

PATIENCE = 60.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError):
        return False


def test_stopping_the_command_stops_the_server(built_toy: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", "ropewalk.cli", "serve", "-w", str(built_toy), "--port", str(port)]
    server = subprocess.Popen([*command, "--workers", "1"], stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + PATIENCE
        while not answers(port) and time.monotonic() < until and server.poll() is None:
            time.sleep(0.1)
        assert answers(port)
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=PATIENCE)
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
    finally:
        server.kill()
        server.wait()
