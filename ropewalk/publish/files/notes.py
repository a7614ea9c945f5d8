"""What each file of a copy followed from, so that the next run makes again only what may have changed.

A line is written when some files are done: what was looked at, then each file with the numbers of its looks.
A run that was killed leaves its lines; a torn last line is passed over. A whole run writes each file once.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Final

import msgspec

from ropewalk.publish.files.lay import put
from ropewalk.publish.noting import Look, Looks

NAME: Final = ".ropewalk-notes.jsonl"
A_LINE: Final = 400
"""Files whose looks are told together, once each."""


@dataclass(frozen=True, slots=True)
class Note:
    """A file as it was laid down: its size, when it was written (nanoseconds), a digest of its bytes, and
    what it follows from."""

    name: str
    size: int
    written: int
    content: str
    looks: Looks


class _File(msgspec.Struct, array_like=True):
    name: str
    size: int
    written: int
    content: str
    looks: list[int]


class _Line(msgspec.Struct, array_like=True):
    looks: list[tuple[str, str, str, str]]
    files: list[_File]


_line = msgspec.json.Decoder(_Line)


def named(content: bytes) -> str:
    """The digest of a file's bytes."""
    return blake2b(content, digest_size=12).hexdigest()


def note_of(folder: Path, name: str, content: bytes, looks: Looks) -> Note:
    """The note of a file that was just laid down."""
    return Note(name, len(content), (folder / name).stat().st_mtime_ns, named(content), looks)


def is_as_noted(folder: Path, note: Note, *, ended: bool) -> bool:
    """Whether the file is the one that was noted: by size and time, or by its bytes where the time differs
    (somebody has copied the folder) or the run before has not ended (the power may have failed)."""
    try:
        found = (folder / note.name).stat()
        if found.st_size != note.size:
            return False
        if ended and found.st_mtime_ns == note.written:
            return True
        return named((folder / note.name).read_bytes()) == note.content
    except OSError:
        return False


def read(folder: Path, frame: str) -> dict[str, Note]:
    """The newest note of each file by name. None where the notes are of another frame: of other code, other
    definitions, another address; nor where they cannot be read."""
    try:
        first, *lines = (folder / NAME).read_bytes().split(b"\n")
    except OSError:
        return {}
    if first != frame.encode():
        return {}
    one: dict[tuple[str, str, str, str], tuple[Look, str]] = {}
    found: dict[str, Note] = {}
    for line in lines:
        try:
            told = _line.decode(line)
        except msgspec.DecodeError:  # torn when a run was killed
            continue
        looks = [one.setdefault(look, (Look(*look[:3]), look[3])) for look in told.looks]
        for file in told.files:
            mine = dict(looks[number] for number in file.looks)
            found[file.name] = Note(file.name, file.size, file.written, file.content, mine)
    return found


def begin(folder: Path, frame: str) -> None:
    """Begin notes of a frame; those of the same frame are gone on with."""
    try:
        with (folder / NAME).open("rb") as file:
            if file.readline().strip() == frame.encode():
                return
    except OSError:
        pass
    put(folder, NAME, frame.encode() + b"\n")


def add(folder: Path, notes: Sequence[Note]) -> None:
    """Add the notes of some files. What a killed run has torn is ended first."""
    with (folder / NAME).open("ab") as file:
        file.write(b"\n" + _written(notes))


def gather(folder: Path, frame: str, notes: Mapping[str, Note]) -> None:
    """Write all notes anew, each file once."""
    every = [notes[name] for name in sorted(notes)]
    lines = (_written(every[at : at + A_LINE]) for at in range(0, len(every), A_LINE))
    put(folder, NAME, b"\n".join([frame.encode(), *lines]) + b"\n")


def _written(notes: Iterable[Note]) -> bytes:
    numbers: dict[tuple[str, str, str, str], int] = {}
    files = []
    for note in notes:
        looks = [(*look, told) for look, told in note.looks.items()]
        mine = [numbers.setdefault(look, len(numbers)) for look in looks]
        files.append(_File(note.name, note.size, note.written, note.content, mine))
    return msgspec.json.encode(_Line(list(numbers), files))
