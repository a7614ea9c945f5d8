"""Make the pages that are asked for most before anybody asks, off the request path.

A worker that has just started, or whose account has just moved on, would let its first readers wait for
what every page shares (series, verdicts, the index of words). A thread of its own asks for those pages.
"""

import gc
import logging
import os
import sys
import threading
import time
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any, Final

from django.conf import settings
from django.db import connections

from ropewalk.design.root import bare
from ropewalk.publish.serving.front import Front

LOG = logging.getLogger(__name__)
LOOK_EVERY: Final = 2.0  # seconds between looks whether the account has moved on
BREATH: Final = 0.02  # seconds left to readers between two pages
SWITCH: Final = "ROPEWALK_WARM"


def keep_warm(front: Front, addresses: Callable[[], Iterable[str]], host: str) -> threading.Thread | None:
    """Start the thread, and return it. ``ROPEWALK_WARM=0`` in the environment: no page is made ahead, and
    the thread only sees to what they share."""
    if os.environ.get(SWITCH) == "0":
        addresses = tuple  # none
    thread = threading.Thread(target=_stay, args=(front, addresses, host), name="warm", daemon=True)
    thread.start()
    return thread


def warm(front: Front, addresses: Iterable[str], host: str) -> int:
    """Ask for each address once; how many answered well. A page that fails is logged by the site itself."""
    well = 0
    for address in addresses:
        told: list[str] = []
        parts = front(_request(address, host), lambda status, *_: told.append(status))  # noqa: B023
        for _ in parts:
            pass
        well += told[0].startswith("200")
        time.sleep(BREATH)
    return well


def _stay(front: Front, addresses: Callable[[], Iterable[str]], host: str) -> None:
    warmed: str | None = None
    while True:
        try:
            state = front.state()
            if state != warmed and state is not None:
                warm(front, addresses(), host)
                warmed = state
                _settle()
        except Exception:  # a page that cannot be made is told to who asks for it; the thread goes on
            LOG.exception("Pages could not be made ahead of readers")
        finally:
            connections.close_all()
        time.sleep(LOOK_EVERY)


def _settle() -> None:
    """What an account holds stays: the collector need not walk through it again and again, which would make
    one page in a few hundred wait for a tenth of a second."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def _request(address: str, host: str) -> dict[str, Any]:
    path, _, query = address.partition("?")
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": bare(path),
        "QUERY_STRING": query,
        "SERVER_NAME": host.partition(":")[0],
        "SERVER_PORT": host.partition(":")[2] or "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": host,
        "HTTP_ACCEPT_ENCODING": "gzip, br",
        **({"HTTP_X_FORWARDED_PROTO": "https"} if settings.HTTPS else {}),
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
    }
