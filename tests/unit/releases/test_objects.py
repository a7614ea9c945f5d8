"""Files of releases are kept under their hash, and are never anything else than what was put there."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ropewalk.releases import objects
from ropewalk.vocabulary.errors import StoreError


@settings(max_examples=20)
@given(contents=st.lists(st.binary(max_size=200), max_size=6))
def test_what_is_put_is_got_again(contents: list[bytes], tmp_path_factory: pytest.TempPathFactory) -> None:
    home = tmp_path_factory.mktemp("objects")
    names = [objects.put(home, content) for content in contents]
    assert [objects.get(home, name) for name in names] == contents
    assert list(objects.held(home)) == sorted(set(names))


def test_a_changed_byte_is_found(tmp_path: Path) -> None:
    name = objects.put(tmp_path, b"as it was")
    objects.path_of(tmp_path, name).write_bytes(b"as it is!")
    with pytest.raises(StoreError, match="not what it was"):
        objects.get(tmp_path, name)


def test_what_was_half_written_is_written_again(tmp_path: Path) -> None:
    name = objects.put(tmp_path, b"as it was")
    objects.path_of(tmp_path, name).write_bytes(b"as")
    assert objects.put(tmp_path, b"as it was") == name
    assert objects.get(tmp_path, name) == b"as it was"


def test_a_missing_file_is_told_with_its_remedy(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"missing.*backup"):
        objects.get(tmp_path, "0" * 64)
