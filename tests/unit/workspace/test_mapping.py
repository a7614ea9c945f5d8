"""Mapping in a workspace: what is written, what is never written over, and what comes back."""

import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from council_sheets import SHEETS, gazetteer
from workbooks import xlsx

from ropewalk.sources.fetch import swapping
from ropewalk.sources.mapping.origins import Told
from ropewalk.sources.mapping.propose import Asked
from ropewalk.sources.maps import read_map
from ropewalk.sources.origin import read_origin
from ropewalk.vocabulary.errors import DefinitionError, SourceError, UserError
from ropewalk.workspace import mapping
from ropewalk.workspace.folder import Folder

TOLD = Told("Parks", "Test council", "OGL-UK-3.0", "", "A test", date(2024, 1, 31))
CSV = "Council;Year;Spending\nLiverpool;2022/23;5\nManchester;2022/23;6\nLiverpool;2023/24;7\n"
CSV += "Manchester;2023/24;8\nKnowsley;2022/23;9\nKnowsley;2023/24;10\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    made = Folder(tmp_path / "city")
    made.indicators.mkdir(parents=True)
    made.sources.mkdir()
    monkeypatch.setattr(mapping, "gazetteer", lambda _: gazetteer())
    return made


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "parks spending.csv"
    path.write_text(CSV)
    return path


def plan_of(folder, path, *, told=TOLD, confirmed=(), source=""):
    return mapping.plan_source(folder, path, asked=Asked(), told=told, confirmed=confirmed, source=source)


def everything(folder):
    return {p: p.read_bytes() for p in folder.path.rglob("*") if p.is_file()}


def test_a_source_holds_the_file_unchanged_its_origin_and_its_map(folder, file):
    target = mapping.write_source(folder, plan_of(folder, file), file)
    assert target == folder.sources / "parks-spending"
    assert (target / file.name).read_bytes() == file.read_bytes()
    origin = read_origin(target)
    assert (origin.producer, origin.published, origin.files[0].bytes) == (
        "Test council",
        date(2024, 1, 31),
        len(CSV),
    )
    assert "Source: Test council." in origin.attribution
    assert read_map(target).table[0].place.column == "Council"
    assert "# place: 1.00 sure" in (target / "map.toml").read_text()


def test_what_nobody_said_of_the_origin_is_refused(folder, file):
    target = mapping.write_source(folder, plan_of(folder, file, told=Told()), file)
    with pytest.raises(DefinitionError) as stopped:
        read_origin(target)
    empty = {fault.problem for fault in stopped.value.faults}
    assert empty == {f"`{name}` is empty" for name in ("producer", "licence", "attribution", "address")}


def test_a_map_with_doubts_is_not_read_until_they_are_confirmed(folder, tmp_path):
    sheet = SHEETS["names that are nearly right"]
    path = tmp_path / sheet.name
    path.write_bytes(sheet.data)
    target = mapping.write_source(folder, plan_of(folder, path), path)
    with pytest.raises(DefinitionError, match="not confirmed yet: place"):
        read_map(target)
    mapping.write_source(folder, plan_of(folder, path, confirmed=["place"]), path, replace=True)
    assert read_map(target).doubts == ()


def test_there_is_nothing_else_to_confirm(folder, file):
    with pytest.raises(UserError, match="nothing of this name to confirm"):
        plan_of(folder, file, confirmed=["everything"])


def test_an_unknown_indicator_is_begun_with_its_fields_empty_and_never_written_over(folder, file):
    mapping.write_source(folder, plan_of(folder, file), file)
    begun = folder.indicators / "spending.toml"
    assert 'owner = "" # the role' in begun.read_text()
    begun.write_text("mine")
    mapping.write_source(folder, plan_of(folder, file), file, replace=True)
    assert begun.read_text() == "mine"


def test_a_source_is_never_written_over_unasked(folder, file):
    plan = plan_of(folder, file)
    mapping.write_source(folder, plan, file)
    before = everything(folder)
    with pytest.raises(UserError, match="there is such a source already"):
        mapping.write_source(folder, plan, file)
    assert everything(folder) == before


def test_a_write_that_fails_leaves_what_was_there(folder, file, monkeypatch):
    plan = plan_of(folder, file)
    mapping.write_source(folder, plan, file)
    before = everything(folder)
    rename = Path.rename

    def fails(self, target):
        if self.name == "new":
            raise OSError("no room")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fails)
    monkeypatch.setattr(swapping, "_exchange", lambda one, other: False)  # a disk that takes two renames
    with pytest.raises(OSError, match="no room"):
        mapping.write_source(folder, plan, file, replace=True)
    assert everything(folder) == before


def test_a_source_changes_in_one_step(folder, file, monkeypatch):
    mapping.write_source(folder, plan_of(folder, file), file)
    changed = Path(shutil.copy(file, file.with_name(f"again-{file.name}")))
    monkeypatch.setattr(Path, "rename", None)  # there is no moment at which the folder is away
    target = mapping.write_source(
        folder, plan_of(folder, changed, source="parks-spending"), changed, replace=True
    )
    assert (target / changed.name).is_file()
    assert not (target / file.name).exists()
    assert [path.name for path in folder.sources.iterdir() if path.name.startswith(".")] == []


def test_a_folder_left_half_written_is_no_source(folder, file):
    (folder.sources / ".parks.part-1").mkdir()
    assert folder.source_ids() == ()


def test_a_marked_copy_is_written_only_when_something_is_wrong(folder, file, tmp_path):
    mapping.write_source(folder, plan_of(folder, file), file)
    out = tmp_path / "out.xlsx"
    assert mapping.mark(folder, "parks-spending", out).marks == ()
    assert not out.exists()


def wrong(folder, file):
    file.write_text(CSV.replace(";6\n", ";six\n"))
    mapping.write_source(folder, plan_of(folder, file), file, replace=True)


def test_a_mended_copy_takes_the_files_place_and_the_map_keeps_its_lines(folder, file, tmp_path):
    wrong(folder, file)
    target = folder.sources / "parks-spending"
    text = (target / "map.toml").read_text().replace("[[table]]", "# kept\n[[table]]")
    (target / "map.toml").write_text(text)
    marks = mapping.mark(folder, "parks-spending", tmp_path / "out.xlsx")
    assert [mark.address for mark in marks.marks] == ["C3"]
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    book["parks spending"]["C3"] = 6
    book.save(tmp_path / "mended.xlsx")
    mapping.take_back(folder, "parks-spending", tmp_path / "mended.xlsx")
    assert "# kept" in (target / "map.toml").read_text()
    assert read_map(target).table[0].sheet == "parks spending"
    assert read_origin(target).files[0].name == "mended.xlsx"
    assert not (target / file.name).exists()
    assert mapping.find_marks(folder, "parks-spending")[1].marks == ()


def test_a_file_without_the_sheet_that_the_map_reads_is_not_taken_back(folder, file, tmp_path):
    wrong(folder, file)
    before = everything(folder)
    other = tmp_path / "other.xlsx"
    other.write_bytes(xlsx({"Other": [["a", "b"], ["c", 1]]}))
    with pytest.raises(SourceError, match="no such sheet"):
        mapping.take_back(folder, "parks-spending", other)
    assert everything(folder) == before


def test_a_source_that_is_not_there_is_named(folder, tmp_path):
    with pytest.raises(UserError, match="there is no such source"):
        mapping.mark(folder, "parks", tmp_path / "out.xlsx")


def test_a_file_that_is_not_there_and_one_without_a_table_are_told_apart(folder, tmp_path):
    with pytest.raises(UserError, match="there is no such file"):
        plan_of(folder, tmp_path / "none.csv")
    words = tmp_path / "words.csv"
    words.write_text("only words\nand more\n")
    with pytest.raises(SourceError, match="no table can be found"):
        plan_of(folder, words)
