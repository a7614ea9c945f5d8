"""The secret key of a workspace."""

import os
import secrets
from pathlib import Path

FILE = "secret.key"


def secret_keys(workspace: Path) -> list[str]:
    """The keys kept in the workspace, a line each, the one in use first: those after it still open what they
    signed and sealed. The first is made on first use; only the file's owner may read it (mode 600).

    A folder that is not a workspace (it has no ropewalk.toml) is left alone and gets a passing key.
    """
    if not (workspace / "ropewalk.toml").is_file():
        return [secrets.token_urlsafe(50)]
    path = workspace / FILE
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").split() or [_rewrite(path)]
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        key = secrets.token_urlsafe(50)
        file.write(key + "\n")
    return [key]


def _rewrite(path: Path) -> str:
    """A start that was stopped half-way left an empty file: use it now."""
    key = secrets.token_urlsafe(50)
    path.write_text(key + "\n", encoding="ascii")
    path.chmod(0o600)
    return key
