"""Evidence: which files are kept, where, and by whom."""

import io
import zipfile
from contextlib import suppress
from pathlib import Path

import openpyxl
import pytest
from asked_for import DUE, MONTH, QUEUES, of_housing
from hypothesis import given
from hypothesis import strategies as st
from office_people import as_

from ropewalk.accounts.by import NotAllowedError
from ropewalk.returns import actions, safe_files
from ropewalk.returns.keeping import keep, path_of
from ropewalk.returns.models import Evidence
from ropewalk.returns.safe_files import LARGEST, checked, plain_name
from ropewalk.vocabulary.errors import UserError

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n"


def a_workbook() -> bytes:
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    return out.getvalue()


def a_zip(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


ODT = a_zip(mimetype=b"application/vnd.oasis.opendocument.text", **{"content.xml": b"<a/>"})
DOCX = a_zip(**{"[Content_Types].xml": b"<a/>", "word/document.xml": b"<a/>"})


@pytest.mark.parametrize(
    ("name", "data"),
    [
        *(("a.pdf", PDF), ("a.xlsx", a_workbook()), ("a.odt", ODT), ("a.docx", DOCX)),
        *(("a.png", b"\x89PNG\r\n\x1a\nxx"), ("a.JPEG", b"\xff\xd8\xff\xe0xx"), ("a.csv", b"a,b\n1,2\n")),
        ("notes.txt", "Où ça".encode("cp1252")),
    ],
)
def test_kinds_that_only_show_something_are_kept(name: str, data: bytes) -> None:
    assert checked(name, data).data == data


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.exe", b"MZ"),
        ("a.svg", b"<svg/>"),
        ("a.html", b"<html>"),
        ("a.pdf", a_workbook()),
        ("a.txt", b"<script>alert(1)</script>"),
        ("a.csv", b"\x00\x01\x02"),
        ("a.zip", a_zip(x=b"y")),
        ("a.xlsm", a_workbook()),
        ("a.docx", a_zip(**{"[Content_Types].xml": b"x", "word/x.xml": b"x", "word/vbaProject.bin": b"x"})),
        ("a.docx", a_zip(**{"[Content_Types].xml": b"x", "word/x.xml": b"x", "word/embeddings/a.bin": b"x"})),
        ("a.odt", a_zip(mimetype=b"text/plain")),
        ("a.xlsx", DOCX),
        ("a.pdf", b""),
        ("a.pdf", PDF + b"x" * LARGEST),
        ("a", PDF),
    ],
)
def test_what_can_run_or_is_not_what_it_says_is_refused(name: str, data: bytes) -> None:
    with pytest.raises(UserError) as error:
        checked(name, data)
    assert error.value.faults[0].remedy


def test_an_archive_that_swells_is_refused(monkeypatch) -> None:
    monkeypatch.setattr(safe_files, "MOST_UNPACKED", 5_000)
    big = io.BytesIO()
    with zipfile.ZipFile(big, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"x")
        archive.writestr("word/a.xml", bytes(6_000))
    with pytest.raises(UserError):
        checked("a.docx", big.getvalue())


@given(st.text(max_size=300))
def test_a_name_leads_nowhere(name: str) -> None:
    plain = plain_name(name)
    assert plain
    assert len(plain) <= 130
    assert not set(plain) & set('/\\"<>|:*?\r\n')
    assert plain not in (".", "..")


@given(st.sampled_from(["pdf", "docx", "ods", "txt", "png"]), st.binary(max_size=300))
def test_no_bytes_break_the_check(kind: str, data: bytes) -> None:
    with suppress(UserError):
        assert checked(f"x.{kind}", data).kind == kind


@pytest.fixture
def workspace_here(settings, tmp_path: Path) -> Path:
    settings.WORKSPACE = tmp_path
    return tmp_path


def test_evidence_lies_by_its_hash_and_is_told(team, workspace_here: Path) -> None:
    row = actions.ask(as_(team["paula"]), QUEUES, MONTH, DUE, of_housing())
    one = actions.add_evidence(as_(team["carol"]), row.pk, "../../minutes.pdf", PDF)
    assert one.name == "minutes.pdf"
    assert path_of(one.sha256).read_bytes() == PDF
    assert path_of(one.sha256).is_relative_to(workspace_here / "evidence")
    assert path_of(one.sha256).stat().st_mode & 0o077 == 0
    with pytest.raises(UserError, match="here already"):
        actions.add_evidence(as_(team["carol"]), row.pk, "again.pdf", PDF)


def test_only_who_may_file_adds_evidence(team, workspace_here: Path) -> None:
    row = actions.ask(as_(team["paula"]), QUEUES, MONTH, DUE, of_housing())
    with pytest.raises(NotAllowedError):
        actions.add_evidence(as_(team["vera"]), row.pk, "a.pdf", PDF)
    assert Evidence.objects.count() == 0
    assert not (workspace_here / "evidence").exists()


def test_bytes_are_written_once(workspace_here: Path) -> None:
    assert keep(PDF) == keep(PDF)
    assert [path.name for path in (workspace_here / "evidence").rglob("*") if path.is_file()] == [keep(PDF)]
