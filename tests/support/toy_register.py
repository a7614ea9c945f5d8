"""A few lines of each published list that a register of places is built from."""

import io
import json

import openpyxl

MAP = """
areas = "areas.json"
more_areas = "more.json"
changes = "changes.csv"
councils = "councils.csv"
education = "education.xlsx"
neighbourhoods = ["lsoa.csv"]
[more_kinds]
K03 = "country"
"""

UNITARY, COUNTY = ["utla", "ltla"], ["utla"]


def area(code, name, level, parents=(), **years):
    return {"areacd": code, "areanm": name, "level": level, "parents": list(parents), "children": [], **years}


AREAS = [
    area("E92000001", "England", ["ctry"]),
    area("E12000003", "Yorkshire and The Humber", ["rgn"], ["E92000001"]),
    area("S92000003", "Scotland", ["ctry", "rgn"]),
    area("E47000005", "North East", ["cauth"], end=2017),
    area("E47000010", "North East", ["cauth"], ["E92000001"], end=2023),
    area("E08000019", "Sheffield", UNITARY, ["E12000003", "E92000001"], end=2024),
    area("E08000039", "Sheffield", UNITARY, ["E12000003", "E92000001"], start=2025),
    area("S12000043", "Glasgow City", UNITARY, ["S92000003"], end=2017),
    area("S12000046", "Glasgow City", UNITARY, ["S92000003"], end=2018),
    area("S12000049", "Glasgow City", UNITARY, ["S92000003"]),
    area("E07000190", "Taunton Deane", ["ltla"], ["E10000027"], end=2018),
    area("E07000246", "Somerset West and Taunton", ["ltla"], ["E10000027"], end=2022),
    area("E10000027", "Somerset", COUNTY, ["E92000001"], end=2022),
    area("E06000066", "Somerset", UNITARY, ["E92000001"], start=2023),
    area("E10000009", "Dorset", COUNTY, ["E92000001"], end=2018),
    area("E06000059", "Dorset", UNITARY, ["E92000001"]),
    area("E11000003", "South Yorkshire", []),
]

CHANGES = """\ufeffoldcd,oldnm,newcd,newnm,type,start
E08000019,Sheffield,E08000039,Sheffield,new_code,2025
S12000046,Glasgow City,S12000049,Glasgow City,new_geo,2019
E07000190,Taunton Deane,E07000246,Somerset West and Taunton,merger,2019
E07000246,Somerset West and Taunton,E06000066,Somerset,merger,2023
E10000027,Somerset,,,termination,2023
"""

COUNCILS = """local-authority-code,official-name,gss-code,end-date,replaced-by,former-gss-codes,\
ecode,old-ons-la-code
SHF,Sheffield City Council,E08000019,,,,E4404,373
GLG,Glasgow City Council,S12000049,,,"S12000046,S12000043",,
NECA,North East Combined Authority,E47000010,,,E47000005,,
TAU,Taunton Deane Borough Council,E07000190,2019-03-31,SWT,,E3335,40UE
SWT,Somerset West and Taunton,E07000246,2023-04-01,SOU,,,
SOM,Somerset County Council,E10000027,2023-04-01,SOU,,E3320,933
SOU,Somerset Council,E06000066,,,,,
DOR,Dorset County Council,E10000009,2019-03-31,DST,,E1221,835
DST,Dorset Council,E06000059,,,,,
"""

NUMBERS = [
    (373, "Sheffield"),
    (933, "Somerset"),
    (835, "Dorset (Pre LG)"),
    (838, "Dorset"),
    (970, "England"),
    (982, "Yorkshire and the Humber"),
    (987, "London (Inner)"),
]

LSOAS = """lsoa21_name,lsoa21_code,ward24_name,ward24_code,ltla24_name,ltla24_code
Sheffield 001A,E01000001,Crookes,E05000001,Sheffield,E08000019
"""


def education() -> bytes:
    book, data = openpyxl.Workbook(), io.BytesIO()
    book.active.title = "Sheet1"
    for row in [("LA Number", "LA Name"), *NUMBERS]:
        book.active.append(row)
    book.save(data)
    return data.getvalue()


def files(**changed):
    plain = {
        "areas.json": json.dumps({entry["areacd"]: entry for entry in AREAS}),
        "more.json": json.dumps(
            {"K03000001": "Great Britain", "E08000019": "Sheffield", "TLC1": "Tees Valley"}
        ),
        "changes.csv": CHANGES,
        "councils.csv": COUNCILS,
        "education.xlsx": education(),
        "lsoa.csv": LSOAS,
    }
    return plain | {name.replace("_", "."): content for name, content in changed.items()}
