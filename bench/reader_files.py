"""The same made-up observations in each format, written fast: areas x 2 sexes x 20 years, with a status."""

import io
import zipfile
from collections.abc import Callable

import numpy as np
import polars as pl
import xlsxwriter

YEARS = [str(year) for year in range(2004, 2024)]
SEXES = ["F", "M"]
HEADER = ["REF_AREA", "SEX", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS"]
MESSAGE = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/"


def areas(rows: int) -> list[str]:
    """Codes of as many made-up areas as give so many rows."""
    return [f"E{6_000_000 + at:08d}" for at in range(max(1, rows // 40))]


def observations(rows: int) -> pl.DataFrame:
    """The table: text, but for OBS_VALUE (two decimals, from a fixed seed)."""
    codes = areas(rows)
    count = len(codes) * 40
    values = np.random.default_rng(1).uniform(1, 100, count).round(2)
    area = pl.Series(codes).gather(np.repeat(np.arange(len(codes)), 40))
    sex = pl.Series(SEXES).gather(np.tile(np.repeat([0, 1], 20), len(codes)))
    year = pl.Series(YEARS).gather(np.tile(np.arange(20), len(codes) * 2))
    status = pl.Series(["A"]).new_from_index(0, count)
    return pl.DataFrame(dict(zip(HEADER, (area, sex, year, pl.Series(values), status), strict=True)))


def _csv(table: pl.DataFrame, separator: str = ",") -> bytes:
    return table.write_csv(separator=separator).encode()


def _utf16(table: pl.DataFrame) -> bytes:
    return _csv(table, "\t").decode().encode("utf-16")


def _parquet(table: pl.DataFrame) -> bytes:
    data = io.BytesIO()
    table.write_parquet(data)
    return data.getvalue()


def _xlsx(table: pl.DataFrame) -> bytes:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("One")
        for at, row in enumerate([HEADER, *table.iter_rows()]):
            sheet.write_row(at, 0, row)
    return data.getvalue()


def _ods(table: pl.DataFrame) -> bytes:
    def text(column: str) -> str:
        cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
        return cell if column != "OBS_VALUE" else cell.replace('"string"', '"float" office:value="{}"')

    shape = "<table:table-row>" + "".join(map(text, HEADER)) + "</table:table-row>"
    cells = [pl.col(name) for name in HEADER for _ in range(1 + (name == "OBS_VALUE"))]
    named = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    head = "".join(map(named.format, HEADER))
    body = "".join(table.select(pl.format(shape, *cells)).to_series())
    names, urn = ("office", "table", "text"), "urn:oasis:names:tc:opendocument:xmlns"
    spaces = "".join(f' xmlns:{name}="{urn}:{name}:1.0"' for name in names)
    content = (
        f'<?xml version="1.0"?><office:document-content{spaces}><office:body><office:spreadsheet>'
        f'<table:table table:name="One"><table:table-row>{head}</table:table-row>{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    entry = f'<m:file-entry m:full-path="/" m:media-type="{kind}"/>'
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", kind, zipfile.ZIP_STORED)
        book.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{space}">{entry}</m:manifest>')
        book.writestr("content.xml", content)
    return data.getvalue()


def _sdmx_csv(table: pl.DataFrame) -> bytes:
    return _csv(table.select(pl.lit("TOY:JOBS(1.0)").alias("DATAFLOW"), *HEADER))


def _message(root: str, body: str) -> bytes:
    spaces = f'xmlns:m="{MESSAGE}message" xmlns:g="{MESSAGE}data/generic"'
    return f'<?xml version="1.0"?><m:{root} {spaces}><m:DataSet>{body}</m:DataSet></m:{root}>'.encode()


def _in_series(table: pl.DataFrame, observation: str, series: str, *cells: str) -> str:
    one = pl.format(observation, *cells)
    gathered = table.group_by("REF_AREA", "SEX", maintain_order=True).agg(one.str.join(""))
    return "".join(gathered.select(pl.format(series, *gathered.columns)).to_series())


def _generic(table: pl.DataFrame) -> bytes:
    observation = (
        '<g:Obs><g:ObsDimension value="{}"/><g:ObsValue value="{}"/>'
        '<g:Attributes><g:Value id="OBS_STATUS" value="{}"/></g:Attributes></g:Obs>'
    )
    key = '<g:Value id="REF_AREA" value="{}"/><g:Value id="SEX" value="{}"/>'
    series = f"<g:Series><g:SeriesKey>{key}</g:SeriesKey>{{}}</g:Series>"
    return _message("GenericData", _in_series(table, observation, series, *HEADER[2:]))


def _specific(table: pl.DataFrame) -> bytes:
    observation = '<Obs TIME_PERIOD="{}" OBS_VALUE="{}" OBS_STATUS="{}"/>'
    body = _in_series(table, observation, '<Series REF_AREA="{}" SEX="{}">{}</Series>', *HEADER[2:])
    return _message("StructureSpecificData", body)


def _words(name: str, codes: list[str]) -> str:
    values = ",".join(f'{{"id":"{code}","name":"{code}"}}' for code in codes)
    return f'{{"id":"{name}","values":[{values}]}}'


def _sdmx_json(table: pl.DataFrame) -> bytes:
    codes = table["REF_AREA"].unique(maintain_order=True).to_list()
    texts = table["OBS_VALUE"].cast(pl.String).to_list()
    series = []
    for at in range(0, len(texts), 20):
        held = ",".join(f'"{year}":[{texts[at + year]},0]' for year in range(20))
        series.append(f'"{at // 40}:{at // 20 % 2}":{{"observations":{{{held}}}}}')
    dimensions = f'"series":[{_words("REF_AREA", codes)},{_words("SEX", SEXES)}]'
    dimensions += f',"observation":[{_words("TIME_PERIOD", YEARS)}]'
    structure = (
        f'{{"dimensions":{{{dimensions}}},"attributes":{{"observation":[{_words("OBS_STATUS", ["A"])}]}}}}'
    )
    return f'{{"dataSets":[{{"series":{{{",".join(series)}}}}}],"structure":{structure}}}'.encode()


def _json_stat(table: pl.DataFrame) -> bytes:
    codes = table["REF_AREA"].unique(maintain_order=True).to_list()

    def dimension(name: str, words: list[str]) -> str:
        index = ",".join(f'"{word}"' for word in words)
        return f'"{name}":{{"category":{{"index":[{index}]}}}}'

    parts = ",".join(map(dimension, HEADER[:3], (codes, SEXES, YEARS)))
    values = ",".join(table["OBS_VALUE"].cast(pl.String))
    sizes = f"[{len(codes)},2,20]"
    ids = '["REF_AREA","SEX","TIME_PERIOD"]'
    start = f'{{"class":"dataset","id":{ids},"size":{sizes},"dimension":{{{parts}}}'
    return f'{start},"status":"A","value":[{values}]}}'.encode()


WRITERS: dict[str, Callable[[pl.DataFrame], bytes]] = {
    "csv": _csv,
    "tsv, utf-16": _utf16,
    "csvw": lambda table: _csv(table, ";"),
    "open-sdg": lambda table: _csv(table.rename({"TIME_PERIOD": "Year", "OBS_VALUE": "Value"})),
    "parquet": _parquet,
    "xlsx": _xlsx,
    "ods": _ods,
    "sdmx csv": _sdmx_csv,
    "sdmx json": _sdmx_json,
    "sdmx ml generic": _generic,
    "sdmx ml specific": _specific,
    "json-stat": _json_stat,
}
