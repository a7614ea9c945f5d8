"""The publisher's bytes are exactly those that the origin names."""

import gzip
from pathlib import Path

import pytest

from ropewalk.sources.origin import read_bytes, read_origin
from ropewalk.vocabulary.errors import DefinitionError, SourceError

MAP = 'no_tables = "only its bytes matter here"'


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_bytes_are_given_by_file_name(source):
    folder = source(MAP, {"a.csv": "code\n1\n"})
    assert read_bytes(folder, read_origin(folder)) == {"a.csv": b"code\n1\n"}


def test_packed_files_are_checked_as_the_publisher_made_them(source):
    folder = source(MAP, {"a.csv.gz": b"code\n1\n"})
    (folder / "a.csv.gz").write_bytes(gzip.compress(b"code\n1\n"))
    assert read_bytes(folder, read_origin(folder)) == {"a.csv.gz": b"code\n1\n"}


@pytest.mark.parametrize("field", ["licence", "attribution", "address", "producer", "retrieved"])
def test_a_missing_field_stops_and_is_named(source, field):
    folder = source(MAP, {"a.csv": "x\n"})
    lines = (folder / "origin.toml").read_text().splitlines()
    kept = [line for line in lines if not line.startswith(f"{field} ")]
    (folder / "origin.toml").write_text("\n".join(kept))
    with pytest.raises(DefinitionError, match=rf"toy/origin.toml: .*`{field}`"):
        read_origin(folder)


def test_an_empty_licence_is_a_missing_licence(source):
    folder = source(MAP, {"a.csv": "x\n"})
    change(folder / "origin.toml", 'licence = "OGL-UK-3.0"', 'licence = " "')
    with pytest.raises(DefinitionError, match=r"toy/origin.toml: `licence` is empty"):
        read_origin(folder)


def test_a_field_that_nothing_reads_stops(source):
    folder = source(MAP, {"a.csv": "x\n"})
    change(folder / "origin.toml", "address", "url")
    with pytest.raises(DefinitionError, match=r"toy/origin.toml: .*unknown field `url`"):
        read_origin(folder)


def test_an_origin_for_another_folder_stops(source):
    folder = source(MAP, {"a.csv": "x\n"})
    change(folder / "origin.toml", 'id = "toy"', 'id = "toys"')
    with pytest.raises(DefinitionError, match=r"`id` is not the folder's name \(value: 'toys'\)"):
        read_origin(folder)


def test_dates_in_the_wrong_order_stop(source):
    folder = source(MAP, {"a.csv": "x\n"})
    change(folder / "origin.toml", "retrieved = 2024-02-01", "retrieved = 2023-02-01")
    with pytest.raises(DefinitionError, match="`retrieved` is before `published`"):
        read_origin(folder)


def test_a_day_of_publication_that_nobody_recorded_may_be_left_out(source):
    folder = source(MAP, {"a.csv": "x\n"})
    change(folder / "origin.toml", "published = 2024-01-31\n", "")
    assert read_origin(folder).published is None


@pytest.mark.parametrize(("name", "said"), [("../a.csv", "not a file's name"), ("b.csv", "named twice")])
def test_files_lie_in_the_folder_and_are_named_once(source, name, said):
    folder = source(MAP, {"a.csv": "x\n", "b.csv": "y\n"})
    change(folder / "origin.toml", 'name = "a.csv"', f'name = "{name}"')
    with pytest.raises(DefinitionError, match=said):
        read_origin(folder)


def test_toml_that_is_no_toml_stops(source):
    folder = source(MAP, {"a.csv": "x\n"})
    (folder / "origin.toml").write_text("id = \n")
    with pytest.raises(DefinitionError, match=r"toy/origin.toml: this is not TOML: .*line 1"):
        read_origin(folder)


def test_one_changed_byte_stops(source):
    folder = source(MAP, {"a.csv": "code\n1\n"})
    (folder / "a.csv").write_text("code\n2\n")
    with pytest.raises(SourceError, match=r"toy/a.csv: the file's sha256 is not the one in origin.toml"):
        read_bytes(folder, read_origin(folder))


def test_a_file_cut_short_stops_and_tells_both_sizes(source):
    folder = source(MAP, {"a.csv": "code\n1\n"})
    (folder / "a.csv").write_text("code\n")
    with pytest.raises(SourceError, match=r"toy/a.csv: the file has 5 bytes and should have 7"):
        read_bytes(folder, read_origin(folder))


@pytest.mark.parametrize("damage", [b"not packed at all", gzip.compress(b"code\n1\n", mtime=0)[:-9]])
def test_a_packed_file_that_cannot_be_unpacked_stops(source, damage):
    folder = source(MAP, {"a.csv.gz": b"code\n1\n"})
    (folder / "a.csv.gz").write_bytes(damage)
    with pytest.raises(SourceError, match=r"toy/a.csv.gz: the file is damaged"):
        read_bytes(folder, read_origin(folder))


def test_every_file_that_is_wrong_is_named(source):
    folder = source(MAP, {"a.csv": "x\n", "b.csv": "y\n"})
    (folder / "a.csv").unlink()
    (folder / "b.csv").write_text("z\n")
    (folder / "c.csv").write_text("stray\n")
    with pytest.raises(SourceError) as found:
        read_bytes(folder, read_origin(folder))
    assert [fault.file for fault in found.value.faults] == ["toy/a.csv", "toy/b.csv", "toy/c.csv"]
    assert [fault.problem for fault in found.value.faults] == [
        "the file is missing",
        "the file's sha256 is not the one in origin.toml",
        "origin.toml does not name this file",
    ]
