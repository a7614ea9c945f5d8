"""The outermost piece of the site: answers kept in memory, compressed once, and ready to send.

An answer is kept under its host, its address, the parameters that it looked at, and nothing else; and only
as long as the state of the account stays what it was when the answer was made. Whatever is not a plain
GET or HEAD, or asks for part of a file, passes through untouched.
"""

from collections.abc import Callable, Iterable
from typing import Any, Final
from urllib.parse import parse_qsl

from ropewalk.publish.serving.asked import NOTED, named_by
from ropewalk.publish.serving.kept import (
    Header,
    Kept,
    asked_encoding,
    bare,
    is_held,
    is_shortened,
    kept_of,
    streamed,
)
from ropewalk.publish.serving.memory import Memory

Environ = dict[str, Any]
Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]
State = Callable[[], str | None]
Key = tuple[str, str, tuple[tuple[str, str], ...]]

MEGABYTE: Final = 1_000_000
BY_ADDRESS: Final = 48 * MEGABYTE
"""Bytes for answers whose address has no query: as many as there are pages, and no more."""
BY_QUERY: Final = 16 * MEGABYTE
"""Bytes for those that a query names, of which there is no end; they cannot push the others out."""
LONGEST: Final = 2 * MEGABYTE
"""A body longer than this is passed on as it comes, and never held."""
MOST_PAIRS: Final = 300
OF_A_BODY: Final = (
    "content-type",
    "content-length",
    "content-disposition",
    "content-encoding",
    "content-language",
)
HELD_BACK: Final = ("HTTP_ACCEPT_ENCODING", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")


APART: Final = "/office/"
"""Whatever lies below is somebody's own: it is neither kept nor looked up, whatever it says of itself."""
ACCEPTS: Final = "ropewalk.accepts"
"""Where an application finds the encodings that the reader takes: for what is too long to be held, and may
lie compressed."""


class Names(dict[str, frozenset[str]]):
    """The parameters that each address has been seen to look at; the oldest go when there are many."""

    def learn(self, where: str, names: Iterable[str]) -> frozenset[str]:
        """An address's parameters, with these."""
        known = self.get(where, frozenset()) | frozenset(names)
        self[where] = known
        while len(self) > 20_000:
            self.pop(next(iter(self)), None)
        return known


class Front:
    """A WSGI application before another. ``state`` names what all answers depend on; None: keep nothing."""

    def __init__(
        self,
        application: Application,
        state: State,
        *,
        by_address: int = BY_ADDRESS,
        by_query: int = BY_QUERY,
    ) -> None:
        self.application, self.state = application, state
        self.plain: Memory[Kept] = Memory(by_address)
        self.queried: Memory[Kept] = Memory(by_query)
        self.names = Names()
        self._of: str | None = None

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """Answer a request."""
        apart = environ.get("PATH_INFO", "").startswith(APART)
        if apart or environ["REQUEST_METHOD"] not in ("GET", "HEAD") or "HTTP_RANGE" in environ:
            return self.application(environ, start)
        state = self._move_on()
        scheme = environ.get("wsgi.url_scheme", ""), environ.get("HTTP_X_FORWARDED_PROTO") == "https"
        where = f"{scheme} {environ.get('HTTP_HOST', '').lower()}"
        path = f"{environ.get('SCRIPT_NAME', '')}{environ.get('PATH_INFO', '')}"
        pairs = _pairs(environ.get("QUERY_STRING", ""))
        if state is not None and pairs is not None:
            memory, key = self._shelf((where, path), pairs)
            found = memory.get(key)
            if found is not None:
                before = found.size
                sent = _send(found, environ, start)
                if found.size != before:  # another encoding is held now, and counts
                    memory.put(key, found)
                return sent
        return self._make(environ, start, state, (where, path, pairs))

    def _move_on(self) -> str | None:
        """The state now; where it is another than before, what was kept is forgotten."""
        state = self.state()
        if state != self._of:
            self.plain.clear()
            self.queried.clear()
            self.names.clear()
            self._of = state
        return state

    def _shelf(self, place: tuple[str, str], pairs: list[tuple[str, str]]) -> tuple[Memory[Kept], Key]:
        """Where an answer is kept, if it is: under the parameters that its address is known to look at."""
        named = named_by(pairs, self.names.get(place[1], ())) if pairs else ()
        return self.queried if named else self.plain, (*place, named)

    def _make(
        self,
        environ: Environ,
        start: Start,
        state: str | None,
        asked: tuple[str, str, list[tuple[str, str]] | None],
    ) -> Iterable[bytes]:
        noted: set[str] = set()
        inner = {name: value for name, value in environ.items() if name not in HELD_BACK}
        accepts = environ.get("HTTP_ACCEPT_ENCODING", "")
        inner |= {"REQUEST_METHOD": "GET", NOTED: noted, ACCEPTS: accepts}
        status, headers, parts = _called(self.application, inner)
        known = {name.lower(): value for name, value in headers}
        if not _is_short(known, parts):
            return _pass(status, headers, parts, environ, start)
        try:
            body = b"".join(parts)
        finally:
            _close(parts)
        kept = kept_of(status, headers, body, asked_encoding(environ.get("HTTP_ACCEPT_ENCODING", "")))
        where, path, pairs = asked
        if state is not None and pairs is not None and _may_be_kept(status, known) and self.state() == state:
            self.names.learn(path, noted)
            memory, key = self._shelf((where, path), pairs)
            memory.put(key, kept)
        return _send(kept, environ, start)


def _pairs(query: str) -> list[tuple[str, str]] | None:
    """A query's parameters; None where it has more than any page knows."""
    if not query:
        return []
    try:
        return parse_qsl(query, keep_blank_values=True, max_num_fields=MOST_PAIRS)
    except ValueError:
        return None


def _called(application: Application, environ: Environ) -> tuple[str, list[Header], Iterable[bytes]]:
    """What an application answers, before any of its body is read."""
    told: list[Any] = []

    def start(status: str, headers: list[Header], _: Any = None) -> None:
        told[:] = [status, headers]

    parts = application(environ, start)
    return told[0], told[1], parts


def _is_short(known: dict[str, str], parts: Iterable[bytes]) -> bool:
    """Whether a body may be held: its length is told and not great."""
    length = known.get("content-length", "")
    if not length.isdecimal():
        content = getattr(parts, "content", None)  # of Django's own answers that are not streams
        return isinstance(content, bytes) and len(content) <= LONGEST
    return int(length) <= LONGEST


def _may_be_kept(status: str, known: dict[str, str]) -> bool:
    """Only what is the same for everybody, and says so."""
    vary = known.get("vary", "accept-encoding").lower()
    public = "public" in known.get("cache-control", "")
    return status.startswith("200") and public and vary == "accept-encoding" and "set-cookie" not in known


def _send(kept: Kept, environ: Environ, start: Start) -> list[bytes]:
    encoding = asked_encoding(environ.get("HTTP_ACCEPT_ENCODING", "")) if kept.shortened else ""
    if kept.status.startswith("200") and is_held(kept.etag, environ.get("HTTP_IF_NONE_MATCH", "")):
        return _not_modified(kept.headers, kept.own_headers(encoding, None), start)
    body = kept.body(encoding)
    start(kept.status, [*kept.headers, *kept.own_headers(encoding, len(body))])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def _not_modified(about: Iterable[Header], own: Iterable[Header], start: Start) -> list[bytes]:
    kept = [pair for pair in about if pair[0].lower() not in OF_A_BODY]
    start("304 Not Modified", [*kept, *own])
    return []


def _pass(
    status: str, headers: list[Header], parts: Iterable[bytes], environ: Environ, start: Start
) -> Iterable[bytes]:
    """Send a long body on as it comes, compressed on the way where that makes it shorter."""
    known = {name.lower(): value for name, value in headers}
    etag = bare(known.get("etag", ""))
    if status.startswith("200") and is_held(etag, environ.get("HTTP_IF_NONE_MATCH", "")):
        _close(parts)
        return _not_modified(headers, (), start)
    shortened = is_shortened(known.get("content-type", "")) and "content-encoding" not in known
    headers = [(name, value) for name, value in headers if not shortened or name.lower() != "vary"]
    if shortened:
        headers.append(("Vary", "Accept-Encoding"))
    if shortened and "gzip" in environ.get("HTTP_ACCEPT_ENCODING", ""):
        headers = [pair for pair in headers if pair[0].lower() not in ("content-length", "etag")]
        headers += [("Content-Encoding", "gzip")]
        headers += [("ETag", f'"{etag}-gzip"')] if etag else []
        start(status, headers)
        return _closing(streamed(parts), parts, head=environ["REQUEST_METHOD"] == "HEAD")
    start(status, headers)
    return _closing(parts, parts, head=environ["REQUEST_METHOD"] == "HEAD")


def _closing(made: Iterable[bytes], parts: Iterable[bytes], *, head: bool) -> Iterable[bytes]:
    try:
        if not head:
            yield from made
    finally:
        _close(parts)


def _close(parts: Iterable[bytes]) -> None:
    close = getattr(parts, "close", None)
    if close is not None:
        close()
