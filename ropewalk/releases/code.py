"""Which code shows a release: its reports come out the same from the same code, and only then must they."""

from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Final

import ropewalk

ROOMS: Final = ("releases", "publish/reports", "figures", "design", "vocabulary")
WRITERS: Final = ("typst", "python-docx", "resvg-py", "polars")


@lru_cache(maxsize=1)
def code() -> str:
    """Names the code and the libraries that make reports; the same in every process that runs them."""
    package, digest = Path(ropewalk.__file__).parent, sha256()
    for room in ROOMS:
        for file in sorted((package / room).rglob("*")):
            if file.suffix in (".py", ".html", ".css", ".typ", ".ttf"):
                digest.update(file.read_bytes())
    digest.update(" ".join(f"{name} {version(name)}" for name in WRITERS).encode())
    return digest.hexdigest()[:12]
