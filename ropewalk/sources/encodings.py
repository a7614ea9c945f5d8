"""Any encoding and any line end into UTF-8 with plain line ends; nothing is guessed in silence."""

from ropewalk.sources.sniff import wide_encoding
from ropewalk.vocabulary.errors import Fault, SourceError

BOM = b"\xef\xbb\xbf"
# Tried, in this order, only to say in an error what the bytes would be.
LIKELY = ("cp1252", "latin-1")


def as_utf8(data: bytes, encoding: str, file: str) -> bytes:
    """The text as UTF-8 without a byte-order mark. A mark of UTF-16 or UTF-32 is believed.

    Raises SourceError, naming the byte and the row, for bytes that are not of the encoding, and for
    nought bytes, which no table of text has.
    """
    plain = encoding.lower().replace("_", "-") in ("utf-8", "utf8")
    text = data if data.isascii() and plain else _decoded(data, encoding, file, plain=plain)
    if b"\0" in text:
        row = text.count(b"\n", 0, text.index(b"\0")) + 1
        remedy = 'It may be UTF-16 (encoding = "utf-16-le" in map.toml), or damaged: fetch it again'
        raise SourceError(Fault("the file has nought bytes, as no text has", remedy, file, row))
    return _plain_line_ends(text)


def _decoded(data: bytes, encoding: str, file: str, *, plain: bool) -> bytes:
    if wide := wide_encoding(data):
        encoding, plain = wide, False
    try:
        text = data.decode("utf-8" if plain else encoding)
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        problem = f"the file is not {encoding}: byte {error.start + 1} cannot be read"
        value = repr(data[error.start : error.start + 4])[2:-1]
        raise SourceError(Fault(problem, _advice(data, error.start), file, row, value)) from error
    except LookupError as error:
        remedy = "Use a name that Python knows, such as utf-8 or cp1252"
        raise SourceError(Fault("there is no such encoding", remedy, file, None, encoding)) from error
    if plain:
        return data.removeprefix(BOM)
    if not wide and not data.isascii() and _is_utf8(data):
        remedy = 'Put encoding = "utf-8" in map.toml, or letters with accents are garbled'
        raise SourceError(Fault(f"the file is UTF-8, not {encoding}", remedy, file=file))
    return text.removeprefix("\ufeff").encode()


def _advice(data: bytes, at: int) -> str:
    """What the words around the byte would be in a likely encoding, for a person to judge."""
    start = max(data.rfind(sep, 0, at) for sep in (b",", b"\n", b";", b"\t", b'"')) + 1
    words = data[start:at] + data[at:].replace(b"\n", b",").split(b",", 1)[0]
    for name in LIKELY:
        try:
            seen = words[:40].decode(name).strip(' \r"')
        except UnicodeDecodeError:
            continue
        return f'If it should read {seen!r}, put encoding = "{name}" in map.toml; else fetch the file again'
    return "Put the file's encoding in map.toml (cp1252 is common), or fetch the file again"


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _plain_line_ends(text: bytes) -> bytes:
    """Line ends that a program doubled (CR CR LF), and those of old Macintoshes (CR alone)."""
    if b"\r\r\n" in text:
        text = text.replace(b"\r\r\n", b"\r\n")
    if b"\n" not in text and b"\r" in text:
        text = text.replace(b"\r", b"\n")
    return text
