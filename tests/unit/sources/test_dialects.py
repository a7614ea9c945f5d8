"""Encodings and dialects: the same table, however it is written, reads to the same cells."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ropewalk.sources.text import Dialect, read_text
from ropewalk.vocabulary.errors import SourceError

# What a cell may hold: letters with accents, delimiters, quotation marks, line ends inside; no outer space.
WORDS = st.text(alphabet="abÖé£—0123456789,;|\t'\"\n .", max_size=8).map(str.strip)
TABLES = st.lists(st.lists(WORDS, min_size=3, max_size=3), min_size=1, max_size=6)


def written(rows, encoding="utf-8", ends="\n", **dialect) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=ends, quoting=csv.QUOTE_ALL, **dialect).writerows(rows)
    return text.getvalue().encode(encoding)


def cells(data, encoding="utf-8", **dialect):
    frame = read_text(data, file="toy/a.csv", encoding=encoding, dialect=Dialect(**dialect))
    return [tuple(cell or "" for cell in row[:-1]) for row in frame.rows()]


@settings(deadline=None, max_examples=60)
@given(
    TABLES,
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "utf-16-le"]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(['"', "'"]),
)
def test_a_table_reads_the_same_in_every_encoding_and_dialect(rows, encoding, ends, delimiter, quote):
    # One letter that only UTF-8 writes so, or cp1252 could not be told from it.
    table = [["a", "b", "£"], *rows]
    data = written(table, encoding, ends, delimiter=delimiter, quotechar=quote)
    # A mark at the start says what the bytes are, so the map need not.
    said = {"utf-8-sig": "utf-8", "utf-16": "utf-8", "utf-32": "utf-8"}.get(encoding, encoding)
    assert cells(data, said, delimiter=delimiter, quote=quote) == [tuple(row) for row in rows]


def test_no_quotation_mark_at_all():
    assert cells(b'a\tb\n5" pipe\t"x\n', delimiter="\t", quote="") == [('5" pipe', '"x')]


def test_line_ends_that_a_program_doubled_and_those_of_old_macintoshes():
    assert cells(b"a,b\r\r\n1,2\r\r\n") == [("1", "2")]
    assert cells(b"a,b\r1,2\r3,4\r") == [("1", "2"), ("3", "4")]


PREAMBLE = b'Claimants\n"Source, a toy office"\n\na,b\n1,2\n3,4\n\n"Note: of all ages"\n,,,\n'


@pytest.mark.parametrize("ends_before", ["", "Note"])
def test_titles_above_and_notes_below_may_be_of_any_width(ends_before):
    frame = read_text(PREAMBLE, file="a", dialect=Dialect(header_row=4, ends_before=ends_before))
    assert frame.rows()[:2] == [("1", "2", 5), ("3", "4", 6)]
    assert frame.drop_nulls().height == 2


def test_the_last_row_of_data_may_be_named():
    frame = read_text(PREAMBLE, file="a", dialect=Dialect(header_row=4, last_row=6))
    assert frame.rows() == [("1", "2", 5), ("3", "4", 6)]


def test_a_footer_mark_inside_a_quoted_cell_ends_nothing():
    data = b'a,b\n"1\nNote","2"\n3,4\nNote: x\n'
    assert cells(data, ends_before="Note") == [("1\nNote", "2"), ("3", "4")]


def test_a_wrong_width_below_titles_names_the_files_own_row():
    with pytest.raises(SourceError, match=r"toy/a\.csv, row 6: the row has 1 cells and the header has 2"):
        cells(PREAMBLE.replace(b"3,4", b"3"), header_row=4, last_row=6)


def fault(data: bytes, encoding: str = "utf-8"):
    with pytest.raises(SourceError) as found:
        read_text(data, file="toy/a.csv", encoding=encoding)
    return found.value.faults[0]


def test_nought_bytes_name_their_row():
    found = fault(b"a,b\n1,2\n3,\x00\n")
    assert str(found) == (
        "toy/a.csv, row 3: the file has nought bytes, as no text has. "
        'It may be UTF-16 (encoding = "utf-16-le" in map.toml), or damaged: fetch it again'
    )


def test_wide_letters_without_a_mark_are_seen_by_their_nought_bytes():
    assert fault("a,b\n1,2\n".encode("utf-16-le")).row == 1


def test_another_encoding_says_what_the_words_would_be():
    found = fault("name,x\nYnys Môn,1\n".encode("cp1252"))
    assert str(found) == (
        "toy/a.csv, row 2: the file is not utf-8: byte 14 cannot be read (value: '\\\\xf4n,1'). "
        "If it should read 'Ynys Môn', put encoding = \"cp1252\" in map.toml; else fetch the file again"
    )
