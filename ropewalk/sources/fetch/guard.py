"""The door to the network: time that runs out, and addresses that nobody may be sent to.

An address may answer with another (a redirect), and the second is the answerer's choice, not ours. It
may then not lead into the machine or the network that the fetch runs in: only a host that the source
itself names may have an address that is not public. The address that was checked is the one connected
to, so that a name that changes its meaning in between gains nothing.
"""

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable
from typing import Any

import httpcore

from ropewalk.sources.fetch.faults import TryAgainError, refused

NAT64 = ipaddress.ip_network("64:ff9b::/96")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class OutOfTimeError(Exception):
    """The time for the whole file is over."""


class Clock:
    """How much of the time for a file is left."""

    def __init__(self, seconds: float) -> None:
        self.end = time.monotonic() + seconds

    def left(self, most: float | None = None) -> float:
        """Seconds left, at most ``most``. Raises OutOfTimeError when there are none."""
        left = self.end - time.monotonic()
        if left <= 0:
            raise OutOfTimeError
        return left if most is None else min(left, most)


class Door(httpcore.NetworkBackend):
    """Connects only to public addresses, and to the hosts ``named`` by the source."""

    def __init__(self, named: Iterable[str], clock: Clock) -> None:
        self.named, self.clock = frozenset(named), clock
        self.inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Resolve, check and connect to the first address that answers."""
        failed: Exception = TryAgainError(f"the name {host} has no address")
        for address in self._addresses(host, port):
            try:
                left = self.clock.left(timeout)
                stream = self.inner.connect_tcp(address, port, left, local_address, socket_options)
                return Timed(stream, self.clock)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed

    def _addresses(self, host: str, port: int) -> list[str]:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError as error:
            raise TryAgainError(f"the name {host} cannot be found ({error})") from error
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        if host.lower() not in self.named:
            for address in addresses:
                check_public(address, host)
        return addresses


class Timed(httpcore.NetworkStream):
    """A connection on which no single read or write outlasts the time for the whole file."""

    def __init__(self, inner: httpcore.NetworkStream, clock: Clock) -> None:
        self.inner, self.clock = inner, clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """What came, at most ``max_bytes``."""
        return self.inner.read(max_bytes, self.clock.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send all of ``buffer``."""
        self.inner.write(buffer, self.clock.left(timeout))

    def close(self) -> None:
        """Close the connection."""
        self.inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The same connection, encrypted; the certificate is checked against the name, not the address."""
        left = self.clock.left(timeout)
        return Timed(self.inner.start_tls(ssl_context, server_hostname, left), self.clock)

    def get_extra_info(self, info: str) -> Any:
        """What the connection knows of itself."""
        return self.inner.get_extra_info(info)


def check_public(address: str, host: str) -> None:
    """Raise FetchError unless ``address`` (of ``host``) is one of the public internet."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if not all(_is_public(each) for each in (found, *_inside(found))):
        problem = f"the service sends the fetch to {host}, which is not a public address"
        raise refused(
            problem, "Ask the publisher; a host inside has to be named in fetch.toml", host, address
        )


def _is_public(address: Address) -> bool:
    return address.is_global and not address.is_multicast


def _inside(address: Address) -> list[Address]:
    """The IPv4 address that an IPv6 address stands for, if it does."""
    if not isinstance(address, ipaddress.IPv6Address):
        return []
    inside = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in NAT64:
        inside.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return [each for each in inside if each is not None]
