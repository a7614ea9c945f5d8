"""Where people and plan are kept: SQLite in the workspace, or the PostgreSQL that DATABASE_URL names.

DATABASE_URL   postgresql://user:password@host:5432/name?sslmode=verify-full
               postgresql:///name?host=/run/postgresql   (a socket of this machine)

What is left out is taken from where every program of PostgreSQL takes it: PGHOST, PGUSER, PGPASSFILE.
"""

from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

POSTGRES: Final = ("postgresql", "postgres")
MAY_BE_SAID: Final = frozenset(
    {"host", "sslmode", "sslrootcert", "sslcert", "sslkey", "connect_timeout", "target_session_attrs"}
)
"""What may stand behind the question mark; libpq's own names."""
EXAMPLE: Final = "postgresql://user:password@host:5432/name"
PATIENCE: Final = 10
"""Seconds after which a server that cannot be reached counts as lost, unless the address says another."""


def database(url: str, workspace: Path) -> dict[str, Any]:
    """Django's settings for the workspace's database. Raises ImproperlyConfigured for an address that cannot
    be used; the address is never repeated, as it may hold a password."""
    return _postgres(url) if url else _sqlite(workspace)


def _sqlite(workspace: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        # Outside a workspace (in a test, say) nothing is written to the folder.
        "NAME": workspace / "ropewalk.sqlite3" if (workspace / "ropewalk.toml").is_file() else ":memory:",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # Readers never wait for a writer; a writer waits its turn instead of failing. What was
            # acknowledged is on the disk (FULL): without that a power cut takes the last writes along.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
        },
    }


def _postgres(url: str) -> dict[str, Any]:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _unusable("its host or port cannot be read") from None
    if parts.scheme not in POSTGRES:
        raise _unusable("only PostgreSQL is named by an address; without one, SQLite is used")
    name = unquote(parts.path.lstrip("/"))
    if not name or "/" in name:
        raise _unusable("it names no database")
    said = dict(parse_qsl(parts.query, keep_blank_values=True))
    if unknown := sorted(set(said) - MAY_BE_SAID):
        raise _unusable(f"{unknown[0]} is not known; these are: {', '.join(sorted(MAY_BE_SAID))}")
    host = said.pop("host", "") or unquote(parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(port or ""),
        "CONN_MAX_AGE": None,
        # A server that was started again meanwhile is connected to anew, and no reader is told of it.
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": str(PATIENCE), "application_name": "ropewalk", **said},
    }


def _unusable(why: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"DATABASE_URL cannot be used: {why}. Write it as {EXAMPLE}")
