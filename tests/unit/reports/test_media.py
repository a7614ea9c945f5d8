"""A report says the same in every medium, with the same numbers, and as the same bytes each time."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
from docx import Document
from docx.oxml.ns import qn
from fastexcel import read_excel
from reporting import squeezed, tags_of_pdf, words_of_html, words_of_pdf, words_of_word

from ropewalk.publish.reports.documents import MEDIA, documents
from ropewalk.publish.reports.html import html
from ropewalk.releases.frozen import Frozen, from_files, to_files
from ropewalk.releases.report.kinds import COMMITTEE, PRIORITY, report
from ropewalk.releases.report.kinds import Asked as Of
from ropewalk.releases.report.model import Report, sentences

WORDS = {"html": words_of_html, "pdf": words_of_pdf, "docx": words_of_word}


@pytest.fixture(scope="module")
def committee(frozen: Frozen) -> Report:
    return report(COMMITTEE, frozen)


@pytest.fixture(scope="module")
def made(committee: Report) -> dict[str, bytes]:
    return {ending: write(committee) for ending, write in MEDIA.items()}


@pytest.mark.parametrize("ending", WORDS)
def test_every_sentence_and_number_is_in_every_medium(committee: Report, made, ending: str) -> None:
    wanted = [squeezed(sentence) for sentence in sentences(committee)]
    shown = squeezed(WORDS[ending](made[ending]))
    assert len(wanted) > 100
    assert [one for one in wanted if one not in shown] == []


def test_the_spreadsheet_holds_every_table(committee: Report, made, tmp_path: Path) -> None:
    file = tmp_path / "annex.ods"
    file.write_bytes(made["ods"])
    book = read_excel(file)
    assert book.sheet_names[:2] == ["Cover", "Contents"]
    assert len(book.sheet_names) == 2 + len(committee.tables)
    for at, table in enumerate(committee.tables, 1):
        held = book.load_sheet(f"Table {at}", header_row=1, dtypes="string").to_polars()
        assert tuple(held.columns) == table.head
        texts = [at for at in range(len(table.head)) if at not in table.numeric]
        shown = [tuple(row[at] or "" for at in texts) for row in held.iter_rows()]
        assert shown == [tuple(" ".join(row[at].split()) for at in texts) for row in table.rows]


def test_equal_reports_are_equal_bytes_whatever_the_time(
    frozen: Frozen, made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.time", lambda: datetime(2041, 2, 3, tzinfo=UTC).timestamp())
    monkeypatch.setattr("time.localtime", lambda *_: (2041, 2, 3, 4, 5, 6, 0, 34, 0))
    again = report(COMMITTEE, from_files(to_files(frozen)))
    assert {ending: write(again) == made[ending] for ending, write in MEDIA.items()} == dict.fromkeys(
        MEDIA, True
    )


def test_the_pdf_is_tagged_and_says_that_it_is_pdf_ua(committee: Report, made) -> None:
    with pikepdf.open(BytesIO(made["pdf"])) as pdf:
        root = pdf.Root
        assert (str(root.Lang), bool(root.MarkInfo.Marked)) == ("en-GB", True)
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert b"<pdfuaid:part>1</pdfuaid:part>" in root.Metadata.read_bytes()
        assert pdf.open_metadata()["dc:title"] == committee.title
        assert pdf.check_pdf_syntax() == []
    tags = tags_of_pdf(made["pdf"])
    kinds = [kind for kind, _ in tags]
    described = [alt for kind, alt in tags if kind == "/Figure"]
    assert described == [figure.description for figure in committee.figures]
    assert all(described)
    in_it = [part for part in committee.tables if part not in committee.annex]
    assert kinds.count("/Table") == len(in_it)
    assert kinds.count("/TH") == sum(len(table.head) for table in in_it)
    assert kinds.count("/H2") + kinds.count("/H3") >= len(committee.sections)


def test_the_word_file_has_headings_table_heads_and_described_pictures(committee: Report, made) -> None:
    word = Document(BytesIO(made["docx"]))
    headings = [(one.style.name, one.text) for one in word.paragraphs if one.style.name.startswith("Heading")]
    wanted = [(f"Heading {section.level}", section.title) for section in committee.sections]
    assert headings == [("Heading 1", committee.title), *wanted]
    assert [shape._inline.docPr.get("descr") for shape in word.inline_shapes] == [
        figure.description for figure in committee.figures
    ]
    for table in word.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert word.core_properties.title == committee.title
    with ZipFile(BytesIO(made["docx"])) as packed:
        assert {one.date_time for one in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_words_are_never_taken_for_mark_up(made) -> None:
    assert b"<b>" not in made["html"].partition(b"<body>")[2]
    assert "#strong[$x$]" in words_of_pdf(made["pdf"])


def test_a_served_page_names_its_style_sheet_and_holds_no_rules(committee: Report) -> None:
    page = html(committee, "report.css").decode()
    assert '<link rel="stylesheet" href="report.css">' in page
    assert "<style" not in page
    assert "style=" not in page


def test_the_documents_of_a_release_are_two_reports_and_the_numbers(frozen: Frozen) -> None:
    found = documents(frozen)
    assert sorted(found) == [
        *("annex.ods", "findings.csv", "report.css", "report.docx", "report.html", "report.pdf"),
        *("scrutiny.docx", "scrutiny.html", "scrutiny.pdf"),
    ]
    assert all(found.values())


def test_a_promise_fits_one_page(frozen: Frozen) -> None:
    for priority in frozen.definitions.plan.priorities():
        with pikepdf.open(BytesIO(MEDIA["pdf"](report(PRIORITY, frozen, Of(priority.code))))) as pdf:
            assert len(pdf.pages) == 1
