"""The aid for those who write column maps: what came of a map, or every fault."""

from hashlib import sha256
from pathlib import Path

import pytest

from ropewalk.sources import try_map

MAP = """
[[table]]
file = "a.csv"
place = { column = "code" }
period = { constant = "2022-01-01/P1Y" }
[[table.series]]
indicator = "jobs"
value = "value"
"""

AREAS = '{"E08000012": {"areacd": "E08000012", "areanm": "Liverpool", "level": ["utla", "ltla"]}}'
CHANGES = "oldcd,oldnm,newcd,newnm,type,start\n"
COUNCILS = """local-authority-code,official-name,gss-code,end-date,replaced-by,former-gss-codes,\
ecode,old-ons-la-code
"""
PLACES = {"areas.json": AREAS, "changes.csv": CHANGES, "councils.csv": COUNCILS}


@pytest.fixture
def toy(source, tmp_path) -> Path:
    source(
        'areas = "areas.json"\nchanges = "changes.csv"\ncouncils = "councils.csv"\n', PLACES, name="places"
    )
    return source(MAP, {"a.csv": "code,value\nE08000012,41.5\n"})


def test_it_shows_rows_states_and_the_latest_values(toy, capsys):
    assert try_map.main([str(toy), "--place", "E08000012"]) == 0
    said = capsys.readouterr().out
    assert "1 observations in" in said
    assert "measured" in said
    assert "41.5" in said


def test_it_shows_every_fault_and_fails(toy, capsys):
    data = "code,value\nE1,41.5\nE08000012,many\n"
    (toy / "a.csv").write_text(data)
    origin = (toy / "origin.toml").read_text().split("[[files]]")[0]
    digest = sha256(data.encode()).hexdigest()
    origin += f'[[files]]\nname = "a.csv"\nsha256 = "{digest}"\nbytes = {len(data)}\n'
    (toy / "origin.toml").write_text(origin)
    assert try_map.main([str(toy), "--place", "E08000012"]) == 1
    said = capsys.readouterr().out
    assert "toy/a.csv, row 2: no place in the register has this gss (value: 'E1')" in said
    assert "toy/a.csv, row 3: the value is not a number (value: 'many')" in said
