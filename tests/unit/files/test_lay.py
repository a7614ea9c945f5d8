"""Files laid down: where a web server looks for them, whole or not at all, and never over anybody's own."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ropewalk.publish.files import manifest
from ropewalk.publish.files.lay import PART, clear_parts, file_of, put, remove
from ropewalk.publish.files.manifest import Manifest
from ropewalk.vocabulary.errors import UserError


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/", "index.html"),
        ("/cy/aims/1/", "cy/aims/1/index.html"),
        ("/changes.atom", "changes.atom"),
        ("/static/a.css?v=1", "static/a.css"),
        ("/values/#open", "values/index.html"),
    ],
)
def test_a_file_lies_where_its_address_says(address: str, name: str) -> None:
    assert file_of(address) == name


@pytest.mark.parametrize("address", ["/../secret", "/a/%2e%2e/b", "/a//b", "/a/./b", "/%00"])
def test_no_address_leads_out_of_the_folder(address: str) -> None:
    with pytest.raises(ValueError, match="No file can stand"):
        file_of(address)


@given(st.text(max_size=40))
def test_whatever_the_address_the_file_is_below_the_folder(text: str) -> None:
    try:
        name = file_of("/" + text)
    except ValueError:
        return
    assert (Path("/copy") / name).resolve().is_relative_to("/copy")


def test_a_file_with_the_same_bytes_is_not_touched(tmp_path: Path) -> None:
    assert put(tmp_path, "a/b.html", b"one")
    before = (tmp_path / "a/b.html").stat()
    assert not put(tmp_path, "a/b.html", b"one")
    assert (tmp_path / "a/b.html").stat() == before
    assert put(tmp_path, "a/b.html", b"two")
    assert [file.name for file in (tmp_path / "a").iterdir()] == ["b.html"]


def test_what_was_being_written_is_cleared_and_empty_folders_go(tmp_path: Path) -> None:
    put(tmp_path, "a/b/c.html", b"one")
    (tmp_path / "a" / f".c.html.1{PART}").write_bytes(b"half")
    clear_parts(tmp_path)
    remove(tmp_path, "a/b/c.html")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_somebody_elses_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(UserError, match="not of a copy"):
        manifest.read(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["letter.txt"]


def test_a_damaged_manifest_stops(tmp_path: Path) -> None:
    (tmp_path / manifest.NAME).write_text("{")
    with pytest.raises(UserError, match="no folder of a copy"):
        manifest.read(tmp_path)


def test_a_copy_that_lost_a_file_is_not_whole(tmp_path: Path) -> None:
    put(tmp_path, "a.html", b"one")
    told = Manifest("key", {"a.html": 3})
    manifest.write(tmp_path, told)
    assert manifest.read(tmp_path) == told
    assert manifest.is_whole(tmp_path, told)
    (tmp_path / "a.html").unlink()
    assert not manifest.is_whole(tmp_path, told)
