from pathlib import Path

import pytest

from ropewalk.vocabulary.errors import UserError
from ropewalk.workspace.definitions import read_definitions
from ropewalk.workspace.skeleton import write_skeleton


def test_a_new_workspace_reads_without_a_fault(tmp_path: Path) -> None:
    folder = write_skeleton(tmp_path / "leeds", name='Leeds "the" city', place="E08000035", council="Leeds")
    definitions = read_definitions(folder)
    assert definitions.city.name == 'Leeds "the" city'
    assert definitions.city.place == "E08000035"
    assert definitions.indicators == ()


def test_a_new_workspace_never_overwrites(tmp_path: Path) -> None:
    (tmp_path / "work.txt").write_text("mine")
    with pytest.raises(UserError, match="not empty"):
        write_skeleton(tmp_path, name="Leeds", place="E08000035", council="Leeds")
    assert [p.name for p in tmp_path.iterdir()] == ["work.txt"]
