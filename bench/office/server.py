"""The server as its unit runs it, and its end by SIGKILL: all of its processes at once."""

import http.client
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

SECONDS = 300.0


@dataclass
class Server:
    """`ropewalk serve` on a workspace. What it says goes into ``log``."""

    workspace: Path
    port: int
    environment: dict[str, str]
    log: Path
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def start(self) -> float:
        """Start it, and wait until it is ready. Seconds that took."""
        command = [sys.executable, "-m", "ropewalk.cli", "serve", "--workspace", str(self.workspace)]
        began = time.monotonic()
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603 - our own command
                [*command, "--port", str(self.port)],
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        while not self._ready():
            assert self.process.poll() is None, f"the server stopped; see {self.log}"
            assert time.monotonic() - began < SECONDS, "the server was not ready in time"
            time.sleep(0.1)
        return time.monotonic() - began

    def kill(self) -> None:
        """End all its processes with SIGKILL, wherever they are."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """End it as its unit would."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=SECONDS)

    def _ready(self) -> bool:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        try:
            line.request("GET", "/health/ready")
            return line.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            line.close()
