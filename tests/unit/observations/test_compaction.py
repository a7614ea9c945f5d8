"""Gathering small files changes no answer, as of no revision, in whatever order it happens."""

import tempfile
from pathlib import Path

import polars as pl
import pytest
from batches import batch, origin, refusal, rows
from hypothesis import given, settings
from hypothesis import strategies as st

from ropewalk.observations import spill
from ropewalk.observations.batch import Batch
from ropewalk.observations.store import Store
from ropewalk.observations.verify import verify
from ropewalk.vocabulary.place import Place

keys = st.tuples(
    st.sampled_from(["jobs", "rate"]), st.sampled_from(["E1", "E2", "E3"]), st.sampled_from(["2019", "2020"])
)
lines = st.dictionaries(keys, st.sampled_from(["0.0", "1.0", "c"]), max_size=8)
loads = st.tuples(st.sampled_from(["one", "two"]), lines, st.booleans())
steps = st.lists(st.one_of(st.just(None), loads), min_size=1, max_size=8)


def in_shares(whole: Batch, room: Path) -> Batch:
    """The same batch, taken share by share: many small files."""
    held = spill.Spill.start(room, whole.origin.id)
    held.add(whole.observations.with_columns(part=pl.lit(0), stops=pl.lit(value=True)))
    held.refuse(whole.refused)
    settled = held.settled(lambda some: (some, whole.refused.clear()))
    return Batch(
        whole.origin, whole.observations.clear(), places=whole.places, spilled=settled, close=held.close
    )


def load_of(step: tuple[str, dict[tuple[str, str, str], str], bool], edition: int, room: Path) -> Batch:
    source, said, shares = step
    texts = [f"{source}-{indicator} {place} {year} {cell}" for (indicator, place, year), cell in said.items()]
    place = Place(code=f"E{edition}", name="P", kind="lad")
    left_out = refusal("E9", row=edition)
    whole = Batch(origin(source, edition), rows(*texts), left_out, (place,))
    return in_shares(whole, room) if shares else whole


def assert_same(one: Store, two: Store) -> None:
    assert one.revision == two.revision
    assert one.revisions().drop("at").equals(two.revisions().drop("at"))
    for revision in range(one.revision + 1):
        assert one.read(as_of=revision).equals(two.read(as_of=revision))
        assert one.refused(revision).equals(two.refused(revision))
        assert (one.places(revision), one.origins(revision)) == (two.places(revision), two.origins(revision))
        assert one.touched(revision).equals(two.touched(revision))


@given(steps)
@settings(max_examples=12, deadline=None)
def test_any_sequence_of_loads_and_gatherings_reads_as_the_loads_alone(
    sequence: list[tuple[str, dict[tuple[str, str, str], str], bool] | None],
) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        for name in ("RUN", "SHARE", "SAMPLE"):
            patch.setattr(spill, name, 2)
        plain, gathered = (Store.create(Path(folder) / name) for name in ("plain", "gathered"))
        for edition, step in enumerate(sequence, start=1):
            if step is None:
                gathered.compact()
                continue
            for store in (plain, gathered):
                batch = load_of(step, edition, Path(folder) / "room")
                store.commit(batch, by="ann")
                batch.close()
        gathered.compact()
        assert_same(plain, gathered)
        assert_same(plain, Store.open(gathered.path))
        assert verify(gathered.path).faults == ()


def test_gathering_makes_one_file_of_many_and_takes_none_away(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("RUN", "SHARE", "SAMPLE"):
        monkeypatch.setattr(spill, name, 2)
    whole = batch(*(f"jobs E{k} 2020 {k}.0" for k in range(20)))
    store.commit(in_shares(whole, tmp_path / "room"), by="ann")
    held = set(store.path.rglob("*.parquet"))
    assert len(list(store.path.glob("observations/source=*/*"))) > 5
    found = store.compact()
    assert found.before > 5
    assert found.after == 1
    assert store._view.head.files.height == 1
    assert held < set(store.path.rglob("*.parquet"))
    assert store.compact().before == 0
    assert store.commit(whole, by="ann") == 1  # still the same again
