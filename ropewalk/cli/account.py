"""The command that serves the account."""

import errno
import os
import shutil
import socket
import sys
from pathlib import Path
from typing import Annotated

import typer

from ropewalk.cli.database import SETTINGS, close_database, open_database
from ropewalk.cli.options import Port, Workspace
from ropewalk.cli.output import say
from ropewalk.vocabulary.errors import Fault, RopewalkError, UserError
from ropewalk.workspace.folder import open_folder

FIRST_PORT = 8000
LAST_PORT = 65535
SECONDS_TO_STOP = 10


def serve(
    workspace: Workspace = Path(),
    port: Port = None,
    host: Annotated[str, typer.Option("--host", help="The address to listen on.")] = "127.0.0.1",
    workers: Annotated[int, typer.Option("--workers", help="How many processes answer.")] = 2,
) -> None:
    """Serve the account of a workspace."""
    serve_account(workspace, port=port, host=host, workers=workers)


def serve_account(
    workspace: Path, *, port: int | None = None, host: str = "127.0.0.1", workers: int = 2
) -> None:
    """Start the server, say where it is, and stay until it is stopped.

    One blocking thread a worker: more of them make Django slower, not faster, under this server.
    """
    folder = open_folder(workspace)
    port = free_port(host, port)
    open_database(folder.path)
    if why := _unfit(folder.store):
        say(f"Not ready, so every page will say so. {why}")
    say(f"\nRead the account at http://{host}:{port}/   (Ctrl+C stops it)\n")
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)]
    command += ["--workers", str(workers), "--blocking-threads", "1", "--no-log"]
    # A process that is told to stop while it still starts does not hear it: after this it is made to.
    command += ["--workers-kill-timeout", str(SECONDS_TO_STOP)]
    environment = os.environ | {
        "ROPEWALK_WORKSPACE": str(folder.path.resolve()),
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "ROPEWALK_LISTENS": f"{host}:{port}",
    }
    close_database()
    shutil.rmtree(folder.path / ".metrics", ignore_errors=True)  # counts of a server that is no more
    sys.stdout.flush()
    # The server takes this process's place, so that stopping the command stops the server.
    os.execve(sys.executable, [*command, "ropewalk.config.wsgi:application"], environment)  # noqa: S606


def _unfit(store: Path) -> str:
    """What readers would miss in the derived tables, and what to do; empty where nothing is missing."""
    from ropewalk.findings.fit import check_fit  # late: other commands do without

    try:
        check_fit(store)
    except RopewalkError as error:
        return str(error)
    return ""


def become_server(workspace: Path, *, port: int | None) -> None:
    """Go on as `ropewalk serve`, in a process that has seen no other workspace.

    Django's settings name one workspace for the life of a process; the demo was built in another folder.
    """
    command = [sys.executable, "-m", "ropewalk.cli", "serve", "--workspace", str(workspace)]
    command += ["--port", str(port)] if port else []
    sys.stdout.flush()
    os.execv(sys.executable, command)  # noqa: S606


def free_port(host: str, wanted: int | None) -> int:
    """The port asked for, or the first free one from 8000. Raises UserError when it cannot be had."""
    if wanted is not None and not 1 <= wanted <= LAST_PORT:
        raise UserError(
            Fault("there is no such port", f"Choose one from 1 to {LAST_PORT} with --port", value=str(wanted))
        )
    for port in [wanted] if wanted else range(FIRST_PORT, FIRST_PORT + 100):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                if error.errno != errno.EADDRINUSE:
                    raise _cannot_listen(host, port, error) from error
                continue
            return port
    raise UserError(Fault("the port is taken", "Choose another with --port", value=str(wanted or FIRST_PORT)))


def _cannot_listen(host: str, port: int, error: OSError) -> UserError:
    problem = f"nothing can listen at this address: {error.strerror}"
    return UserError(Fault(problem, "Choose another with --host and --port", value=f"{host}:{port}"))
