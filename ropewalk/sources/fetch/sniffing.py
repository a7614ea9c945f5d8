"""Is it what its name says? A service in trouble often answers "fine" and sends a page about its trouble."""

import json
import re
import zipfile
from pathlib import Path

from ropewalk.sources.fetch.faults import refused
from ropewalk.sources.fetch.unpacking import Limit

HEAD = 65_536
STARTS = {
    ".xlsx": (b"PK\x03\x04", "an Excel workbook"),
    ".ods": (b"PK\x03\x04", "an OpenDocument sheet"),
    ".zip": (b"PK\x03\x04", "a zip file"),
    ".xls": (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
    ".parquet": (b"PAR1", "a Parquet file"),
}
TEXTS = (".csv", ".tsv", ".txt", ".json")
# The words of an error in JSON; statistics in JSON have others.
TROUBLE = frozenset(
    {"error", "errors", "error_description", "message", "status", "statuscode", "code", "detail", "details"}
    | {"title", "type", "traceid", "instance", "path", "timestamp", "exceptionmessage", "exceptiontype"}
)


def check_kind(file: Path, name: str, kind: str, address: str, unpacked: int) -> None:
    """Raise FetchError unless the (unpacked) bytes in ``file`` fit ``name``, and are no page of an error.

    ``kind``: the media type that was declared. Archives may hold at most ``unpacked`` bytes.
    """
    with file.open("rb") as bytes_:
        head = bytes_.read(HEAD).removeprefix(b"\xef\xbb\xbf").lstrip()
    ending = Path(name.removesuffix(".gz")).suffix.lower()
    again = "Try again later; if it stays so, look at the address in a browser and mend fetch.toml"
    if not head:
        raise refused("the service answers with an empty file", again, address)
    if ending != ".html" and _is_page(head, kind):
        raise refused("the service answers with a web page, not with data", again, address, _said(head))
    start, what = STARTS.get(ending, (b"", ""))
    if not head.startswith(start):
        raise refused(f"the answer is not {what}", again, address, _said(head))
    if start.startswith(b"PK"):
        _check_archive(file, address, unpacked)
    if ending in TEXTS:
        _check_text(file, head, ending, address, again)


def _is_page(head: bytes, kind: str) -> bool:
    opening = head[:2000].lower()
    marks = (b"<!doctype html", b"<html", b"<head", b"<body")
    return opening.startswith(marks) or (opening.startswith(b"<") and "html" in kind.lower())


def _check_text(file: Path, head: bytes, ending: str, address: str, again: str) -> None:
    if ending != ".json" and head.startswith(b"<"):
        raise refused("the service answers with markup, not with a table", again, address, _said(head))
    if ending != ".json" and head[:1] not in b"{[":
        return
    try:
        found = json.loads(file.read_bytes().decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        if ending != ".json":
            return  # a table whose first cell begins with a bracket
        raise refused("the answer is not JSON", again, address, _said(head)) from error
    trouble = isinstance(found, dict) and {str(key).lower() for key in found} <= TROUBLE
    if ending != ".json" or trouble or found in ([], {}):
        raise refused("the service answers with an error, not with data", again, address, _said(head))


def _check_archive(file: Path, address: str, most: int) -> None:
    limit = Limit(most, "unpacked", address)
    try:
        with zipfile.ZipFile(file) as archive:
            for entry in archive.infolist():
                limit.add(entry.file_size)
    except zipfile.BadZipFile as error:
        raise refused("the file is damaged: it cannot be opened", "Fetch again", address) from error


def _said(head: bytes) -> str:
    """The first words of an answer, without marks, for a person to read."""
    text = head[:4000].decode("utf-8", "replace")
    title = re.search(r"<title[^>]*>(.*?)</title>", text, re.IGNORECASE | re.DOTALL)
    plain = re.sub(r"<[^>]*>", " ", title[1] if title else text)
    return " ".join(plain.split())[:120]
