"""Earlier editions: listed, unchanged, in the publisher's order, each read through the one map."""

from hashlib import sha256

import pytest

from ropewalk.sources.editions import read_editions
from ropewalk.sources.load import read_source
from ropewalk.vocabulary.errors import DefinitionError, SourceError

MAP = """
[[table]]
file = "a.csv"
place = { column = "code" }
period = { column = "year", notation = "calendar-year" }
[[table.series]]
indicator = "jobs"
value = "value"
"""
LISTED = """
[[edition]]
id = "{id}"
published = {published}
retrieved = 2026-11-23
notes = "Limits were worked out anew."
[[edition.files]]
name = "a.csv"
sha256 = "{sha256}"
bytes = {bytes}
"""


def text(value):
    return f"code,year,value\nE08000012,2023,{value}\n".encode()


@pytest.fixture
def folder(source):
    """A source whose newest edition says 3; the two before it said 1 and 2."""
    made, listing = source(MAP, {"a.csv": text(3)}), ""
    for number, published in ((1, "2023-03-31T14:43:53"), (2, "2023-05-04")):
        data = text(number)
        (made / "editions" / f"e{number}").mkdir(parents=True)
        (made / "editions" / f"e{number}" / "a.csv").write_bytes(data)
        digest = sha256(data).hexdigest()
        listing += LISTED.format(id=f"e{number}", published=published, sha256=digest, bytes=len(data))
    (made / "editions.toml").write_text(listing)
    return made


def changed(folder, old, new):
    file = folder / "editions.toml"
    file.write_text(file.read_text().replace(old, new))


def test_editions_come_oldest_first_and_the_newest_last(folder, register):
    editions = read_editions(folder)
    assert [one.edition for one in editions] == ["e1", "e2", ""]
    assert [str(one.published) for one in editions] == ["2023-03-31", "2023-05-04", "2024-01-31"]
    assert str(editions[0].published_at) == "2023-03-31 14:43:53"
    assert editions[1].published_at is None
    assert editions[0].notes == "Limits were worked out anew."
    assert editions[0].licence == editions[2].licence
    read = [
        read_source(folder, register, known_indicators={"jobs"}, edition=one) for one in (*editions[:2], None)
    ]
    assert [batch.observations["value"].to_list() for batch in read] == [[1.0], [2.0], [3.0]]
    assert [batch.origin.edition for batch in read] == ["e1", "e2", ""]


def test_a_source_without_earlier_editions_has_one(source):
    assert len(read_editions(source(MAP, {"a.csv": text(3)}))) == 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('id = "e2"', 'id = "e1"', "the edition is named twice"),
        ("2023-05-04", "2023-03-30", "published before the one above it"),
        ("2023-05-04", '"May"', "`published` is not a day or a moment"),
        ("retrieved = 2026-11-23", "retrieved = 2022-11-23", "`retrieved` is before `published`"),
        ('name = "a.csv"', 'name = "../a.csv"', "this is not a file's name"),
        ('id = "e2"', 'id = "../e2"', "this cannot be an edition's id"),
        ('id = "e2"', 'id = "e3"', "does not name this edition"),
        ("notes =", "note =", "unknown field `note`"),
    ],
)
def test_the_list_is_read_strictly(folder, old, new, said):
    changed(folder, old, new)
    with pytest.raises(DefinitionError, match=said) as found:
        read_editions(folder)
    assert all(fault.remedy and fault.file.startswith("toy/editions") for fault in found.value.faults)


def test_one_changed_byte_of_an_earlier_edition_stops_the_load(folder, register):
    (folder / "editions" / "e1" / "a.csv").write_bytes(text(9))
    with pytest.raises(SourceError, match=r"toy/editions/e1/a\.csv: the file's sha256 is not"):
        read_source(folder, register, known_indicators={"jobs"}, edition=read_editions(folder)[0])


def test_a_file_that_the_list_does_not_name_stops_the_load(folder, register):
    (folder / "editions" / "e1" / "b.csv").write_bytes(b"x")
    with pytest.raises(SourceError, match=r"toy/editions/e1/b\.csv: editions\.toml does not name this file"):
        read_source(folder, register, known_indicators={"jobs"}, edition=read_editions(folder)[0])


def test_a_fault_in_an_earlier_edition_names_its_file_and_row(folder, register):
    changed(folder, sha256(text(1)).hexdigest(), sha256(text("x")).hexdigest())
    (folder / "editions" / "e1" / "a.csv").write_bytes(text("x"))
    with pytest.raises(SourceError, match=r"toy/editions/e1/a\.csv, row 2: the value is not a number"):
        read_source(folder, register, known_indicators={"jobs"}, edition=read_editions(folder)[0])
