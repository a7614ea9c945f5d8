"""Static files at addresses that carry a hash of their bytes."""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage


class HashedStatic(StaticFilesStorage):
    """``/static/a.css?v=1a2b3c4d``: kept for a year by browsers, fetched again when the bytes change.

    The files are served from the installed package as they lie; nothing has to be collected first.
    """

    def url(self, name: str | None) -> str:
        """The address of a static file. Raises FileNotFoundError for one that does not exist."""
        address, version = super().url(name), _hash(name or "")
        # The style sheet names the fonts without a hash; with one here they would be fetched twice.
        # A font that changes gets a new name.
        return address if address.endswith(".woff2") else f"{address}?v={version}"


@lru_cache(maxsize=1000)
def _hash(name: str) -> str:
    path = finders.find(name)
    if path is None:
        raise FileNotFoundError(f"There is no static file {name}")
    return sha256(Path(path).read_bytes()).hexdigest()[:8]
