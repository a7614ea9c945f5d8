"""A toy register of places, and a way to write a source's folder in a test."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import polars as pl
import pytest

from ropewalk.observations.batch import Batch
from ropewalk.sources.coded import indicators_of
from ropewalk.sources.load import read_source
from ropewalk.sources.maps import read_map
from ropewalk.sources.register import Register
from ropewalk.vocabulary.place import Place

ORIGIN = """
id = "{id}"
title = "A toy table"
producer = "A toy office"
licence = "OGL-UK-3.0"
attribution = "Toy office, OGL"
address = "https://example.org/toy"
published = 2024-01-31
retrieved = 2024-02-01
"""

FILE = """
[[files]]
name = "{name}"
sha256 = "{sha256}"
bytes = {bytes}
"""

ENGLAND = ("E92000001",)


@pytest.fixture
def register() -> Register:
    """Liverpool and its region; Sheffield under an old and a new code; Taunton Deane, merged away."""
    places = [
        Place(code="E92000001", name="England", kind="country"),
        Place(code="E12000001", name="North East", kind="region", parents=ENGLAND),
        Place(code="E12000002", name="North West", kind="region", parents=ENGLAND),
        Place(
            code="E47000014", name="North East", kind="combined-authority", parents=("E12000001", *ENGLAND)
        ),
        Place(code="E08000012", name="Liverpool", kind="authority", parents=("E12000002", *ENGLAND)),
        Place(code="E08000039", name="Sheffield", kind="authority", parents=ENGLAND),
        Place(code="E07000190", name="Taunton Deane", kind="authority", successors=("E07000246",)),
    ]
    return Register(
        places={place.code: place for place in places},
        renames={"E08000019": "E08000039"},
        lookups={
            "dfe-number": {"341": ("E08000012",), "373": ("E08000039",)},
            "dfe-name": {"Liverpool": ("E08000012",)},
            "e-code": {"E4302": ("E08000012",)},
            "name": {
                "Liverpool": ("E08000012",),
                "Liverpool City Council": ("E08000012",),
                "North East": ("E12000001", "E47000014"),
            },
        },
    )


@pytest.fixture
def source(tmp_path: Path) -> Callable[..., Path]:
    """Write a source's folder: its map, and files by name as bytes or text."""

    def write(plan: str, files: dict[str, bytes | str], name: str = "toy") -> Path:
        folder = tmp_path / name
        folder.mkdir()
        origin = ORIGIN.format(id=name)
        for file, content in files.items():
            data = content.encode() if isinstance(content, str) else content
            (folder / file).write_bytes(data)
            origin += FILE.format(name=file, sha256=sha256(data).hexdigest(), bytes=len(data))
        (folder / "origin.toml").write_text(origin)
        (folder / "map.toml").write_text(plan)
        return folder

    return write


@pytest.fixture
def load(register: Register, source: Callable[..., Path]) -> Callable[..., Batch]:
    """Write a source's folder and read it; every indicator that its map names is known."""

    def read(
        plan: str, files: dict[str, bytes | str], others: dict[str, pl.DataFrame] | None = None
    ) -> Batch:
        folder = source(plan, files)
        known = [name for table in read_map(folder).table for name in indicators_of(table, "toy")]
        return read_source(folder, register, known_indicators=known, beside=(others or {}).__getitem__)

    return read
