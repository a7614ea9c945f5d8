"""What stands in for an officer's browser: one kept connection, cookies, forms with their token, every answer
timed. It follows a redirect as a browser does, and says so when an answer never came."""

import http.client
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from secrets import token_hex
from urllib.parse import urlencode

PATIENCE = 180.0
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
SEEN = re.compile(r'name="seen"[^>]* value="(\d+)"')


class LostError(Exception):
    """No answer came: whether what was sent is written, nobody knows."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the status, where it leads, and the page."""

    status: int
    leads: str
    page: str

    @property
    def seen(self) -> str:
        """The version that a return's page holds; empty where it has no form."""
        found = SEEN.search(self.page)
        return found[1] if found else ""


@dataclass(slots=True)
class Told:
    """What was asked and how it went: each request's kind, status (0: no answer) and milliseconds."""

    requests: list[tuple[str, int, float]] = field(default_factory=list)
    acknowledged: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


class Browser:
    """One person's. ``told`` is shared by all and only ever added to."""

    def __init__(self, port: int, told: Told) -> None:
        self.port, self.told = port, told
        self.cookies: dict[str, str] = {}
        self.token = ""
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)

    def ask(self, kind: str, path: str, body: bytes | None = None, kind_of_body: str = "") -> Answer:
        """One request. Raises LostError when no answer came."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        headers |= {"Content-Type": kind_of_body} if body is not None else {}
        began = time.perf_counter()
        try:
            self.line.request("GET" if body is None else "POST", path, body, headers)
            got = self.line.getresponse()
            page = got.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException) as error:
            self.line.close()
            self.told.requests.append((kind, 0, 0.0))
            raise LostError(str(error)) from error
        self.told.requests.append((kind, got.status, (time.perf_counter() - began) * 1000))
        for one in got.headers.get_all("Set-Cookie") or ():
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(one).items()}
        token = TOKEN.search(page)
        self.token = token[1] if token else self.token
        return Answer(got.status, got.headers.get("Location", ""), page)

    def read(self, kind: str, path: str) -> Answer:
        """A page, asked for again until it comes: reading twice is as reading once."""
        until = time.monotonic() + PATIENCE
        while True:
            try:
                return self.ask(kind, path)
            except LostError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.3)

    def send(self, kind: str, path: str, form: Mapping[str, str]) -> Answer:
        """A form, with the token of the page that was read last."""
        body = urlencode({"csrfmiddlewaretoken": self.token, **form}).encode()
        return self.ask(kind, path, body, "application/x-www-form-urlencoded")

    def send_file(self, kind: str, path: str, name: str, data: bytes) -> Answer:
        """A form with a file."""
        edge = token_hex(12)
        start = (
            f'--{edge}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{self.token}\r\n'
        )
        start += f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        body = start.encode() + data + f"\r\n--{edge}--\r\n".encode()
        return self.ask(kind, path, body, f"multipart/form-data; boundary={edge}")
