"""A file takes its place whole or not at all."""

from pathlib import Path

import pytest

from ropewalk.observations.whole import whole


def test_what_was_written_takes_the_place_at_the_end(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("old")
    with whole(file) as part:
        part.write_text("new")
        assert file.read_text() == "old"
    assert file.read_text() == "new"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("error", [OSError, KeyboardInterrupt])
def test_a_write_that_fails_leaves_what_was_and_nothing_more(
    tmp_path: Path, error: type[BaseException]
) -> None:
    file = tmp_path / "a.txt"
    file.write_text("old")

    def fails() -> None:
        with whole(file) as part:
            part.write_text("ne")
            raise error

    with pytest.raises(error):
        fails()
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_writer_that_writes_nothing_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), whole(tmp_path / "a.txt"):
        pass
