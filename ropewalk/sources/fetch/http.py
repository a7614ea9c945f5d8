"""One request: redirects followed with care, limits kept, the answer streamed to a file."""

import email.utils
import importlib.metadata
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpcore

from ropewalk.sources.fetch.asking import Ask
from ropewalk.sources.fetch.declared import Limits
from ropewalk.sources.fetch.faults import TryAgainError, refused
from ropewalk.sources.fetch.guard import Clock, Door
from ropewalk.sources.fetch.unpacking import Limit, unpacked

AGENT = f"ropewalk/{importlib.metadata.version('ropewalk')} (public statistics for a council's account)"
MOVED = frozenset({301, 302, 303, 307, 308})
PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})


@dataclass(frozen=True)
class Reply:
    """What an address answered. ``fresh`` is False for "not modified": then there are no bytes.

    ``address`` is the last one that a redirect led to, without a key; ``kind`` the declared media type.
    """

    fresh: bool
    address: str
    kind: str = ""
    etag: str = ""
    last_modified: str = ""
    size: int = 0


class Client:
    """Asks addresses, one after the other, within the limits and the time of one file."""

    def __init__(self, named: tuple[str, ...], limits: Limits, clock: Clock) -> None:
        self.limits, self.clock = limits, clock
        self.pool = httpcore.ConnectionPool(
            ssl_context=_trusted(),
            max_connections=1,
            network_backend=Door(hosts(named), clock),
        )

    def close(self) -> None:
        """Close every connection."""
        self.pool.close()

    def get(self, ask: Ask, to: Path, known: dict[str, str]) -> Reply:
        """Ask, and write the answer's bytes to ``to``. ``known``: headers that make the request conditional.

        Raises TryAgainError for what may pass by itself, FetchError for what does not.
        """
        address = ask.whole
        for _ in range(self.limits.redirects + 1):
            try:
                found = self._once(address, ask, to, known)
            except httpcore.TimeoutException as error:
                raise TryAgainError("the service is too slow to answer") from error
            except httpcore.UnsupportedProtocol as error:
                raise refused(f"the address cannot be asked: {error}", "Mend it", ask.address) from error
            except (httpcore.NetworkError, httpcore.ProtocolError) as error:
                raise _broken(error, ask) from error
            if isinstance(found, Reply):
                return found
            address = _next(address, found, ask)
        problem = f"the address leads on more than {self.limits.redirects} times"
        raise refused(problem, "Open it in a browser and put the last address in fetch.toml", ask.address)

    def _once(self, address: str, ask: Ask, to: Path, known: dict[str, str]) -> Reply | str:
        """The reply, or the address that it leads to."""
        limits = self.limits
        times = {"connect": limits.connect, "read": limits.read, "write": limits.read, "pool": limits.connect}
        headers = {"User-Agent": AGENT, "Accept": "*/*", "Accept-Encoding": "gzip", **known}
        pairs = list(headers.items())
        with self.pool.stream("GET", address, headers=pairs, extensions={"timeout": times}) as answer:
            said = {k.decode("ascii").lower(): v.decode("latin-1").strip() for k, v in answer.headers}
            if answer.status in MOVED and "location" in said:
                return said["location"]
            _check_status(answer.status, said, ask)
            shown = _without_key(address, ask)
            if answer.status == 304:
                return Reply(fresh=False, address=shown)
            size = self._write(answer, said, to, ask)
            marks = (said.get("content-type", ""), said.get("etag", ""), said.get("last-modified", ""))
            return Reply(True, shown, *marks, size)

    def _write(self, answer: httpcore.Response, said: dict[str, str], to: Path, ask: Ask) -> int:
        travelled = Limit(self.limits.bytes, "", ask.address)
        if (declared := said.get("content-length", "")).isdigit():
            travelled.add(int(declared))
            travelled.count = 0
        chunks = _counted(answer, travelled, self.clock)
        coding = said.get("content-encoding", "identity").lower()
        if coding in ("gzip", "x-gzip"):
            chunks = unpacked(chunks, Limit(self.limits.unpacked, "unpacked", ask.address))
        elif coding != "identity":
            problem = "the answer is compressed in a way that was not asked for"
            raise refused(problem, "Ask the publisher", ask.address, coding)
        size = 0
        with to.open("wb") as file:
            for chunk in chunks:
                size += file.write(chunk)
        return size


@cache
def _trusted() -> ssl.SSLContext:
    """The authorities whose certificates count; read once."""
    return httpcore.default_ssl_context()


def hosts(addresses: tuple[str, ...]) -> list[str]:
    """The host names of addresses, in lower case."""
    return [(urlsplit(address).hostname or "").lower() for address in addresses]


def _counted(answer: httpcore.Response, limit: Limit, clock: Clock) -> Iterator[bytes]:
    for chunk in answer.iter_stream():
        clock.left()
        limit.add(len(chunk))
        yield chunk


def _check_status(status: int, said: dict[str, str], ask: Ask) -> None:
    if status in (200, 304):
        return
    if status in PASSING:
        raise TryAgainError(
            f"the service answers with status {status}", _asked_wait(said.get("retry-after", ""))
        )
    remedy = "Open it in a browser: the file may have moved, or may not be for everybody"
    if status == 404:
        remedy = "The file has moved or is gone: look for it at the publisher's and mend fetch.toml"
    raise refused(f"the service answers with status {status}", remedy, ask.address)


def _asked_wait(text: str) -> float | None:
    """Seconds that ``Retry-After`` asks for: it is a number of them, or a moment."""
    if text.isdigit():
        return float(text)
    try:
        moment = email.utils.parsedate_to_datetime(text)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max((moment - datetime.now(UTC)).total_seconds(), 0.0)


def _next(address: str, location: str, ask: Ask) -> str:
    """Where a redirect leads; never off encryption, never to another protocol."""
    found = urljoin(address, location)
    shown = found.replace(ask.key, "") if ask.key else found
    parts = urlsplit(found)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
        remedy = "Ask the publisher, or look for another address"
        raise refused("the address leads on to what cannot be fetched", remedy, ask.address, shown)
    if address.startswith("https:") and parts.scheme != "https":
        remedy = "Ask the publisher, or look for an address that stays encrypted"
        raise refused("the address leads from an encrypted to an open connection", remedy, ask.address, shown)
    return found


def _without_key(address: str, ask: Ask) -> str:
    return address.replace(ask.key, "") if ask.key else address


def _broken(error: Exception, ask: Ask) -> Exception:
    """A connection that broke may hold the next time; a certificate that is wrong stays wrong."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            remedy = "Do not go on: ask the publisher, or see that this machine's clock is right"
            return refused(f"the service's certificate is wrong: {cause.verify_message}", remedy, ask.address)
        cause = cause.__cause__ or cause.__context__
    return TryAgainError(f"the connection broke ({error})" if str(error) else "the connection broke")
