"""Whatever is loaded in whatever order, the store is a list of dictionaries, one a revision."""

import tempfile
from pathlib import Path

from batches import STATES, batch
from hypothesis import given, settings
from hypothesis import strategies as st

from ropewalk.observations.store import Store

Key = tuple[str, str, str, str]
Said = tuple[float | None, str]

cells = st.sampled_from(["0.0", "1.0", "2.5", "-3.0", "c", "x"])
lines = st.dictionaries(
    st.tuples(
        st.sampled_from(["jobs", "rate"]),
        st.sampled_from(["E1", "E2", "É3"]),
        st.sampled_from(["2019", "2020"]),
        st.sampled_from(["", "sex=f"]),
    ),
    cells,
    max_size=8,
)
loads = st.lists(st.tuples(st.sampled_from(["one", "two"]), lines), min_size=1, max_size=5)


def spoken(source: str, load: dict[Key, str]) -> dict[Key, Said]:
    """What a load says, by key. Each source has indicators of its own."""
    return {
        (f"{source}-{indicator}", place, f"{year}-01-01/P1Y", breakdown): (
            None if cell in STATES else float(cell),
            STATES.get(cell, "measured"),
        )
        for (indicator, place, year, breakdown), cell in load.items()
    }


def read(store: Store, as_of: int | None = None) -> dict[Key, tuple[Said, int]]:
    columns = ("indicator", "place", "period", "breakdown", "value", "state", "revision")
    rows = store.read(as_of=as_of).select(columns).rows()
    assert rows == sorted(rows, key=lambda row: [str(part).encode() for part in row[:4]])
    return {row[:4]: ((row[4], row[5]), row[6]) for row in rows}


@given(loads)
@settings(max_examples=25, deadline=None)
def test_as_of_any_revision_the_store_equals_the_model(sequence: list[tuple[str, dict[Key, str]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Store.create(Path(folder) / "store")
        models: list[dict[Key, tuple[Said, int]]] = [{}]
        for edition, (source, load) in enumerate(sequence, start=1):
            now, before = spoken(source, load), models[-1]
            counts = [
                sum(key not in before for key in now),
                sum(key in before and before[key][0] != said for key, said in now.items()),
                sum(key[0].startswith(f"{source}-") and key not in now for key in before),
            ]
            texts = [f"{source}-{i} {p} {y} {cell} {b}".strip() for (i, p, y, b), cell in load.items()]
            revision = store.commit(batch(*texts, source=source, edition=edition), by="ann")
            assert revision == edition
            assert store.revisions().select("added", "revised", "removed").row(-1) == tuple(counts)
            kept = {key: row for key, row in before.items() if not key[0].startswith(f"{source}-")}
            fresh = {
                key: (said, before[key][1] if before.get(key, (None,))[0] == said else revision)
                for key, said in now.items()
            }
            models.append({**kept, **fresh})
        for reader in (store, Store.open(store.path)):
            assert [read(reader, as_of) for as_of in range(len(models))] == models
            assert read(reader) == models[-1]
