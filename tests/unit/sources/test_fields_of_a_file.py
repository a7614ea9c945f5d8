"""What a map may say of its file: fields that do not fit the format stop, and decimal commas are numbers."""

import pytest

from ropewalk.sources.maps import read_map
from ropewalk.vocabulary.errors import DefinitionError, SourceError

MAP = """
[[table]]
file = "a.csv"
{fields}
place = {{ column = "place" }}
period = {{ column = "year", notation = "calendar-year" }}
[[table.series]]
indicator = "jobs"
value = "value"
"""


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ('format = "sdmx"\nsheet = "One"', "a sdmx file has no sheet"),
        ('format = "json-stat"\nheader_row = 3', "a json-stat file has no header rows"),
        ('format = "parquet"\nends_before = ""', "a parquet file has no header rows"),
        ("header_row = 5\nlast_row = 3", "header_row, first_row and last_row do not follow one another"),
        ('delimiter = "ab"', "`delimiter` 'ab' is not one plain letter"),
        ('quote = "«"', "`quote` '«' is not one plain letter"),
        ('delimiter = "\'"\nquote = "\'"', "delimiter and quote are the same"),
        ('format = "csvw"\ndelimiter = ";"', "a csvw file has no encoding or delimiter"),
        ('metadata = "a.json"', "`metadata` is not read"),
    ],
)
def test_fields_that_do_not_fit_the_format_stop(source, fields, problem):
    folder = source(MAP.format(fields=fields), {})
    with pytest.raises(DefinitionError) as found:
        read_map(folder)
    assert [fault.problem for fault in found.value.faults] == [f"table 1 (a.csv): {problem}"]
    assert found.value.faults[0].remedy


COMMAS = MAP.format(fields='delimiter = ";"\nencoding = "latin-1"\nnumbers = { decimal = "," }')


@pytest.mark.parametrize(
    ("cell", "value"), [("1,5", 1.5), ("1.234,5", 1234.5), ("1.234", 1234.0), ("-0,25", -0.25), ("12", 12.0)]
)
def test_a_comma_before_decimals_and_a_point_between_thousands(load, cell, value):
    batch = load(COMMAS, {"a.csv": f"place;year;value\nE08000012;2022;{cell}\n"})
    assert batch.observations["value"].to_list() == [value]


@pytest.mark.parametrize("cell", ["1.5", "1,234.5", "1,2,3", "1.23.456"])
def test_what_is_no_number_with_decimal_commas(load, cell):
    with pytest.raises(SourceError, match="row 2: the value is not a number"):
        load(COMMAS, {"a.csv": f"place;year;value\nE08000012;2022;{cell}\n"})
