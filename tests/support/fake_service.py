"""A publisher's service on this machine that answers as it is told: rightly, slowly, wrongly, in part."""

import gzip
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Service:
    """``answers``: path to what it answers, one after the other; the last one stays. ``asked``: what came."""

    base: str
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def on(self, path: str, *answers: Answer) -> str:
        """Say what a path answers, and return its whole address."""
        self.answers[path] = list(answers)
        return self.base + path

    def paths(self) -> list[str]:
        """Every path that was asked, with its query, in order."""
        return [path for path, _ in self.asked]

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """Give the next answer of the path."""
        self.asked.append((handler.path, {k.lower(): v for k, v in handler.headers.items()}))
        waiting = self.answers.get(urlsplit(handler.path).path, [status(404)])
        (waiting.pop(0) if len(waiting) > 1 else waiting[0])(handler)


@contextmanager
def service() -> Iterator[Service]:
    """A service that listens on the loopback address until the test is over."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            with suppress(ConnectionError):
                told.answer(self)

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, request: object, client_address: object) -> None:
            """A fetch that has had enough closes the connection; that is no fault of the server's."""

    server = Quiet(("127.0.0.1", 0), Handler)
    told = Service(f"http://127.0.0.1:{server.server_address[1]}")
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def sends(content: bytes, code: int = 200, /, **headers: str) -> Answer:
    """A whole answer; header names are written with ``_`` for ``-``."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        _head(handler, code, {"Content-Length": str(len(content)), **headers})
        handler.wfile.write(content)

    return answer


def status(code: int, /, **headers: str) -> Answer:
    """An answer that is only a status."""
    return sends(b"", code, **headers)


def unless(mark: str, value: str, content: bytes, /, **headers: str) -> Answer:
    """ "Not modified" to whoever already has ``value``, else the content."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        known = handler.headers.get("If-None-Match" if mark == "ETag" else "If-Modified-Since")
        chosen = (
            status(304) if known == value else sends(content, **{mark.replace("-", "_"): value}, **headers)
        )
        chosen(handler)

    return answer


def packed(content: bytes) -> Answer:
    """The content, compressed on the way."""
    return sends(gzip.compress(content), Content_Encoding="gzip")


def cut(content: bytes, at: int) -> Answer:
    """Promises the whole content and closes after ``at`` bytes."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        _head(handler, 200, {"Content-Length": str(len(content)), "Connection": "close"})
        handler.wfile.write(content[:at])
        handler.close_connection = True

    return answer


def drips(content: bytes, seconds: float) -> Answer:
    """One byte at a time, with a pause before each."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        _head(handler, 200, {"Content-Length": str(len(content))})
        for byte in content:
            time.sleep(seconds)
            handler.wfile.write(bytes([byte]))
            handler.wfile.flush()

    return answer


def drips_headers(seconds: float) -> Answer:
    """Headers without end, a few letters at a time."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for n in range(10_000):
            time.sleep(seconds)
            handler.wfile.write(f"X-{n}: a\r\n".encode())
            handler.wfile.flush()

    return answer


def endless() -> Answer:
    """Bytes without end, and without saying how many."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        _head(handler, 200, {"Connection": "close"})
        for _ in range(100_000):
            handler.wfile.write(b"code,value\n" * 1000)
        handler.close_connection = True

    return answer


def leads_to(address: str, code: int = 302) -> Answer:
    """A redirect."""
    return status(code, Location=address)


def _head(handler: BaseHTTPRequestHandler, code: int, headers: dict[str, str]) -> None:
    handler.send_response(code)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
