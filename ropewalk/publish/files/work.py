"""One process of a copy: asks the site for addresses, as a reader would, and lays the answers down."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from ropewalk.publish.files.lay import file_of, put
from ropewalk.vocabulary.errors import Fault, RopewalkError

NOT_FOUND: Final = "404.html"


class CopyError(RopewalkError):
    """An address that the account declares does not answer well."""

    left = "Each file of the copy is an old or a new one, whole. The next run goes on from there."


@dataclass(frozen=True)
class Laid:
    """A file: its name, its size, and whether it had to be written."""

    name: str
    size: int
    written: bool


def lay_down(folder: Path, addresses: Sequence[str]) -> tuple[Laid, ...]:
    """Ask for each address and write its answer where it differs. Raises CopyError for one that answers with
    anything but a page or a file, or, for ``.../404.html``, with anything but what is said of a page that
    is not there."""
    site = the_site()
    return tuple(_laid(folder, address, site) for address in addresses)


@lru_cache(maxsize=1)
def the_site() -> Any:
    """The site as a WSGI application, made once a process."""
    from django.core.wsgi import get_wsgi_application  # late: the settings name the workspace by then

    return get_wsgi_application()


def _laid(folder: Path, address: str, site: Any) -> Laid:
    content = answer(site, address)
    name = file_of(address)
    return Laid(name, len(content), put(folder, name, content))


def answer(site: Any, address: str) -> bytes:
    """The bytes of an answer, not compressed. Raises CopyError as ``lay_down`` does."""
    told: list[str] = []
    parts = site(_request(address), lambda status, *_: told.append(status))
    try:
        content = b"".join(parts)
    finally:
        getattr(parts, "close", lambda: None)()
    wanted = "404" if address.endswith(f"/{NOT_FOUND}") else "200"
    if not told[0].startswith(wanted):
        remedy = "Look at the log above; if all is well there, this is a fault of Ropewalk"
        raise CopyError(Fault(f"the page answers {told[0]}", remedy, value=address))
    return content


def _request(address: str) -> dict[str, Any]:
    from django.conf import settings

    home = urlsplit(settings.ADDRESS or "http://localhost")
    path, _, query = address.partition("?")
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        # WSGI has the bytes of a path as Latin-1 text.
        "PATH_INFO": unquote(path).encode().decode("latin-1"),
        "QUERY_STRING": query,
        "SERVER_NAME": home.hostname or "localhost",
        "SERVER_PORT": str(home.port or 80),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": home.netloc,
        "HTTP_X_FORWARDED_PROTO": home.scheme,
        "wsgi.url_scheme": home.scheme,
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
    }


def start(environment: dict[str, str]) -> None:
    """What a process of its own does first: take the workspace's settings."""
    import os

    import django

    os.environ.update(environment)
    django.setup()
