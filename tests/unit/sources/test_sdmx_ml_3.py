"""SDMX-ML 3.0: components that are elements, because they may have many values or several languages."""

import pytest
import written_formats as w

from ropewalk.sources.formats.sdmx import read_sdmx
from ropewalk.vocabulary.errors import SourceError

ROWS = w.table([1.5, 2.5, None, 4.5, 5.5, 6.5, 7.5, 8.5])
PLAIN = w.as_sdmx_3(ROWS)


def component(name: str, *values: str) -> bytes:
    inside = "".join(f"\n <Value>{value}</Value>" for value in values)
    return f'\n<Comp id="{name}" xsi:type="ns1:{name}_ATTRIBUTE">{inside}\n</Comp>'.encode()


def after(opening: bytes, more: bytes, data: bytes = PLAIN) -> bytes:
    """The message with something more inside of the first element that opens so."""
    at = data.index(b">", data.index(opening)) + 1
    return data[:at] + more + data[at:]


def within_the_first_observation(more: bytes) -> bytes:
    at = PLAIN.index(b"/>", PLAIN.index(b"<Obs"))
    return PLAIN[:at] + b">" + more + b"</Obs>" + PLAIN[at + 2 :]


def test_the_two_ways_to_write_a_component_read_alike():
    as_elements = read_sdmx(w.as_sdmx_3_components(ROWS), file="a").frame
    assert set(as_elements["SOURCE"]) == {"LFS"}
    assert as_elements.select(w.HEADER).equals(read_sdmx(PLAIN, file="a").frame.select(w.HEADER))


def test_a_component_of_a_series_stands_in_its_rows_alone():
    frame = read_sdmx(after(b"<Series", component("UNIT", "PERS")), file="a").frame
    assert frame["UNIT"].to_list() == ["PERS", "PERS", *[None] * 6]
    assert frame["OBS_VALUE"].to_list() == ["1.5", "2.5", None, "4.5", "5.5", "6.5", "7.5", "8.5"]


def test_a_component_of_one_observation_stands_in_its_row_alone():
    frame = read_sdmx(within_the_first_observation(component("COMMENT", "early &amp; rough")), file="a").frame
    assert frame["COMMENT"].to_list() == ["early & rough", *[None] * 7]


def test_several_values_stand_side_by_side_so_that_no_map_takes_them_for_one():
    frame = read_sdmx(within_the_first_observation(component("OBS_PRE_BREAK", "A", "F")), file="a").frame
    assert frame["OBS_PRE_BREAK"][0] == "A;F"


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        ('<c:Text xml:lang="cy">Swyddi</c:Text><c:Text xml:lang="en">Jobs</c:Text>', "Jobs"),
        ('<c:Text xml:lang="cy">Swyddi</c:Text><c:Text>Jobs</c:Text>', "Jobs"),
        ('<c:Text xml:lang="cy">Swyddi</c:Text>', "Swyddi"),
    ],
)
def test_of_several_languages_english_is_taken_and_else_the_first(texts: str, told: str):
    frame = read_sdmx(after(b"<Series", component("TITLE", f"\n  {texts}\n ")), file="a").frame
    assert frame["TITLE"][0] == told


def test_components_of_groups_are_not_read():
    group = b'<Group xsi:type="ns1:Sibling" SEX="F">' + component("UNIT", "PERS") + b"</Group>"
    frame = read_sdmx(after(b"<m:DataSet ", group), file="a").frame
    assert frame.columns == [*w.HEADER, "row"]


def test_a_structure_of_several_measures_gives_a_column_for_each():
    more = PLAIN.replace(b" OBS_STATUS=", b' CI_LOWER="1" OBS_STATUS=')
    frame = read_sdmx(more, file="a").frame
    assert frame.columns == [*w.HEADER[:4], "CI_LOWER", "OBS_STATUS", "row"]


@pytest.mark.parametrize(
    "more", [component("OBS_STATUS", "A"), component("", "A"), component("NEW", "A") + component("NEW", "B")]
)
def test_a_component_that_stands_twice_or_has_no_name_stops(more: bytes):
    with pytest.raises(SourceError, match="twice, or without a name"):
        read_sdmx(within_the_first_observation(more), file="a")


def test_a_message_that_deletes_stops():
    with pytest.raises(SourceError, match="deletes observations"):
        read_sdmx(PLAIN.replace(b'action="Replace"', b'action="Delete"'), file="a")
