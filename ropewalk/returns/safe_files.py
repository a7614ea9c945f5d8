"""Which files may stand behind a return: by what they hold, not by what they are called. Pure.

Only kinds that show something and run nothing: no macros, no scripts, no archives. This is no virus scanner;
a file is never opened here, and leaves only as a download.
"""

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from ropewalk.vocabulary.errors import Fault, UserError

LARGEST: Final = 10_000_000
MOST_MEMBERS: Final = 5_000
MOST_UNPACKED: Final = 100_000_000
ODF: Final = "application/vnd.oasis.opendocument."
ACTIVE: Final = (
    "vbaproject.bin",
    "vbadata.xml",
    "activex",
    "/embeddings/",
    "scripts/",
    "basic/",
    ".exe",
    ".js",
)
"""Parts of office files that can do something when they are opened."""


@dataclass(frozen=True, slots=True)
class Safe:
    """A file that may be kept. ``name``: without folders and without signs that mislead."""

    name: str
    kind: str
    data: bytes


def checked(name: str, data: bytes) -> Safe:
    """The file, if it may be kept. Raises UserError that says why not, and what to do."""
    plain = plain_name(name)
    kind = PurePath(plain).suffix.lower().lstrip(".")
    if kind == "jpeg":
        kind = "jpg"
    if kind not in FITS:
        remedy = f"Save it as one of: {', '.join(FITS)}"
        raise UserError(Fault("files of this kind are not kept", remedy, value=plain))
    if not data:
        raise UserError(Fault("the file is empty", "Choose another", value=plain))
    if len(data) > LARGEST:
        remedy = f"Send {LARGEST // 1_000_000} MB at most"
        raise UserError(Fault("the file is too large", remedy, value=plain))
    if not FITS[kind](data):
        problem = f"what the file holds is no {kind}, or has parts that can run"
        raise UserError(Fault(problem, "Save it anew without macros, or as pdf", value=plain))
    return Safe(plain, kind, data)


def plain_name(name: str) -> str:
    """A file's own name, of letters that are shown as they are, not too long."""
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(letter if letter.isprintable() and letter not in '"<>|:*?' else "_" for letter in last)
    path = PurePath(shown.strip(" .") or "file")
    return f"{path.stem[:120]}{path.suffix[:10]}"


def _office(folder: str) -> Callable[[bytes], bool]:
    def fits(data: bytes) -> bool:
        names = _members(data)
        return "[content_types].xml" in names and any(one.startswith(folder) for one in names)

    return fits


def _open_document(kind: str) -> Callable[[bytes], bool]:
    def fits(data: bytes) -> bool:
        if "mimetype" not in _members(data):
            return False
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if archive.getinfo("mimetype").file_size > 200:
                return False
            return archive.read("mimetype").decode("ascii", "replace") == f"{ODF}{kind}"

    return fits


def _members(data: bytes) -> frozenset[str]:
    """The names of an archive's parts, small letters; none where it is no archive, is unreasonably large
    inside, or has a part that can do something."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return frozenset()
    names = frozenset(part.filename.lower() for part in parts)
    unpacked = sum(part.file_size for part in parts)
    active = any(word in f"/{name}" for name in names for word in ACTIVE)
    encrypted = any(part.flag_bits & 1 for part in parts)
    if active or encrypted or len(parts) > MOST_MEMBERS or unpacked > MOST_UNPACKED:
        return frozenset()
    return names


def _text(data: bytes) -> bool:
    """Text in one of the usual encodings: no signs that text does not have, and no page of a browser's."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if any(byte < 9 or 13 < byte < 32 for byte in set(data)):
        return False
    return (
        not data[:1000].lstrip().lower().startswith((b"<!doctype", b"<html", b"<svg", b"<?xml", b"<script"))
    )


FITS: Final[Mapping[str, Callable[[bytes], bool]]] = {
    "pdf": lambda data: data.startswith(b"%PDF-") and b"%%EOF" in data[-2048:],
    "png": lambda data: data.startswith(b"\x89PNG\r\n\x1a\n"),
    "jpg": lambda data: data.startswith(b"\xff\xd8\xff"),
    "docx": _office("word/"),
    "xlsx": _office("xl/"),
    "odt": _open_document("text"),
    "ods": _open_document("spreadsheet"),
    "csv": _text,
    "txt": _text,
}
"""Kinds of files that are kept, and whether bytes are one."""
