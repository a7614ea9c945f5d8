"""The mark of what a row was when it was taken away: it goes along in a column of its own and comes back.

With it, what somebody else has changed meanwhile is told apart from what the bringer changed, cell by cell,
and without keeping a copy of every sheet that ever left. It is no secret and no proof: whoever may take a
sheet away sees all of it, and rights are asked anew when it comes back.
"""

import base64
import binascii
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

START: Final = "m1."
MOST: Final = 200_000
"""Bytes that a mark may unfold to."""
LONGEST: Final = 32_000


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a row was. ``texts``: as its columns held them; of long ones a hash, see ``was``."""

    id: str
    texts: Mapping[str, str]
    hashed: bool = False

    def was(self, name: str, text: str) -> bool:
        """Whether a column held this text."""
        held = self.texts.get(name)
        return held is not None and held == (_short(text) if self.hashed else text)

    def text(self, name: str) -> str | None:
        """What a column held; None where the mark tells too little."""
        return None if self.hashed else self.texts.get(name)


def stamp(id: str, texts: Mapping[str, str]) -> str:  # noqa: A002 - what it is
    """The mark of a row. One that would not fit a cell holds hashes of its texts instead."""
    told = _folded([id, dict(texts)])
    return told if len(told) <= LONGEST else _folded([id, {n: _short(t) for n, t in texts.items()}, 1])


def read_stamp(text: str) -> Stamp:
    """The mark that a cell holds. Raises ValueError for anything else, a mark that was cut or changed too."""
    sign, _dot, rest = text.strip().removeprefix(START).partition(".")
    try:
        data = base64.b64decode(rest.encode("ascii"), b"-_", validate=True)
        if not text.strip().startswith(START) or _sum(data) != sign:
            raise ValueError("no mark of ours")
        unfold = zlib.decompressobj()
        told = json.loads(unfold.decompress(data, MOST))
    except (binascii.Error, UnicodeError, zlib.error, json.JSONDecodeError) as error:
        raise ValueError("no mark of ours") from error
    known = isinstance(told, list) and len(told) in (2, 3) and isinstance(told[1], dict)
    if not known or not isinstance(told[0], str) or not all(isinstance(t, str) for t in told[1].values()):
        raise ValueError("no mark of ours")
    return Stamp(told[0], told[1], len(told) == 3)


def _folded(told: object) -> str:
    data = zlib.compress(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode(), 9)
    return f"{START}{_sum(data)}.{base64.urlsafe_b64encode(data).decode('ascii')}"


def _sum(data: bytes) -> str:
    return sha256(data).hexdigest()[:8]


def _short(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:12]
