"""Ropewalk's command line as a person runs it, in a process of its own, without the wait for its start.

One process imports everything, does nothing, and is forked for each command: what takes a second or more
from the start takes a twentieth of one. ``run`` is asked and answers as ``subprocess.run``. Tests of how a
command starts, of signals and of servers start it themselves.
"""

import multiprocessing
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

OUR = [sys.executable, "-m", "ropewalk.cli"]
# Only what does nothing when it is imported: a process that has worked, and has threads, must not be forked.
READY = (
    "ropewalk.cli.app",
    "ropewalk.findings.assess",
    "ropewalk.workspace.refresh",
    "ropewalk.workspace.load",
    "ropewalk.workspace.history",
    "ropewalk.cli.mapping",
    "simple_history.models",
)
LONGEST = 300
"""Seconds after which a command is taken to hang."""
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload([*READY])


def run(
    command: Sequence[str],
    *,
    capture_output: bool = False,
    text: bool = False,
    check: bool = False,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> subprocess.CompletedProcess[Any]:
    """Run a command of ours to its end. Raises CalledProcessError when ``check`` is set and it fails."""
    assert [*command[:3]] == OUR, "another program: use subprocess"
    with tempfile.TemporaryDirectory() as home:
        out, err = (str(Path(home, name)) for name in ("out", "err")) if capture_output else ("", "")
        told = (
            [*map(str, command[3:])],
            dict(env if env is not None else os.environ),
            str(cwd or Path.cwd()),
        )
        process = FORKS.Process(target=_be_command, args=(*told, out, err))
        process.start()
        process.join(LONGEST)
        if process.exitcode is None:
            process.kill()
            raise subprocess.TimeoutExpired(command, LONGEST)
        said = [Path(file).read_bytes() if capture_output else None for file in (out, err)]
    read = [one.decode() if text and one is not None else one for one in said]
    done = subprocess.CompletedProcess([*command], process.exitcode, *read)
    if check:
        done.check_returncode()
    return done


def _be_command(arguments: list[str], environment: dict[str, str], cwd: str, out: str, err: str) -> None:
    """In the fork: take the place of the command. It ends as the command ends."""
    for file, number in ((out, 1), (err, 2)):
        if file:
            os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT), number)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(cwd)
    sys.argv = ["ropewalk", *arguments]
    from ropewalk.cli.app import main

    main()
