"""A real PostgreSQL for tests and benches: in a temporary folder, on a socket of its own, gone afterwards.

    python tests/support/postgres_server.py COMMAND...

runs a command with DATABASE_URL naming it. PostgreSQL refuses to run as root, so root lends it a user.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NO_USER = "PostgreSQL does not run as root, and there is no user 'postgres' to run it as"
NOT_THERE = "There is no PostgreSQL here. On Debian: apt-get install postgresql"
# Nothing in it outlives the run, so nothing waits for the disk.
QUICK = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "listen_addresses=",
    "max_connections=50",
)


def programs() -> Path | None:
    """The folder of PostgreSQL's programs, the newest where there are several; None without any."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    named = shutil.which("initdb")
    return found[-1].parent if found else Path(named).resolve().parent if named else None


@contextmanager
def postgres(*more: str) -> Iterator[str]:
    """A PostgreSQL; gives its DATABASE_URL. ``more``: settings such as ``fsync=on``."""
    bin_ = programs()
    if bin_ is None:
        raise RuntimeError(NOT_THERE)
    folder = Path(tempfile.mkdtemp(prefix="ropewalk-postgres-"))
    owner = _owner()
    shutil.chown(folder, *owner) if owner else None
    data, options = folder / "data", [f"-c {one}" for one in (*QUICK, *more)]
    try:
        _run(
            bin_ / "initdb",
            "-D",
            data,
            "-U",
            "ropewalk",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-sync",
            owner=owner,
        )
        asked = " ".join([f"-k {folder}", *options])
        _run(bin_ / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", asked, "start", owner=owner)
        try:
            _run(bin_ / "createdb", "-h", folder, "-U", "ropewalk", "ropewalk", owner=owner)
            yield f"postgresql://ropewalk@/ropewalk?host={folder}"
        finally:
            _run(bin_ / "pg_ctl", "-D", data, "-m", "immediate", "stop", owner=owner)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _owner() -> tuple[int, int] | None:
    """Who runs it: ourselves, or as root the user that Debian's package makes."""
    if os.geteuid() != 0:
        return None
    try:
        found = pwd.getpwnam("postgres")
    except KeyError:
        raise RuntimeError(NO_USER) from None
    return found.pw_uid, found.pw_gid


def _run(*command: object, owner: tuple[int, int] | None) -> None:
    user, group = owner or (None, None)
    subprocess.run(
        [str(word) for word in command],
        check=True,
        cwd="/",
        stdout=subprocess.DEVNULL,
        user=user,
        group=group,
        extra_groups=[] if owner else None,
    )


def main() -> int:
    """Run the command that is named, with a PostgreSQL."""
    with postgres() as url:
        return subprocess.run(sys.argv[1:], env=os.environ | {"DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
