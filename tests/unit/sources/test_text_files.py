"""CSV files: cells as text, rows counted as people count them, and nothing lost in silence."""

import pytest

from ropewalk.sources.text import read_csv
from ropewalk.vocabulary.errors import SourceError


def rows(data: bytes, **options):
    return read_csv(data, file="toy/a.csv", **options).rows()


def test_cells_stay_text_and_rows_count_the_header():
    assert rows(b"code,value\n007,1.50\nE1,c\n") == [("007", "1.50", 2), ("E1", "c", 3)]


def test_an_empty_line_keeps_its_row_number():
    assert rows(b"a,b\n1,2\n\n3,4\n") == [("1", "2", 2), (None, None, 3), ("3", "4", 4)]


def test_a_byte_order_mark_is_not_part_of_the_first_name():
    assert read_csv(b"\xef\xbb\xbfcode\n1\n", file="a").columns == ["code", "row"]


def test_line_ends_of_other_systems_and_a_last_line_without_one():
    assert rows(b"a,b\r\n1,2\r\n\r\n3,4") == [("1", "2", 2), (None, None, 3), ("3", "4", 4)]


def test_marks_protect_delimiters_line_ends_and_marks():
    assert rows(b'a,b\n"x, y","1\n2"\n"say ""hi""",3\n') == [("x, y", "1\n2", 2), ('say "hi"', "3", 3)]


def test_a_name_that_comes_again_is_counted_and_an_empty_one_lettered():
    frame = read_csv(b"notes,notes,,a  b\n1,2,3,4\n", file="a")
    assert frame.columns == ["notes", "notes (2)", "column C", "a b", "row"]


def test_another_delimiter():
    assert rows(b"a;b\n1,5;2\n", delimiter=";") == [("1,5", "2", 2)]


def test_another_encoding():
    assert rows("name,x\nYnys Môn,£5\n".encode("cp1252"), encoding="cp1252") == [("Ynys Môn", "£5", 2)]


def test_the_wrong_encoding_names_byte_row_and_what_stands_there():
    with pytest.raises(SourceError) as found:
        rows("name\nLeeds\nYnys Môn\n".encode("cp1252"))
    fault = found.value.faults[0]
    assert (fault.file, fault.row, fault.value) == ("toy/a.csv", 3, r"\xf4n\n")
    assert fault.problem == "the file is not utf-8: byte 18 cannot be read"


def test_utf8_read_as_something_else_would_garble_names():
    with pytest.raises(SourceError, match="the file is UTF-8, not cp1252"):
        rows("name\nYnys Môn\n".encode(), encoding="cp1252")


def test_an_encoding_that_does_not_exist():
    with pytest.raises(SourceError, match=r"there is no such encoding \(value: 'utf-9'\)"):
        rows(b"a\n1\n", encoding="utf-9")


def test_a_short_last_row_is_a_file_cut_short():
    with pytest.raises(SourceError, match=r"toy/a.csv, row 3: the row has 2 cells and the header has 3"):
        rows(b"a,b,c\n1,2,3\n4,5")


def test_a_short_row_of_one_letter_is_seen():
    with pytest.raises(SourceError, match=r"row 3: the row has 1 cells and the header has 2"):
        rows(b"a,b\n1,2\n3\n")


def test_a_long_row_is_named():
    with pytest.raises(SourceError, match=r"row 2: the row has 3 cells and the header has 2"):
        rows(b"a,b\n1,2,3\n")


def test_a_short_row_is_seen_though_another_has_marks():
    with pytest.raises(SourceError, match=r"row 3: the row has 1 cells and the header has 2"):
        rows(b'a,b\n"x,y",2\nz\n')


def test_many_bad_rows_are_counted_not_listed():
    with pytest.raises(SourceError) as found:
        rows(b"a,b\n" + b"1\n" * 25)
    assert len(found.value.faults) == 21
    assert found.value.faults[-1].problem == "and 5 more rows like these"


def test_a_mark_that_never_closes_stops():
    with pytest.raises(SourceError, match=r"toy/a\.csv"):
        rows(b'a,b\n1,"2\n3,4\n')


@pytest.mark.parametrize("data", [b"", b"\n \n", b"\xef\xbb\xbf"])
def test_a_file_with_nothing_in_it_stops(data):
    with pytest.raises(SourceError, match=r"toy/a\.csv: the file is empty"):
        rows(data)
