"""A file read in parts says exactly what the same file read at once says: values, rows, refusals, faults."""

import csv
import gzip
import io
import os
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ropewalk.observations import spill
from ropewalk.observations.batch import Batch
from ropewalk.observations.store import Store
from ropewalk.sources.load import read_source
from ropewalk.sources.register import Register
from ropewalk.sources.streaming import cut, large, read
from ropewalk.vocabulary.errors import SourceError

MAP = """
[[table]]
file = "{file}"
encoding = "{encoding}"
place = {{ column = "code" }}
period = {{ column = "year", notation = "financial-year-ending" }}
contradictions = "refuse"
unknown_places = "refuse"
[table.markers]
c = "suppressed"
"" = "not available"
[[table.leave_out]]
where = {{ year = "0" }}
reason = "a stray year"
[[table.series]]
indicator = "jobs"
where = {{ sort = ["a", "b"] }}
value = "value"
scale = 10.0
breakdown_columns = {{ sex = {{ column = "sex", words = {{ M = "male", F = "female", "" = "" }} }} }}
[[table.series]]
indicator = "pay"
where = {{ sort = "a", sex = "" }}
value = "value"
[[table]]
file = "{file}"
encoding = "{encoding}"
place = {{ column = "code" }}
period = {{ column = "year", notation = "financial-year-ending" }}
unknown_places = "refuse"
contradictions = "refuse"
[table.markers]
c = "suppressed"
"" = "not available"
[[table.leave_out]]
where = {{ year = "0" }}
reason = "a stray year"
[[table.series]]
indicator = "rent"
where = {{ sort = "r" }}
value = "value"
"""
ORIGIN = """
id = "toy"
title = "t"
producer = "p"
licence = "l"
attribution = "a"
address = "w"
retrieved = 2024-02-01
[[files]]
name = "{name}"
sha256 = "{sha256}"
bytes = {bytes}
"""
HEADER = ("code", "year", "sort", "sex", "value", "note")
FIRST = [("E08000012", "2021", "a", "", "1", "é"), ("E08000012", "2021", "r", "", "1", "")]
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["E08000012", "E08000019", "E08000039", "E99999999", ""]),
        st.sampled_from(["0", "2020", "2021", "2022 (prov)", "2023"]),
        st.sampled_from(["a", "b", "r", "z"]),
        st.sampled_from(["M", "F", ""]),
        st.sampled_from(["1", "2.5", "c", "", '"1,000"']),
        st.sampled_from(["", "plain", '"two\nlines, ""one"" cell"', "é", "5 inch"]),
    ),
    max_size=40,
)
KNOWN = ("jobs", "pay", "rent")


def text_of(rows: list[tuple[str, ...]], end: str = "\n", blank: bool = False) -> str:
    lines = [",".join(row) for row in (HEADER, *FIRST, *rows)]
    return end.join(lines) + (end * 2 if blank else end)


def folder_of(root: Path, data: bytes, plan: str, name: str = "a.csv") -> Path:
    folder = root / "toy"
    folder.mkdir()
    packed = gzip.compress(data) if name.endswith(".gz") else data
    (folder / name).write_bytes(packed)
    origin = ORIGIN.format(name=name, sha256=sha256(data).hexdigest(), bytes=len(data))
    (folder / "origin.toml").write_text(origin)
    (folder / "map.toml").write_text(plan)
    return folder


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Every file is large; parts, runs and shares are of a few rows."""

    def shrink(size: int) -> None:
        monkeypatch.setattr(large, "LARGE", 0)
        monkeypatch.setattr(large, "ROWS", max(1, size // 20))
        monkeypatch.setattr(read, "PART", size)
        monkeypatch.setattr(spill, "RUN", 7)
        monkeypatch.setattr(spill, "SHARE", 6)
        monkeypatch.setattr(spill, "SAMPLE", 2)

    return shrink


def both(folder: Path, register: Register, small_parts: Callable[[int], None], size: int) -> Iterator[Batch]:
    """The source read at once, and read in parts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(large, "LARGE", 10**12)
        yield read_source(folder, register, known_indicators=KNOWN)
    small_parts(size)
    yield read_source(folder, register, known_indicators=KNOWN, room=folder.parent / "room")


def committed(batch: Batch, path: Path) -> Store:
    store = Store.create(path)
    store.commit(batch, by="ann")
    return store


def assert_equal(one: Store, two: Store) -> None:
    assert one.read().equals(two.read())
    columns = one.refused().columns
    assert one.refused().sort(columns).equals(two.refused().sort(columns))
    assert (one.places(), one.renames(), one.origins()) == (two.places(), two.renames(), two.origins())
    drop = one.revisions().drop("at")
    assert drop.equals(two.revisions().drop("at"))


@given(rows=ROWS, size=st.integers(30, 400), end=st.sampled_from(["\n", "\r\n"]), blank=st.booleans())
@example(rows=[("E08000012", "2021", "a", "", "1", "5 inch")] * 9, size=40, end="\n", blank=False)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_file_read_in_parts_says_what_it_says_at_once(
    register: Register,
    small_parts: Callable[[int], None],
    rows: list[tuple[str, ...]],
    size: int,
    end: str,
    blank: bool,
) -> None:
    plan = MAP.format(file="a.csv", encoding="utf-8")
    with TemporaryDirectory() as root:
        folder = folder_of(Path(root), text_of(rows, end, blank).encode(), plan)
        at_once, in_parts = both(folder, register, small_parts, size)
        assert in_parts.spilled is not None
        assert (in_parts.height, in_parts.refusals) == (at_once.height, at_once.refusals)
        assert in_parts.indicators() == at_once.indicators() or at_once.refusals
        one, two = committed(at_once, Path(root) / "one"), committed(in_parts, Path(root) / "two")
        assert_equal(one, two)
        # The same again is no revision, whichever way it is read; nor is one way after the other.
        assert [store.commit(batch, by="bob") for store in (one, two) for batch in (at_once, in_parts)] == [
            1
        ] * 4
        in_parts.close()
        assert list((Path(root) / "room").iterdir()) == []


@given(first=ROWS, second=ROWS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_editions_read_in_parts_make_the_revisions_that_those_read_at_once_make(
    register: Register,
    small_parts: Callable[[int], None],
    first: list[tuple[str, ...]],
    second: list[tuple[str, ...]],
) -> None:
    plan = MAP.format(file="a.csv", encoding="utf-8")
    with TemporaryDirectory() as root:
        stores = [Store.create(Path(root) / name) for name in ("one", "two")]
        for number, rows in enumerate((first, second, first)):
            (Path(root) / str(number)).mkdir()
            folder = folder_of(Path(root) / str(number), text_of(rows).encode(), plan)
            for store, batch in zip(stores, both(folder, register, small_parts, 90), strict=True):
                store.commit(batch, by="ann")
                batch.close()
        assert_equal(*stores)
        for revision in range(stores[0].revision + 1):
            assert stores[0].read(as_of=revision).equals(stores[1].read(as_of=revision))


@pytest.mark.parametrize(
    ("name", "encoding"), [("a.csv.gz", "utf-8"), ("a.csv", "cp1252"), ("a.csv", "utf-16")]
)
def test_packed_files_and_other_encodings_are_read_in_parts(
    register: Register,
    small_parts: Callable[[int], None],
    tmp_path: Path,
    name: str,
    encoding: str,
) -> None:
    rows = [("E08000019", str(2001 + n), "b", "M", str(n), "é") for n in range(30)]
    folder = folder_of(
        tmp_path, text_of(rows).encode(encoding), MAP.format(file=name, encoding=encoding), name
    )
    at_once, in_parts = both(folder, register, small_parts, 100)
    assert_equal(committed(at_once, tmp_path / "one"), committed(in_parts, tmp_path / "two"))


def test_parquet_is_read_in_parts(
    register: Register, small_parts: Callable[[int], None], tmp_path: Path
) -> None:
    rows = [("E08000019", str(2001 + n), "b", "M", str(n), "é") for n in range(30)]
    table, data = pl.read_csv(text_of(rows).encode(), infer_schema=False), io.BytesIO()
    table.write_parquet(data)
    plan = MAP.format(file="a.parquet", encoding="utf-8").replace(
        "encoding = ", 'format = "parquet"\nencoding = '
    )
    folder = folder_of(tmp_path, data.getvalue(), plan.replace('encoding = "utf-8"\n', ""), "a.parquet")
    at_once, in_parts = both(folder, register, small_parts, 100)
    assert_equal(committed(at_once, tmp_path / "one"), committed(in_parts, tmp_path / "two"))


def faults_of(folder: Path, register: Register) -> list[str]:
    with pytest.raises(SourceError) as caught:
        read_source(folder, register, known_indicators=KNOWN, room=folder.parent / "room")
    assert not os.path.exists(folder.parent / "room") or not os.listdir(folder.parent / "room")
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("E08000012,2030,a,M,much,", "a.csv, row 33: the value is not a number (value: 'much')"),
        ("E08000012,soon,a,M,1,", "a.csv, row 33: the period is not in the notation"),
        ("E08000012,2030,a,?,1,", "a.csv, row 33: jobs: the breakdown sex does not know this word"),
        ("E08000012,2030", "a.csv, row 33: the row has 2 cells and the header has 6"),
    ],
)
def test_a_fault_names_the_row_of_the_whole_file(
    register: Register, small_parts: Callable[[int], None], tmp_path: Path, row: str, problem: str
) -> None:
    rows = [("E08000019", str(1990 + n), "b", "M", str(n), '"a\nb"') for n in range(29)]
    text = text_of(rows) + row + "\n" + text_of(rows).split("\n", 1)[1]
    folder = folder_of(tmp_path, text.encode(), MAP.format(file="a.csv", encoding="utf-8"))
    small_parts(200)
    found = faults_of(folder, register)
    assert any(problem in fault for fault in found)
    assert "the rest of the file was not looked at" in found[-1]


def test_a_changed_file_is_told_as_that_though_a_cell_is_wrong_too(
    register: Register, small_parts: Callable[[int], None], tmp_path: Path
) -> None:
    folder = folder_of(tmp_path, text_of([]).encode(), MAP.format(file="a.csv", encoding="utf-8"))
    (folder / "a.csv").write_text(text_of([("E08000012", "2030", "a", "M", "much", "")]))
    small_parts(40)
    assert "bytes and should have" in faults_of(folder, register)[0]
    (folder / "a.csv").write_text(text_of([]).replace("2021", "2022"))
    assert "the file's sha256 is not the one in origin.toml" in faults_of(folder, register)[0]


def test_a_packed_file_cut_short_is_told(
    register: Register, small_parts: Callable[[int], None], tmp_path: Path
) -> None:
    folder = folder_of(
        tmp_path, text_of([]).encode(), MAP.format(file="a.csv.gz", encoding="utf-8"), "a.csv.gz"
    )
    (folder / "a.csv.gz").write_bytes((folder / "a.csv.gz").read_bytes()[:-12])
    small_parts(40)
    assert "the file is damaged" in faults_of(folder, register)[0]


def test_a_series_without_a_row_in_the_whole_file_is_a_fault(
    register: Register, small_parts: Callable[[int], None], tmp_path: Path
) -> None:
    text = text_of([]).replace(",r,", ",z,")
    folder = folder_of(tmp_path, text.encode(), MAP.format(file="a.csv", encoding="utf-8"))
    small_parts(40)
    assert "no row is for rent" in faults_of(folder, register)[0]


def test_contradictions_that_stop_the_load_name_their_rows(
    register: Register, small_parts: Callable[[int], None], tmp_path: Path
) -> None:
    plan = MAP.format(file="a.csv", encoding="utf-8").replace('contradictions = "refuse"\n', "")
    rows = [("E08000012", "2023", "r", "", str(n), "") for n in (1, 2)]
    fill = [("E08000019", str(1980 + n), "b", "M", "1", "") for n in range(20)]
    folder = folder_of(tmp_path, text_of([rows[0], *fill, rows[1]]).encode(), plan)
    small_parts(60)
    found = "\n".join(faults_of(folder, register))
    assert (
        "toy/a.csv, row 4: two different values for rent, E08000012, 2022-04-01/P1Y (value: '1.0')" in found
    )
    assert "toy/a.csv, row 25: two different values" in found


cells = st.text(st.sampled_from('ab",\n\r é'), max_size=6)


@given(st.lists(st.lists(cells, min_size=3, max_size=3), min_size=1, max_size=20), st.integers(1, 60))
@settings(deadline=None)
def test_text_is_cut_at_the_ends_of_rows_and_nowhere_else(table: list[list[str]], size: int) -> None:
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(table)
    data = text.getvalue().encode()
    pieces = (data[at : at + 7] for at in range(0, len(data), 7))
    found, above = [], None
    for part in cut.parts(pieces, cut.Shape(size=size), file="f"):
        rows = list(csv.reader(io.StringIO(part.text.decode(), newline="")))
        above, *rest = rows
        assert part.before == len(found)
        found += rest
    assert [above, *found] == table


def test_a_mark_inside_a_cell_does_not_upset_the_cutting() -> None:
    data = b"a,b\n" + b'5" pipe,1\n' * 9 + b'"x\ny",2\n'
    found = list(cut.parts(iter([data]), cut.Shape(size=20), file="f"))
    assert b"".join(part.text.removeprefix(b"a,b\n") for part in found) == data.removeprefix(b"a,b\n")
    assert sum(part.text.count(b"pipe") for part in found) == 9


def test_a_quotation_mark_that_never_closes_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cut, "LONGEST", 1000)
    pieces = iter([b"a,b\n", b'"never,1\n', *[b"x,2\n"] * 2000])
    with pytest.raises(SourceError, match=r"f, row 2: no row ends in 1,000 bytes: a quotation mark opens"):
        list(cut.parts(pieces, cut.Shape(size=50), file="f"))


def test_what_a_killed_load_left_is_swept_and_what_a_running_one_holds_is_not(tmp_path: Path) -> None:
    room = tmp_path / "room"
    running = spill.Spill.start(room, "toy")
    dead = room / "dead"
    dead.mkdir()
    (dead / "lock").touch()  # the system lets go of a lock when its process ends
    (room / "half-made").mkdir()
    spill.sweep(room)
    assert list(room.iterdir()) == [running.folder]
    running.close()
