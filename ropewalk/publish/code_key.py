"""Which code makes the answers: part of every ETag, so that new software never passes for old."""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import ropewalk


@lru_cache(maxsize=1)
def code_key() -> str:
    """Names the code and templates that make pages; the same in every process that runs them."""
    package = Path(ropewalk.__file__).parent
    digest = sha256()
    for room in ("publish", "figures", "design", "vocabulary", "sheets"):
        for file in sorted((package / room).rglob("*")):
            if file.suffix in (".py", ".html", ".css", ".toml", ".mo"):
                digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
