"""A table that comes in parts and is sorted share by share is the one that is sorted all at once."""

from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from ropewalk.findings import runs

NAMES = st.sampled_from(["a", "ab", "b", "é", "z"])
ROWS = st.lists(st.tuples(NAMES, NAMES), max_size=40)
SCHEMA = {"indicator": pl.String, "place": pl.String, "at": pl.Int64}


@settings(max_examples=60, deadline=None)
@given(
    parts=st.lists(ROWS, min_size=1, max_size=5),
    keys=st.sampled_from([("indicator",), ("place", "indicator"), ("place",)]),
    share=st.integers(1, 60),
)
def test_parts_in_any_order_make_the_table_that_one_sort_makes(
    parts: list[list[tuple[str, str]]], keys: tuple[str, ...], share: int
) -> None:
    every = iter(range(1_000))
    frames = [
        pl.DataFrame([(*row, next(every)) for row in rows], schema=SCHEMA, orient="row") for rows in parts
    ]
    before = runs.SHARE
    runs.SHARE = share  # type: ignore[misc]
    try:
        with TemporaryDirectory() as folder:
            made = runs.Runs(Path(folder) / "runs", keys)
            for frame in frames:
                made.add(frame)
            made.write(Path(folder) / "table.parquet")
            found = pl.read_parquet(Path(folder) / "table.parquet")
    finally:
        runs.SHARE = before  # type: ignore[misc]
    assert_frame_equal(found, pl.concat(frames).sort(keys, maintain_order=True))


def test_a_large_table_is_cut_into_shares_and_its_bytes_are_those_of_one_write(tmp_path: Path) -> None:
    size = 2 * runs.SHARE + 50_000
    rows = pl.DataFrame({"place": [f"E{n % 977:04}" for n in range(size)], "at": range(size)})
    made = runs.Runs(tmp_path / "runs", ("place",))
    for frame in rows.iter_slices(100_000):
        made.add(frame)
    made.write(tmp_path / "in-parts.parquet")
    assert len(list((tmp_path / "runs").glob("share-*"))) == 3
    runs.written(rows.sort("place", maintain_order=True), tmp_path / "at-once.parquet")
    assert (tmp_path / "in-parts.parquet").read_bytes() == (tmp_path / "at-once.parquet").read_bytes()
