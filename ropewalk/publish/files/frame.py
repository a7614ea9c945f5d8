"""What all files of a copy follow from: where it moves, every one is made again."""

from hashlib import sha256
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from re import match
from typing import Final

from django.conf import settings

import ropewalk
from ropewalk.plan import public
from ropewalk.publish.account import Account
from ropewalk.publish.digests import digest

PASSED_OVER: Final = ("__pycache__",)


def frame_of(account: Account) -> str:
    """Names the code and what it is built on, the definitions, the calibration, the statement, and the
    settings that pages show. Figures are not in it: see ``publish.noting``."""
    targets = [(public.target_changes(code), public.past_targets(code)) for code in account.indicators]
    told = (
        code_of(Path(ropewalk.__file__).parent),
        account.definitions.version,
        digest(targets),
        digest(account.calibration),
        digest(account.statement),
        digest(account.rules),
        *(settings.ADDRESS, settings.BASE, str(settings.ASKS), ",".join(settings.PLACES)),
    )
    return sha256("\n".join(told).encode()).hexdigest()[:24]


def code_of(package: Path) -> str:
    """Names every file of the program, the documents that pages show, and the libraries that it stands on.
    ``package``: the folder of the program."""
    hasher = sha256()
    documents = [*(package / "docs").glob("*.md"), *(package.parent / "docs").glob("*.md")]
    for file in sorted([*package.rglob("*"), *documents]):
        if file.is_file() and not set(file.parts) & set(PASSED_OVER):
            hasher.update(f"{file.relative_to(package.parent)} {file.stat().st_size} ".encode())
            hasher.update(file.read_bytes())
    hasher.update("\n".join(_libraries()).encode())
    return hasher.hexdigest()


def _libraries() -> list[str]:
    found = []
    for needed in requires("ropewalk") or ():
        name = match(r"[A-Za-z0-9._-]+", needed)
        try:
            found.append(f"{name[0]} {version(name[0])}" if name else needed)
        except PackageNotFoundError:  # of an extra that is not installed
            continue
    return sorted(found)
