"""Wrong sorts, damaged files and hostile ones: each stops with the words that a person needs."""

import gzip
import io
import json
import zipfile

import polars as pl
import pytest
import written_formats as w

from ropewalk.sources import archives, sheets
from ropewalk.sources.maps import PeriodColumn, PlaceColumn, Series, Table
from ropewalk.sources.opening import Files
from ropewalk.vocabulary.errors import RopewalkError, SourceError

ROWS = w.table([1.5, 2.5, None, 4.5, 5.5, 6.5, 7.5, 8.5])
PAGE = b"<!DOCTYPE html>\n<html><head><title>404</title></head><body>Not found</body></html>"
SHEET = 'Put format = "excel" and its sheet in map.toml'


def said(data: bytes, beside: dict[str, bytes] | None = None, **fields) -> str:
    place, period = PlaceColumn(column="REF_AREA"), PeriodColumn(column="TIME_PERIOD")
    series = (Series(indicator="jobs", value="OBS_VALUE"),)
    table = Table(file="a.csv", place=place, period=period, series=series, **fields)
    with pytest.raises(RopewalkError) as found:
        Files("toy", {"a.csv": data, **(beside or {})}).open(table)
    return str(found.value.faults[0])


def zipped(files: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in files.items():
            archive.writestr(name, part)
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "fields", "words"),
    [
        (
            PAGE,
            {},
            "a web page (HTML), not csv. "
            "Fetch it again: the address gave a page, perhaps an error page, instead of the file",
        ),
        (PAGE, {"format": "sdmx"}, "a web page (HTML), not sdmx. Fetch it again: "),
        (PAGE.decode().encode("utf-16"), {"format": "json-stat"}, "a web page (HTML), not json-stat. "),
        (w.as_xlsx(ROWS), {}, f"an Excel workbook (xlsx), not csv. {SHEET}"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), {}, f"an Excel workbook (xls), not csv. {SHEET}"),
        (gzip.compress(w.as_csv(ROWS), mtime=0), {}, "packed with gzip, not csv. Let its name end in .gz"),
        (
            zipped({"a.csv": b"a"}),
            {"format": "excel", "sheet": "One"},
            "a zip archive, not excel. Take the file",
        ),
        (b"%PDF-1.7", {"format": "tsv"}, "a PDF document, not tsv. Fetch it again: "),
        (w.as_parquet(ROWS), {}, 'a Parquet file, not csv. Put format = "parquet" in map.toml'),
        (w.as_json_stat_2(ROWS), {}, 'JSON, not csv. Put format = "json-stat" or "sdmx" in map.toml'),
        (w.as_sdmx_generic(ROWS), {}, 'XML, not csv. Put format = "sdmx" in map.toml if it is SDMX-ML'),
    ],
    ids=lambda part: part[:24] if isinstance(part, str) else None,
)
def test_the_bytes_say_what_the_name_does_not(data, fields, words):
    assert said(data, **fields).startswith(f"toy/a.csv: the file is {words}")


DEEP = b"[" * 200_000


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (w.as_json_stat_2(ROWS)[:-9], "the file cannot be read as JSON: Input data was truncated"),
        (b'{"a":' * 200_000, "the JSON is nested too deep to be data"),
        (b'{"value": ' + DEEP, "the JSON is nested too deep to be data"),
        (b'{"class": "dataset"}', "the data set is not as JSON-stat has it: KeyError 'dimension'"),
        (b"{}", "the JSON holds no JSON-stat data set"),
    ],
)
def test_json_that_is_cut_deep_or_empty(data, words):
    remedy = "Fetch the file again: it is cut short, damaged, or not what map.toml says"
    assert said(data, format="json-stat") == f"toy/a.csv: {words}. {remedy}"


def cube(**changes) -> bytes:
    return json.dumps({**json.loads(w.as_json_stat_2(ROWS)), **changes}).encode()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (cube(value=[1, 2]), "the cube has 2 values and its sizes make 8"),
        (cube(size=[2, 2]), "the cube's `id` and `size` do not fit each other"),
        (cube(size=[2, 2, 3], value={}), "the dimension has 2 categories and a size of 3"),
        (
            cube(size=[10**6, 10**6, 2], value={"0": 1}),
            "the cube declares 2,000,000,000,000 cells and gives 1 values",
        ),
        (
            json.dumps(
                {"class": "collection", "link": {"item": [{"class": "dataset", "href": "x"}]}}
            ).encode(),
            "the collection only points at data sets and holds none",
        ),
    ],
)
def test_cubes_that_do_not_hold_together(data, words):
    assert said(data, format="json-stat").startswith(f"toy/a.csv: {words}")


def test_of_several_data_sets_the_map_must_name_one():
    both = json.dumps({"jobs": json.loads(cube()), "pay": json.loads(cube())}).encode()
    assert said(both, format="json-stat") == (
        "toy/a.csv: the file holds 2 data sets. Name one as `sheet` in map.toml: jobs, pay"
    )
    assert "there is no such data set (value: 'rent'). " in said(both, format="json-stat", sheet="rent")


BOMB = b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>\n'
OUTSIDE = b'<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>\n'


@pytest.mark.parametrize("kind", [BOMB, OUTSIDE, b"<!DOCTYPE a>\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_that_declares_entities_is_refused_before_they_are_read(kind, encoding):
    text = w.as_sdmx_generic(ROWS).replace(b"\n", b"\n" + kind, 1).decode()
    data = text.replace('"UTF-8"', f'"{encoding}"').encode(encoding)
    assert said(data, format="sdmx").startswith("toy/a.csv, row ")
    assert "the XML declares a document type, which no SDMX message has. " in said(data, format="sdmx")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (w.as_sdmx_specific(ROWS)[:-60], "row 2: the XML cannot be read: unclosed token"),
        (
            w.as_sdmx_generic(ROWS).replace(b"GenericData", b"Structure"),
            "row 2: the XML is <Structure>, not SDMX data",
        ),
        (
            w.as_sdmx_generic(ROWS).replace(b'"Replace"', b'"Delete"'),
            "row 2: the message deletes observations",
        ),
        (
            w.as_sdmx_csv_2(ROWS).replace(b",I,", b",D,", 1),
            "row 2: the message deletes observations (value: 'D')",
        ),
        (w.as_csv(ROWS), "row 1: the first column of SDMX-CSV is DATAFLOW or STRUCTURE (value: 'REF_AREA')"),
    ],
)
def test_messages_that_are_no_data(data, words):
    assert said(data, format="sdmx").startswith(f"toy/a.csv, {words}")


def test_a_message_without_observations_is_no_data():
    data = w.as_sdmx_specific([])
    assert said(data, format="sdmx") == "toy/a.csv: the message holds no observations. Ask for data again"


def test_a_workbook_that_would_fill_the_memory(monkeypatch):
    monkeypatch.setattr(archives, "UNPACKED", 10_000)
    data = zipped({"xl/workbook.xml": b"x" * 100_000, "[Content_Types].xml": b"x"})
    assert said(data, format="excel", sheet="One") == (
        "toy/a.csv: the file would unpack to 100,001 bytes in 2 parts. "
        "Ask the publisher for the data as CSV or Parquet: this file would fill the memory"
    )


def test_a_workbook_that_lies_about_how_far_it_unpacks():
    data = w.as_xlsx(ROWS)
    at = data.rindex(b"PK\x01\x02")
    lie = data[: at + 24] + (1).to_bytes(4, "little") + data[at + 28 :]
    assert "the file cannot be opened as a spreadsheet" in said(lie, format="excel", sheet="One")


@pytest.mark.parametrize(
    "corner",
    [
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        b"<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
        b'<row><c\nr = "XFD1048576"><v>1</v></c></row>',
    ],
    ids=["usual", "other quotation marks", "in the cell alone"],
)
def test_a_sheet_of_two_cells_in_its_far_corners(corner):
    files = {name: part.read() for name, part in opened(w.as_xlsx(ROWS))}
    name = "xl/worksheets/sheet1.xml"
    sheet = files[name].replace(b"</sheetData>", corner + b"</sheetData>")
    assert said(zipped({**files, name: sheet}), format="excel", sheet="One").startswith(
        "toy/a.csv: a sheet of the file spans 17,179,869,184 cells and holds "
    )


def test_an_ods_row_that_repeats_a_million_times():
    row = b'<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value="1"'
    row += b' table:number-columns-repeated="16384"><text:p>1</text:p></table:table-cell></table:table-row>'
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as book:
        book.writestr("mimetype", kind)
        book.writestr("content.xml", b"<table:table>" + row + b"</table:table>")
    assert "a sheet of the file spans 17,179,885,568 cells and holds 1" in said(
        data.getvalue(), format="excel", sheet="One"
    )


def opened(data: bytes):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(name, io.BytesIO(archive.read(name))) for name in archive.namelist()]


def test_a_parquet_file_that_declares_far_more_than_it_gives(monkeypatch):
    data = io.BytesIO()
    pl.DataFrame({"a": [1] * 2_000_000}).write_parquet(data)
    monkeypatch.setattr(sheets, "CELLS", 1000)
    assert said(data.getvalue(), format="parquet").startswith(
        "toy/a.csv: the file declares 2,000,000 cells in "
    )


def described(**changes) -> dict[str, bytes]:
    return {"a.csv-metadata.json": json.dumps({**w.CSVW, "url": "a.csv", **changes}).encode()}


@pytest.mark.parametrize(
    ("data", "beside", "words"),
    [
        (
            w.as_csvw(ROWS),
            {},
            "toy/a.csv: there is no CSVW metadata for this file. Put a.csv-metadata.json beside",
        ),
        (
            w.as_csvw(ROWS),
            described(tableSchema="https://example.org/schema.json"),
            "toy/a.csv-metadata.json: the schema is an address, which is not followed "
            "(value: 'https://example.org/schema.json'). Put the schema itself in its place",
        ),
        (
            w.as_csvw(ROWS),
            described(colour="red"),
            "toy/a.csv-metadata.json: the CSVW metadata cannot be read: Invalid property colour for Table. ",
        ),
        (
            w.as_csvw(ROWS),
            {"csv-metadata.json": json.dumps({"tables": [{**w.CSVW, "url": "b.csv"}]}).encode()},
            "toy/csv-metadata.json: the CSVW metadata has no such table (value: 'a.csv'). Its tables",
        ),
        (
            w.as_csvw(ROWS).replace(b"Year", b"Period"),
            described(),
            "toy/a.csv, row 1: this title is not the metadata's (value: 'Period'). It should be TIME_PERIOD",
        ),
        (
            w.as_csvw(ROWS).replace(b"4,5", b"4.5x"),
            described(),
            "toy/a.csv, row 5: the cell of OBS_VALUE is not a decimal, as the metadata says (value: '4.5x')",
        ),
        (
            w.as_csvw(ROWS).replace(b"01/01/2022", b"31/02/2022", 1),
            described(),
            "toy/a.csv, row 3: the cell of TIME_PERIOD is not a date, as the metadata says (value: '31/02/",
        ),
        (
            w.as_csvw(ROWS).replace(b"E08000012", b"-", 1),
            described(),
            "toy/a.csv, row 2: the cell of REF_AREA is empty, and the metadata says that it never is",
        ),
    ],
)
def test_csvw_that_is_not_as_its_metadata_says(data, beside, words):
    assert said(data, beside, format="csvw").startswith(words)


def test_one_page_of_several_is_not_the_whole():
    header, *rows = w.as_csv(ROWS).decode().splitlines()
    data = "\n".join([f"{header},RECORD_COUNT", *(f"{row},31" for row in rows)]).encode()
    assert said(data, record_count="RECORD_COUNT") == (
        "toy/a.csv: the file has 8 rows and says that there are 31. "
        "Fetch the rest: the service gave one page of several. Put all pages in one file"
    )


def test_a_whole_table_that_says_how_many_rows_it_has_is_read():
    header, *rows = w.as_csv(ROWS).decode().splitlines()
    data = "\n".join([f"{header},RECORD_COUNT", *(f"{row},8" for row in rows)]).encode()
    place, period = PlaceColumn(column="REF_AREA"), PeriodColumn(column="TIME_PERIOD")
    series = (Series(indicator="jobs", value="OBS_VALUE"),)
    table = Table(file="a.csv", place=place, period=period, series=series, record_count="RECORD_COUNT")
    assert Files("toy", {"a.csv": data}).open(table).height == 8


def test_a_file_of_any_format_cut_anywhere_stops():
    for write, form in (
        (w.as_sdmx_specific, "sdmx"),
        (w.as_json_stat_2, "json-stat"),
        (w.as_sdmx_json_1, "sdmx"),
    ):
        data = write(ROWS)
        for keep in range(len(data) - 1):
            table = Table(file="a", format=form, series=(Series(indicator="x", value="v"),))
            with pytest.raises(SourceError):
                Files("toy", {"a": data[:keep]}).open(table)
