"""Sheets as councils type them, each with what a load of it must give, and what must be asked.

Places have their real codes; every number is made up for a test.
"""

import io
from dataclasses import dataclass, field
from datetime import date

import polars as pl
from workbooks import ods, xlsx

from ropewalk.sources.mapping.place_words import Gazetteer
from ropewalk.sources.register import Register
from ropewalk.vocabulary.place import Place

LIV, MAN, KNO, STH, WIR = "E08000012", "E08000003", "E08000011", "E08000013", "E08000015"
ANFIELD, EVERTON, SPEKE = "E05015277", "E05015290", "E05015310"
LSOA = "E01006512"
Row = tuple[str, str, str, float | None]


def gazetteer() -> Gazetteer:
    """Councils of one region with their official names, and wards of one of them."""
    above = ("E12000002", "E92000001")
    named = {LIV: "Liverpool", MAN: "Manchester", KNO: "Knowsley", STH: "St. Helens", WIR: "Wirral"}
    places = [
        Place(code="E92000001", name="England", kind="country"),
        Place(code="E12000002", name="North West", kind="region", parents=("E92000001",)),
        *(Place(code=code, name=name, kind="authority", parents=above) for code, name in named.items()),
        *(
            Place(code=code, name=name, kind="ward", parents=(LIV, *above))
            for code, name in {ANFIELD: "Anfield", EVERTON: "Everton", SPEKE: "Speke"}.items()
        ),
        Place(code=LSOA, name="Liverpool 031A", kind="lsoa", parents=(ANFIELD, LIV, *above)),
    ]
    names = {place.name: (place.code,) for place in places if place.kind not in ("ward", "lsoa")}
    official = {"Liverpool City Council": (LIV,), "Manchester City Council": (MAN,)}
    register = Register(
        places={place.code: place for place in places},
        lookups={"name": names | official, "e-code": {"E4302": (LIV,)}, "dfe-number": {"341": (LIV,)}},
    )
    return Gazetteer(register, LIV)


@dataclass(frozen=True)
class Sheet:
    """A file, the observations (place, period, breakdown, value) of each series, and what is doubtful."""

    name: str
    data: bytes
    rows: dict[str, set[Row]]
    asks: set[str] = field(default_factory=set)


def year(first: int) -> str:
    return f"{first}-04-01/P1Y"


def month(text: str) -> str:
    return f"{text}-01/P1M"


def _long_with_codes() -> Sheet:
    text = "ONS code,Authority,Financial year,Rate per 1000\n"
    text += f"{LIV},Liverpool,2022/23,1.5\n{LIV},Liverpool,2023/24,2\n"
    text += f"{MAN},Manchester,2022/23,3\n{MAN},Manchester,2023/24,4.25\n"
    rows = {(LIV, year(2022), "", 1.5), (LIV, year(2023), "", 2.0)}
    rows |= {(MAN, year(2022), "", 3.0), (MAN, year(2023), "", 4.25)}
    return Sheet("missed bins.csv", text.encode(), {"missed bins": rows})


def _semicolons_titles_and_pounds() -> Sheet:
    text = "Spending on parks;;\nMade for a test;;\n;;\nCouncil;Year;Net spending (£)\n"
    text += "Liverpool City Council;FY23;£1,234\nManchester;FY23;£2,500.50\n"
    text += "Liverpool;FY24;£999\nManchester;FY24;(£10)\n"
    text += ";;\nSource: a ledger – not a real one;;\n"
    rows = {(LIV, year(2022), "", 1234.0), (MAN, year(2022), "", 2500.5)}
    rows |= {(LIV, year(2023), "", 999.0), (MAN, year(2023), "", -10.0)}
    return Sheet("parks.csv", text.encode("cp1252"), {"Net spending (£)": rows})


def _months_of_one_place() -> Sheet:
    text = "Liverpool City Council: calls answered\n\n"
    text += "Month\tCalls answered (%)\nApr-23\t81.5%\nMay-23\t82%\nJun-23\t79%\n"
    shares = {"2023-04": 81.5, "2023-05": 82.0, "2023-06": 79.0}
    rows: set[Row] = {(LIV, month(when), "", share) for when, share in shares.items()}
    return Sheet("calls.tsv", text.encode(), {"Calls answered (%)": rows})


def _years_as_columns() -> Sheet:
    sheet = [
        ["Fly-tips per 1,000 people by council", "", "", ""],
        ["", "", "", ""],
        ["Local authority", "2021/22", "2022/23", "2023/24"],
        ["Liverpool", 12, 13, 14],
        ["Manchester", 22, "[c]", 24],
        ["North West", 32, 33, 34],
        ["Total", 66, 46, 72],
        ["", "", "", ""],
        ["[c] kept back", "", "", ""],
    ]
    rows: set[Row] = set()
    for code, values in ((LIV, (12, 13, 14)), (MAN, (22, None, 24)), ("E12000002", (32, 33, 34))):
        rows |= {(code, year(2021 + n), "", v and float(v)) for n, v in enumerate(values)}
    data = xlsx({"Table 1": sheet}, merged=["A1:D1"])
    return Sheet("fly tips.xlsx", data, {"Fly-tips per 1,000 people by council": rows})


def _two_header_rows() -> Sheet:
    sheet = [
        ["Area", "2022/23", "", "2023/24", ""],
        ["", "Number", "Rate per 1,000", "Number", "Rate per 1,000"],
        ["Liverpool", 120, 1.2, 130, 1.3],
        ["Knowsley", 20, 2.2, 30, 2.3],
    ]
    rows = {(LIV, year(2022), "", 1.2), (LIV, year(2023), "", 1.3)}
    rows |= {(KNO, year(2022), "", 2.2), (KNO, year(2023), "", 2.3)}
    data = xlsx({"Data": sheet}, merged=["B1:C1", "D1:E1"], start=(1, 1))
    return Sheet("burglary.xlsx", data, {"burglary": rows})


def _sexes_as_columns() -> Sheet:
    sheet = [
        ["Code", "Year", "Male", "Female", "Persons"],
        [LIV, 2022, 70.5, 75.5, 73],
        [MAN, 2022, 71, 76, 73.5],
    ]
    rows: set[Row] = set()
    for code, values in ((LIV, (70.5, 75.5, 73.0)), (MAN, (71.0, 76.0, 73.5))):
        rows |= {
            (code, "2022-01-01/P1Y", b, v)
            for b, v in zip(("sex=male", "sex=female", ""), values, strict=True)
        }
    return Sheet("ages at death.xlsx", xlsx({"Sheet1": sheet}), {"ages at death": rows})


def _measures_by_month() -> Sheet:
    months = [date(2023, 4, 1), date(2023, 5, 1), date(2023, 6, 1)]
    sheet = [
        ["Liverpool City Council", "", "", ""],
        ["Performance return", "", "", ""],
        ["Indicator", *months],
        ["Missed bins", 10, 11, ""],
        ["Potholes mended", 20, 21, ""],
    ]

    def rows(*values: float | None) -> set[Row]:
        return {(LIV, month(f"2023-0{4 + n}"), "", value) for n, value in enumerate(values)}

    data = xlsx({"KPIs": sheet}, formats=dict.fromkeys(("B3", "C3", "D3"), "mmm-yy"))
    made = {"Missed bins": rows(10.0, 11.0, None), "Potholes mended": rows(20.0, 21.0, None)}
    return Sheet("kpis.xlsx", data, made, {"markers"})


def _merged_areas_and_quarters() -> Sheet:
    sheet = [
        ["Area name", "Quarter", "Count of visits"],
        ["Liverpool", "Q1 2023/24", 5],
        ["", "Q2 2023/24", 6],
        ["", "Q3 2023/24", 7],
        ["Wirral", "Q1 2023/24", 8],
        ["", "Q2 2023/24", 9],
        ["", "Q3 2023/24", 10],
        ["St. Helens", "Q1 2023/24", 11],
        ["", "Q2 2023/24", 12],
        ["", "Q3 2023/24", 13],
    ]
    starts = ("2023-04-01/P3M", "2023-07-01/P3M", "2023-10-01/P3M")
    places = ((LIV, 5), (WIR, 8), (STH, 11))
    rows: set[Row] = {
        (code, start, "", float(first + n)) for code, first in places for n, start in enumerate(starts)
    }
    return Sheet("visits.ods", ods(sheet), {"Count of visits": rows})


def _year_beside_quarter() -> Sheet:
    text = "Authority,Year,Quarter,Homes built\n"
    text += "".join(f"Liverpool,{y},Q{q},{q}\n" for y in ("2022-23", "2023-24") for q in (1, 2, 3, 4))
    rows: set[Row] = set()
    for first in (2022, 2023):
        starts = [f"{first}-04-01", f"{first}-07-01", f"{first}-10-01", f"{first + 1}-01-01"]
        rows |= {(LIV, f"{start}/P3M", "", float(n)) for n, start in enumerate(starts, start=1)}
    return Sheet("homes.csv", text.encode(), {"Homes built": rows})


def _names_that_are_nearly_right() -> Sheet:
    text = "Council,Year,Value\nliverpool,2022/23,1\nSt Helens,2022/23,2\n"
    text += "Knowlsey,2022/23,3\nManchester,2022/23,4\n"
    rows = {(LIV, year(2022), "", 1.0), (STH, year(2022), "", 2.0), (KNO, year(2022), "", 3.0)}
    rows |= {(MAN, year(2022), "", 4.0)}
    return Sheet("grants.csv", text.encode(), {"grants": rows}, {"place"})


def _many_words_for_nothing() -> Sheet:
    text = "Area code,Period,Percentage\n"
    words = ["1.5", "*", "[c]", "..", "-", "suppressed", "2"]
    text += "".join(f"{LIV},{2015 + n}/{16 + n},{word}\n" for n, word in enumerate(words))
    rows: set[Row] = {(LIV, year(2015 + n), "", None) for n in range(1, 6)}
    rows |= {(LIV, year(2015), "", 1.5), (LIV, year(2021), "", 2.0)}
    return Sheet("carers.csv", text.encode(), {"carers": rows}, {"markers"})


def _brackets_flags_and_spaces() -> Sheet:
    text = "LA code,Financial year,Change in stock,Reserves\n"
    text += f"{LIV},2021/22,(12),1 234\n{LIV},2022/23,5,12 345\n{LIV},2023/24,6 p,13 456 p\n"
    reserves = {(LIV, year(2021), "", 1234.0), (LIV, year(2022), "", 12345.0)}
    reserves |= {(LIV, year(2023), "", 13456.0)}
    return Sheet("stock.csv", text.encode(), {"Reserves": reserves})


def _percent_cells_of_wards() -> Sheet:
    sheet = [
        ["Ward", "Year", "Recycled"],
        ["Anfield", "2023/24", 0.123],
        ["Everton", "2023/24", 0.25],
        ["Speke", "2023/24", 0.5],
    ]
    rows = {(ANFIELD, year(2023), "", 12.3), (EVERTON, year(2023), "", 25.0), (SPEKE, year(2023), "", 50.0)}
    formats = {f"C{row}": "0.0%" for row in (2, 3, 4)}
    return Sheet("recycled.xlsx", xlsx({"Wards": sheet}, formats=formats), {"Recycled": rows})


def _limits_and_counts() -> Sheet:
    text = "Area Code,Area Name,Time period,Value,Lower CI 95.0 limit,Upper CI 95.0 limit,Count,Denominator\n"
    text += f"{LIV},Liverpool,2019,10.5,9.5,11.5,105,1000\n{MAN},Manchester,2019,20,18,22,200,1000\n"
    rows = {(LIV, "2019-01-01/P1Y", "", 10.5), (MAN, "2019-01-01/P1Y", "", 20.0)}
    return Sheet("smokers.csv", text.encode(), {"smokers": rows})


def _columnar() -> Sheet:
    frame = pl.DataFrame({"area_code": [LIV, MAN], "month": ["2023-04", "2023-04"], "claims": [5, 6]})
    data = io.BytesIO()
    frame.write_parquet(data)
    rows = {(LIV, month("2023-04"), "", 5.0), (MAN, month("2023-04"), "", 6.0)}
    return Sheet("claims.parquet", data.getvalue(), {"claims": rows})


def _several_tables() -> Sheet:
    front = [["About this file"], ["Made for a test"]]
    small = [["Area", "Year", "Rate"], ["Liverpool", "2022/23", 1]]
    large = [
        ["Table 2", "", ""],
        ["Area", "Year", "Rate"],
        *(
            [name, f"{y}/{y % 100 + 1}", y - 2000]
            for name in ("Liverpool", "Wirral")
            for y in (2020, 2021, 2022)
        ),
        ["", "", ""],
        ["Table 3", "", ""],
        ["Area", "Year", "Cost"],
        ["Wirral", "2022/23", 7],
    ]
    rows: set[Row] = {(code, year(y), "", float(y - 2000)) for code in (LIV, WIR) for y in (2020, 2021, 2022)}
    data = xlsx({"Cover": front, "Summary": small, "Tables": large})
    return Sheet("tables.xlsx", data, {"tables": rows})


def _small_areas_and_years_that_end() -> Sheet:
    text = f"LSOA code,Period,Claims\n{LSOA},Year ending March 2023,5\n{LSOA},Year ending March 2024,6\n"
    rows = {(LSOA, year(2022), "", 5.0), (LSOA, year(2023), "", 6.0)}
    return Sheet("claims by area.csv", text.encode(), {"Claims": rows})


def _spreadsheet_days() -> Sheet:
    text = f"ONS code,Date,Rough sleepers\n{LIV},45017,5\n{LIV},45047,6\n{LIV},45078,7\n{LIV},45100,8\n"
    days = ("2023-04-01", "2023-05-01", "2023-06-01", "2023-06-23")
    rows: set[Row] = {(LIV, f"{day}/P1D", "", float(5 + n)) for n, day in enumerate(days)}
    return Sheet("rough sleepers.csv", text.encode(), {"Rough sleepers": rows})


def _years_that_could_be_others() -> Sheet:
    text = f"Outturn by financial year\n\nONS code,Year,Spending\n{LIV},2022,5\n{LIV},2023,6\n"
    rows = {(LIV, year(2021), "", 5.0), (LIV, year(2022), "", 6.0)}
    return Sheet("outturn.csv", text.encode(), {"Spending": rows}, {"period"})


def _no_place_and_millions() -> Sheet:
    text = "Year,Budget (£m)\n2022/23,5.5\n2023/24,6\n"
    rows = {(LIV, year(2022), "", 5_500_000.0), (LIV, year(2023), "", 6_000_000.0)}
    return Sheet("budget.csv", text.encode(), {"Budget (£m)": rows}, {"place", "scale"})


SHEETS = {
    made.__name__.strip("_").replace("_", " "): made()
    for made in (
        *(_long_with_codes, _semicolons_titles_and_pounds, _months_of_one_place, _years_as_columns),
        *(_two_header_rows, _sexes_as_columns, _measures_by_month, _merged_areas_and_quarters),
        *(_year_beside_quarter, _names_that_are_nearly_right, _many_words_for_nothing),
        *(_brackets_flags_and_spaces, _percent_cells_of_wards, _limits_and_counts, _columnar),
        *(_several_tables, _small_areas_and_years_that_end, _spreadsheet_days),
        *(_years_that_could_be_others, _no_place_and_millions),
    )
}
