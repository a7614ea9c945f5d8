"""One small table of observations, written by hand in every format that is read.

``rows``: (area, sex, year, value or None) for every combination, in that order; a missing value has status M.
"""

import csv
import io
import json
from collections.abc import Sequence

import openpyxl
import polars as pl

Row = tuple[str, str, str, float | None]
AREAS, SEXES, YEARS = ("E08000012", "E92000001"), ("F", "M"), ("2021", "2022")
KEYS = [(area, sex, year) for area in AREAS for sex in SEXES for year in YEARS]
HEADER = ["REF_AREA", "SEX", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS"]
MESSAGE = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/"


def table(values: Sequence[float | None]) -> list[Row]:
    """The eight rows with these values."""
    return [(*key, value) for key, value in zip(KEYS, values, strict=True)]


def _cells(rows: list[Row]) -> list[list[str]]:
    return [[*key, "" if v is None else repr(v), "M" if v is None else "A"] for *key, v in rows]


def as_csv(rows: list[Row], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows([HEADER, *_cells(rows)])
    return text.getvalue().encode(encoding)


def as_sdmx_csv_1(rows: list[Row]) -> bytes:
    lines = [["DATAFLOW", *HEADER], *(["TOY:JOBS(1.0)", *row] for row in _cells(rows))]
    return "".join(",".join(line) + "\n" for line in lines).encode()


def as_sdmx_csv_2(rows: list[Row]) -> bytes:
    """With words beside codes, as ``labels=both`` gives them."""
    header = ["STRUCTURE", "STRUCTURE_ID", "ACTION", "REF_AREA: Area", "SEX: Sex", *HEADER[2:]]
    words = {"E08000012": "Liverpool", "E92000001": "England", "F": "Female", "M": "Male"}
    body = [
        [
            "dataflow",
            "TOY:JOBS(1.0)",
            "I",
            f"{a}: {words[a]}",
            f"{s}: {words[s]}",
            year,
            value or "NaN",
            status,
        ]
        for a, s, year, value, status in _cells(rows)
    ]
    return "".join(",".join(line) + "\n" for line in [header, *body]).encode()


def as_xlsx(rows: list[Row]) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "One"
    for row in [HEADER, *([*key, v, "M" if v is None else "A"] for *key, v in rows)]:
        book.active.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def as_parquet(rows: list[Row]) -> bytes:
    data = io.BytesIO()
    status = ["M" if row[3] is None else "A" for row in rows]
    pl.DataFrame(rows, schema=HEADER[:4], orient="row").with_columns(
        pl.Series("OBS_STATUS", status)
    ).write_parquet(data)
    return data.getvalue()


def _xml(root: str, body: str, at: str = "TIME_PERIOD") -> bytes:
    spaces = f'xmlns:m="{MESSAGE}message" xmlns:c="{MESSAGE}common" xmlns:g="{MESSAGE}data/generic"'
    spaces += (
        f' xmlns:ss="{MESSAGE}data/structurespecific" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    )
    header = (
        "<m:Header><m:ID>TOY</m:ID><m:Test>false</m:Test><m:Prepared>2024-01-01T00:00:00</m:Prepared>"
        f'<m:Sender id="TOY"/><m:Structure structureID="S" dimensionAtObservation="{at}" namespace="urn:toy">'
        '<c:Structure><Ref agencyID="TOY" id="JOBS" version="1.0"/></c:Structure></m:Structure></m:Header>'
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<m:{root} {spaces}>{header}{body}</m:{root}>'.encode()


def _series(rows: list[Row]) -> dict[tuple[str, str], list[list[str]]]:
    found: dict[tuple[str, str], list[list[str]]] = {}
    for area, sex, *rest in _cells(rows):
        found.setdefault((area, sex), []).append(rest)
    return found


def as_sdmx_generic(rows: list[Row]) -> bytes:
    body = ""
    for (area, sex), observations in _series(rows).items():
        body += (
            f'<g:Series><g:SeriesKey><g:Value id="REF_AREA" value="{area}"/><g:Value id="SEX" value="{sex}"/>'
        )
        body += '</g:SeriesKey><g:Attributes><g:Value id="UNIT" value="PERS"/></g:Attributes>'
        for year, value, status in observations:
            body += (
                f'<g:Obs><g:ObsDimension value="{year}"/><g:ObsValue value="{value or "NaN"}"/><g:Attributes>'
            )
            body += f'<g:Value id="OBS_STATUS" value="{status}"/></g:Attributes></g:Obs>'
        body += "</g:Series>"
    return _xml("GenericData", f'<m:DataSet structureRef="S" action="Replace">{body}</m:DataSet>')


def as_sdmx_generic_flat(rows: list[Row]) -> bytes:
    body = ""
    for area, sex, year, value, status in _cells(rows):
        key = {"REF_AREA": area, "SEX": sex, "TIME_PERIOD": year}
        values = "".join(f'<g:Value id="{name}" value="{code}"/>' for name, code in key.items())
        body += f"<g:Obs><g:ObsKey>{values}</g:ObsKey>" + (f'<g:ObsValue value="{value}"/>' if value else "")
        body += f'<g:Attributes><g:Value id="OBS_STATUS" value="{status}"/></g:Attributes></g:Obs>'
    return _xml("GenericData", f'<m:DataSet structureRef="S">{body}</m:DataSet>', at="AllDimensions")


def as_sdmx_generic_2_0(rows: list[Row]) -> bytes:
    """As older services write it: concepts, and the time as text."""
    body = ""
    for (area, sex), observations in _series(rows).items():
        body += f'<g:Series><g:SeriesKey><g:Value concept="REF_AREA" value="{area}"/>'
        body += f'<g:Value concept="SEX" value="{sex}"/></g:SeriesKey>'
        for year, value, status in observations:
            body += f'<g:Obs><g:Time>{year}</g:Time><g:ObsValue value="{value or "NaN"}"/><g:Attributes>'
            body += f'<g:Value concept="OBS_STATUS" value="{status}"/></g:Attributes></g:Obs>'
        body += "</g:Series>"
    return _xml("GenericData", f"<m:DataSet>{body}</m:DataSet>")


def as_sdmx_specific(rows: list[Row]) -> bytes:
    body = ""
    for (area, sex), observations in _series(rows).items():
        body += f'<Series REF_AREA="{area}" SEX="{sex}">'
        for year, value, status in observations:
            given = f' OBS_VALUE="{value}"' if value else ""
            body += f'<Obs TIME_PERIOD="{year}"{given} OBS_STATUS="{status}"/>'
        body += "</Series>"
    own = 'ss:structureRef="S" xsi:type="ns1:DataSetType" ss:dataScope="DataStructure" action="Replace"'
    return _xml("StructureSpecificData", f'<m:DataSet xmlns:ns1="urn:toy" {own}>{body}</m:DataSet>')


def as_sdmx_specific_flat(rows: list[Row]) -> bytes:
    body = ""
    for row in _cells(rows):
        given = "".join(f' {name}="{cell}"' for name, cell in zip(HEADER, row, strict=True) if cell)
        body += f"<Obs{given}/>"
    data = f'<m:DataSet ss:structureRef="S" ss:dataScope="DataStructure">{body}</m:DataSet>'
    return _xml("StructureSpecificData", data, at="AllDimensions")


def _xml_3(body: str, at: str = "TIME_PERIOD") -> bytes:
    """Version 3.0: other addresses of its schemas, structures by URN, and no scope of the data set."""
    schemas = "http://www.sdmx.org/resources/sdmxml/schemas/v3_0/"
    spaces = f'xmlns:m="{schemas}message" xmlns:c="{schemas}common" xmlns:ns1="urn:toy"'
    spaces += (
        f' xmlns:ss="{schemas}data/structurespecific" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    )
    header = (
        "<m:Header><m:ID>TOY</m:ID><m:Test>false</m:Test><m:Prepared>2024-01-01T00:00:00Z</m:Prepared>"
        f'<m:Sender id="TOY"/><m:Structure structureID="S" dimensionAtObservation="{at}" namespace="urn:toy">'
        "<c:Structure>urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure=TOY:JOBS(1.0.0)</c:Structure>"
        "</m:Structure><m:DataSetAction>Replace</m:DataSetAction></m:Header>"
    )
    data = f'<m:DataSet ss:structureRef="S" xsi:type="ns1:DataSetType" action="Replace">{body}</m:DataSet>'
    root = "m:StructureSpecificData"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} {spaces}>{header}{data}</{root}>'.encode()


def as_sdmx_3(rows: list[Row]) -> bytes:
    body = ""
    for (area, sex), observations in _series(rows).items():
        body += f'\n<Series REF_AREA="{area}" SEX="{sex}">'
        for year, value, status in observations:
            body += f'\n  <Obs TIME_PERIOD="{year}" OBS_VALUE="{value or "NaN"}" OBS_STATUS="{status}"/>'
        body += "\n</Series>"
    return _xml_3(body)


def as_sdmx_3_components(rows: list[Row]) -> bytes:
    """Flat, and with status and source as elements, as a structure must that allows several values."""
    body = '\n<Comp id="SOURCE" xsi:type="ns1:SOURCE_ATTRIBUTE">\n  <Value>LFS</Value>\n</Comp>'
    for *key, value, status in _cells(rows):
        given = "".join(f' {name}="{cell}"' for name, cell in zip(HEADER[:3], key, strict=True))
        given += f' OBS_VALUE="{value}"' if value else ""
        body += f'\n<Obs{given}>\n  <Comp id="OBS_STATUS" xsi:type="ns1:OBS_STATUS_ATTRIBUTE">'
        body += f"\n    <Value>{status}</Value>\n  </Comp>\n</Obs>"
    return _xml_3(body, at="AllDimensions")


def _json_structure() -> dict[str, object]:
    def dimension(name: str, codes: Sequence[str]) -> dict[str, object]:
        return {"id": name, "name": name, "values": [{"id": code, "name": code} for code in codes]}

    series = [
        {**dimension("REF_AREA", AREAS), "keyPosition": 0},
        {**dimension("SEX", SEXES), "keyPosition": 1},
    ]
    time = [{**dimension("TIME_PERIOD", YEARS), "keyPosition": 2}]
    status = [dimension("OBS_STATUS", ("A", "M"))]
    return {
        "name": "Jobs",
        "dimensions": {"dataSet": [], "series": series, "observation": time},
        "attributes": {"dataSet": [], "series": [], "observation": status},
    }


def _json_series(rows: list[Row]) -> dict[str, object]:
    found: dict[str, dict[str, object]] = {}
    for area, sex, year, value in rows:
        key = f"{AREAS.index(area)}:{SEXES.index(sex)}"
        series = found.setdefault(key, {"attributes": [], "observations": {}})
        series["observations"][str(YEARS.index(year))] = [value, int(value is None)]  # type: ignore[index]
    return {"action": "Information", "series": found}


def as_sdmx_json_1(rows: list[Row]) -> bytes:
    header = {"id": "TOY", "test": False, "prepared": "2024-01-01T00:00:00Z", "sender": {"id": "TOY"}}
    return json.dumps(
        {"header": header, "dataSets": [_json_series(rows)], "structure": _json_structure()}
    ).encode()


def as_sdmx_json_2_flat(rows: list[Row]) -> bytes:
    """Version 2: several structures, measures named, and no series."""
    structure = _json_structure()
    series = structure["dimensions"]["series"] + structure["dimensions"]["observation"]  # type: ignore[index]
    structure["dimensions"] = {"observation": series}
    structure["measures"] = {"observation": [{"id": "OBS_VALUE"}]}
    observations = {
        f"{AREAS.index(a)}:{SEXES.index(s)}:{YEARS.index(y)}": [v, int(v is None)] for a, s, y, v in rows
    }
    data = {"dataSets": [{"structure": 0, "observations": observations}], "structures": [structure]}
    return json.dumps({"meta": {"id": "TOY"}, "data": data}).encode()


def _cube(rows: list[Row], *, sparse: bool = False) -> dict[str, object]:
    def dimension(codes: Sequence[str], *, as_list: bool = False) -> dict[str, object]:
        index: object = list(codes) if as_list else {code: at for at, code in enumerate(codes)}
        return {
            "label": "Of a toy",
            "category": {"index": index, "label": {code: f"{code}!" for code in codes}},
        }

    values = [value for *_, value in rows]
    status = {str(at): "M" for at, value in enumerate(values) if value is None}
    held = {str(at): value for at, value in enumerate(values) if value is not None}
    dimensions = {
        "REF_AREA": dimension(AREAS),
        "SEX": dimension(SEXES, as_list=True),
        "TIME_PERIOD": dimension(YEARS),
    }
    return {"dimension": dimensions, "value": held if sparse else values, "status": status}


def as_json_stat_2(rows: list[Row]) -> bytes:
    whole = {"version": "2.0", "class": "dataset", "label": "Jobs", "id": HEADER[:3], "size": [2, 2, 2]}
    return json.dumps(whole | _cube(rows)).encode()


def as_json_stat_1(rows: list[Row]) -> bytes:
    """A bundle of one data set whose names and sizes are inside ``dimension``."""
    cube = _cube(rows)
    cube["dimension"] = {**cube["dimension"], "id": HEADER[:3], "size": [2, 2, 2]}  # type: ignore[dict-item]
    return json.dumps({"jobs": cube}).encode()


def as_json_stat_collection(rows: list[Row]) -> bytes:
    """A collection with a sparse data set inside."""
    whole = {
        "class": "dataset",
        "label": "Jobs",
        "id": HEADER[:3],
        "size": [2, 2, 2],
        **_cube(rows, sparse=True),
    }
    items = [{"class": "dataset", "href": "https://example.org/other"}, whole]
    return json.dumps({"version": "2.0", "class": "collection", "link": {"item": items}}).encode()


CSVW = {
    "@context": "http://www.w3.org/ns/csvw",
    "url": "jobs.csv",
    "dialect": {"delimiter": ";", "encoding": "latin-1"},
    "null": ["-"],
    "tableSchema": {
        "columns": [
            {"name": "REF_AREA", "titles": "Område", "required": True},
            {"name": "SEX", "titles": {"en": ["Sex"]}},
            {"name": "TIME_PERIOD", "titles": "Year", "datatype": {"base": "date", "format": "dd/MM/yyyy"}},
            {
                "name": "OBS_VALUE",
                "titles": "Value",
                "datatype": {"base": "decimal", "format": {"decimalChar": ",", "groupChar": "."}},
            },
            {"name": "OBS_STATUS", "titles": "Status"},
        ]
    },
}


def as_csvw(rows: list[Row]) -> bytes:
    """Semicolons, latin-1, decimal commas, days written day first, and a dash where there is none."""
    lines = ["Område;Sex;Year;Value;Status"]
    for area, sex, year, value, status in _cells(rows):
        lines.append(f"{area};{sex};01/01/{year};{value.replace('.', ',') or '-'};{status}")
    return ("\n".join(lines) + "\n").encode("latin-1")
