"""Indicators read a few places at a time: together the pieces are what one reading gives."""

from pathlib import Path

import polars as pl
import pytest
from batches import batch

from ropewalk.findings import pieces
from ropewalk.findings.disclosure.view import Disclosed
from ropewalk.observations.store import Store
from ropewalk.vocabulary.tables import OBSERVATIONS

LINES = [
    f"{name} E{place} {year} {year - 2000 + place}"
    for name in ("jobs", "pay")
    for place in range(1, 6)
    for year in range(2020, 2023)
]


@pytest.fixture
def reads(tmp_path: Path) -> Disclosed:
    store = Store.create(tmp_path / "store")
    store.commit(batch(*LINES), by="ann")
    store.commit(batch("rent E9 2020 1.0", source="other"), by="ann")
    return Disclosed(store)


@pytest.mark.parametrize("rows", [1, 3, 7, 15, 1_000])
def test_pieces_of_whole_places_are_the_whole(
    reads: Disclosed, rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pieces, "ROWS", rows)
    whole = reads.read(["jobs"], as_of=1)
    found = [*pieces.pieces(reads, ["jobs"], as_of=1)]
    assert pl.concat(found).equals(whole)
    assert all(len(piece) <= max(rows, 3) for piece in found)  # a place has three rows
    together = pieces.gathered(reads, ["jobs", "pay"], as_of=1).cast({pl.Categorical: pl.String})
    key = ["indicator", "place", "period"]
    assert together.sort(key).equals(reads.read(["jobs", "pay"], as_of=1).select(*OBSERVATIONS).sort(key))


def test_what_nobody_has_is_one_empty_piece(reads: Disclosed) -> None:
    assert [piece.height for piece in pieces.pieces(reads, ["nothing"], as_of=2)] == [0]
    assert [piece.height for piece in pieces.pieces(reads, ["rent"], as_of=1)] == [0]
    assert reads.store.counted(["jobs", "rent"], "place", as_of=1)["place"].to_list() == [
        "E1",
        "E2",
        "E3",
        "E4",
        "E5",
    ]
