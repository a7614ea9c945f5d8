"""One process of a copy: asks the site for addresses, as a reader would, and lays the answers down."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from multiprocessing import parent_process
from multiprocessing.connection import wait
from pathlib import Path
from threading import Thread
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from ropewalk.design.root import bare
from ropewalk.publish import noting
from ropewalk.publish.files.lay import file_of, put
from ropewalk.publish.files.notes import Note, is_as_noted, note_of
from ropewalk.vocabulary.errors import Fault, RopewalkError

NOT_FOUND: Final = "404.html"


class CopyError(RopewalkError):
    """An address that the account declares does not answer well."""

    left = "Each file of the copy is an old or a new one, whole. The next run goes on from there."


@dataclass(frozen=True, slots=True)
class Laid:
    """A file with its note; ``made``: its page was made anew, ``written``: and had other bytes."""

    note: Note
    made: bool
    written: bool


def lay_down(folder: Path, asked: Sequence[tuple[str, Note | None]], *, ended: bool) -> tuple[Laid, ...]:
    """Ask for each address and write its answer where it differs. An address with a note of its file is
    passed over where the file is as noted and what it follows from is the same. ``ended``: the run before
    came to its end, so every file of it is on the disk; else files are read to see whether they are whole.

    Raises CopyError for one that answers with anything but a page or a file, or, for ``.../404.html``, with
    anything but what is said of a page that is not there.
    """
    site, seen = the_site(), _Seen()
    seen.ended = ended
    return tuple(_laid(folder, address, known, site, seen) for address, known in asked)


@lru_cache(maxsize=1)
def the_site() -> Any:
    """The site as a WSGI application, made once a process."""
    from django.core.wsgi import get_wsgi_application  # late: the settings name the workspace by then

    return get_wsgi_application()


class _Seen:
    """What looks see now: each is taken once for a state of the account. ``ended``: see ``lay_down``."""

    ended = False

    def __init__(self) -> None:
        from ropewalk.publish.account import open_account  # late, as above

        self._account = open_account()
        self._known: noting.Looks = _looks_of(self._account)

    def same(self, looks: noting.Looks) -> bool:
        """Whether every look sees what it saw."""
        return all(self._now(look) == told for look, told in looks.items())

    def _now(self, look: noting.Look) -> str:
        if look not in self._known:
            self._known[look] = noting.see_again(self._account, look)
        return self._known[look]


@lru_cache(maxsize=1)
def _looks_of(_account: Any) -> noting.Looks:
    """Kept for as long as the account stays what it is."""
    return {}


def _laid(folder: Path, address: str, known: Note | None, site: Any, seen: _Seen) -> Laid:
    if known is not None and is_as_noted(folder, known, ended=seen.ended) and seen.same(known.looks):
        return Laid(known, made=False, written=False)
    with noting.noted() as looks:
        content = answer(site, address)
    name = file_of(address)
    written = put(folder, name, content, forced=False)
    return Laid(note_of(folder, name, content, looks), made=True, written=written)


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
        "PATH_INFO": unquote(bare(path)).encode().decode("latin-1"),
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
    """What a process of its own does first: take the workspace's settings, note what answers follow from, and
    end when the process that it works for has ended, however that was."""
    import django

    os.environ.update(environment)
    noting.turn_on()
    django.setup()
    parent = parent_process()
    if parent is not None:
        Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()


def _end_after(sentinel: Any) -> None:
    """End this process when another has: what was being written is left beside its place."""
    wait([sentinel])
    os._exit(1)
