"""The server that a command starts is the command: stop one and the other is gone."""

import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
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


def listens(port: int) -> bool:
    """Whether the server has taken its port, which it does before it is ready to answer."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def check_serving_and_stopping(*arguments: str, port: int, ready: Callable[[int], bool] = answers) -> None:
    """Start a command, wait until it is ready, stop it, and see that the port is free again."""
    command = [sys.executable, "-m", "ropewalk.cli", *arguments, "--port", str(port)]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + PATIENCE
        while not ready(port) and time.monotonic() < until and server.poll() is None:
            time.sleep(0.1)
        assert ready(port)
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=PATIENCE)
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
    finally:
        server.kill()
        server.wait()


def test_stopping_the_command_stops_the_server(built_toy: Path) -> None:
    check_serving_and_stopping("serve", "-w", str(built_toy), "--workers", "1", port=free_port())


def test_a_server_that_is_stopped_while_it_starts_stops(built_toy: Path) -> None:
    check_serving_and_stopping("serve", "-w", str(built_toy), port=free_port(), ready=listens)


def test_a_demo_is_built_and_then_served(toy_city: Path, tmp_path: Path) -> None:
    place = ["--city", str(toy_city), "--dir", str(tmp_path / "demo"), "--quiet"]
    check_serving_and_stopping("demo", *place, port=free_port())
    # The second time there is nothing to build.
    check_serving_and_stopping("demo", *place, port=free_port())
