"""A file that is damaged is refused by its name, with what to do: never by an error of a program's own."""

import gzip
import io
import zipfile

import openpyxl
import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ropewalk.sources.mapping.book import read_book
from ropewalk.vocabulary.errors import SourceError


def a_workbook() -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.worksheets[0].append(["Place", "Share"])
    book.worksheets[0].append(["E08000012", 0.5])
    book.save(out)
    return out.getvalue()


def a_parquet() -> bytes:
    out = io.BytesIO()
    pl.DataFrame({"place": ["E08000012"]}).write_parquet(out)
    return out.getvalue()


def an_archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("words.txt", "no sheet")
    return out.getvalue()


MAGIC = [b"", b"\x1f\x8b", b"PAR1", b"\xd0\xcf\x11\xe0", b"PK\x03\x04"]
WHOLE = [
    a_workbook(),
    a_parquet(),
    an_archive(),
    gzip.compress(b"place,value\nE08000012,1\n", mtime=0),
    b"a,b\n1,2\n",
]


def is_read_or_refused(data: bytes) -> bool:
    """Whether it is read, or refused by its name with something to do."""
    try:
        read_book(data, "sent.xlsx")
    except SourceError as error:
        return all(fault.file == "sent.xlsx" and fault.remedy for fault in error.faults)
    return True


@settings(max_examples=150, deadline=None)
@given(
    data=st.sampled_from(WHOLE),
    changes=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=6),
    cut=st.floats(0, 1),
)
def test_bytes_that_were_changed_or_cut_are_read_or_refused(data, changes, cut):
    broken = bytearray(data)
    for where, byte in changes:
        broken[int(where * (len(broken) - 1))] = byte
    assert is_read_or_refused(bytes(broken))
    assert is_read_or_refused(data[: int(cut * len(data))])


@settings(max_examples=100, deadline=None)
@given(
    st.binary(max_size=60), st.sampled_from([b"", b"\x1f\x8b", b"PAR1", b"\xd0\xcf\x11\xe0", b"PK\x03\x04"])
)
@example(b"", b"\xef\xbb\xbf")
@example(b"", b"\xff\xfe")
def test_any_bytes_at_all_are_read_or_refused(data, begin):
    assert is_read_or_refused(begin + data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (gzip.compress(b"place,value\n", mtime=0)[:-6], "the file is damaged"),
        (b'place,"' + b"x" * 200_000, "cannot be read as rows"),
        (b"\xef\xbb\xbf", "the file is empty"),
        (b"", "the file is empty"),
    ],
)
def test_what_is_wrong_with_it_is_said(data, said):
    with pytest.raises(SourceError, match=said):
        read_book(data, "sent.csv")
