"""An answer ready to be sent again: its headers, and its body in the encodings that readers ask for."""

import gzip
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

import brotli

Header = tuple[str, str]
IDENTITY: Final = ""
WORTH_IT: Final = 200
"""Bytes below which a compressed body is no shorter by much."""
SHORTENED: Final = (
    "text/",
    *("application/json", "application/ld+json", "application/csvm+json"),
    *("application/xml", "application/atom+xml", "image/svg+xml"),
)
OWN: Final = ("content-length", "content-encoding", "etag", "vary")
"""Headers that follow from the encoding, and so are written for each sending."""
BROTLI_QUALITY: Final = 5
GZIP_LEVEL: Final = 6


@dataclass
class Kept:
    """``status`` and ``headers`` as the answer came (without OWN); ``etag`` bare of quotes, empty for none;
    ``bodies`` by encoding, one of them at least."""

    status: str
    headers: tuple[Header, ...]
    etag: str
    shortened: bool
    bodies: dict[str, bytes] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Bytes held, with what an entry weighs beside its bodies."""
        return 1_000 + sum(map(len, self.bodies.values())) + sum(len(a) + len(b) for a, b in self.headers)

    def body(self, encoding: str) -> bytes:
        """The body in an encoding: made from another once, and kept; plain ones are made each time, because
        they are long and hardly anybody asks for them."""
        known = self.bodies.get(encoding)
        if known is not None:
            return known
        plain = _plain(self.bodies)
        if encoding == IDENTITY:
            return plain
        return self.bodies.setdefault(encoding, compressed(plain, encoding))

    def tag(self, encoding: str) -> str:
        """The ETag in one encoding: bytes that differ must not bear the same strong one."""
        return f'"{self.etag}-{encoding}"' if encoding else f'"{self.etag}"'

    def own_headers(self, encoding: str, length: int | None) -> Iterator[Header]:
        """The headers that follow from the encoding."""
        if length is not None:
            yield "Content-Length", str(length)
            if encoding:
                yield "Content-Encoding", encoding
        if self.etag:
            yield "ETag", self.tag(encoding)
        if self.shortened:
            yield "Vary", "Accept-Encoding"


def kept_of(status: str, headers: Iterable[Header], body: bytes, encoding: str) -> Kept:
    """An answer as it came, with its body in the encoding that is asked for first."""
    known = {name.lower(): value for name, value in headers}
    shortened = is_shortened(known.get("content-type", "")) and len(body) >= WORTH_IT
    if "content-encoding" in known:
        shortened = False
    first = (encoding or "gzip") if shortened else IDENTITY
    etag = bare(known.get("etag", ""))
    own = OWN if shortened else tuple(name for name in OWN if name != "content-encoding")
    rest = tuple((name, value) for name, value in headers if name.lower() not in own)
    return Kept(status, rest, etag, shortened, {first: compressed(body, first)})


def bare(etag: str) -> str:
    """An ETag without its quotes, and without the mark of a weak one."""
    return etag.strip().removeprefix("W/").strip('"')


def is_held(etag: str, if_none_match: str) -> bool:
    """Whether a reader who names these tags has the answer of a bare tag already, in whatever encoding."""
    if not etag or not if_none_match:
        return False
    tags = {bare(tag) for tag in if_none_match.split(",")}
    return "*" in tags or any(tag.removesuffix("-gzip").removesuffix("-br") == etag for tag in tags)


def is_shortened(content_type: str) -> bool:
    """Whether text of this kind gets shorter by compressing; pictures and fonts are compressed already."""
    return content_type.startswith(SHORTENED)


def asked_encoding(accept: str) -> str:
    """The encoding to send, of those that a reader's browser takes: br before gzip before none."""
    offers = {}
    for offer in accept.lower().split(","):
        name, _, weight = offer.partition(";")
        offers[name.strip()] = weight.strip().replace(" ", "")
    taken = {name for name, weight in offers.items() if not _refused(weight)}
    return next((name for name in ("br", "gzip") if name in taken), IDENTITY)


def compressed(body: bytes, encoding: str) -> bytes:
    """A body in an encoding. The same bytes each time: no moment stands in it."""
    if encoding == "br":
        return bytes(brotli.compress(body, mode=brotli.MODE_TEXT, quality=BROTLI_QUALITY))
    return gzip.compress(body, GZIP_LEVEL, mtime=0) if encoding == "gzip" else body


def streamed(parts: Iterable[bytes]) -> Iterator[bytes]:
    """A long body compressed by gzip as it passes, without being held."""
    press = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    for part in parts:
        if made := press.compress(part):
            yield made
    yield press.flush()


def _plain(bodies: dict[str, bytes]) -> bytes:
    if IDENTITY in bodies:
        return bodies[IDENTITY]
    if "gzip" in bodies:
        return gzip.decompress(bodies["gzip"])
    return bytes(brotli.decompress(bodies["br"]))


def _refused(weight: str) -> bool:
    """``q=0`` in any of its spellings."""
    return weight.startswith("q=") and not weight.removeprefix("q=").strip("0.")
