"""No reference file, and no column of one, is left out of the comparison unnoticed; see columns.py."""

import csv
import importlib.util
import re
import sys
from fnmatch import fnmatch
from pathlib import Path
from types import ModuleType

import pytest

HERE = Path(__file__).parent


def listed() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference_columns", HERE / "columns.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


COLUMNS = listed()


def test_every_file_is_listed(folder: Path) -> None:
    tables = {p.name for p in folder.iterdir() if p.suffix in (".csv", ".json")}
    given = {name for name in tables if any(fnmatch(name, pattern) for pattern in COLUMNS.GIVEN)}
    assert tables - given == set(COLUMNS.FILES) | set(COLUMNS.WORDS)


@pytest.mark.parametrize("name", COLUMNS.FILES)
def test_every_column_is_compared_or_says_which_row_it_is(folder: Path, name: str) -> None:
    file = COLUMNS.FILES[name]
    with (folder / name).open(encoding="utf-8") as source:
        header = next(csv.reader(source))
    compared, keys = file.compared.split(), file.keys.split()
    assert not set(compared) & set(keys)
    assert sorted(header) == sorted(compared + keys)


@pytest.mark.parametrize("name", [*COLUMNS.FILES, *COLUMNS.WORDS])
def test_the_module_named_reads_that_file_and_those_columns(name: str) -> None:
    file = COLUMNS.FILES.get(name)
    text = (HERE / f"test_{file.module if file else COLUMNS.WORDS[name]}.py").read_text(encoding="utf-8")
    # File names and columns are often put together: each of their words must be there.
    for word in re.findall(r"[A-Za-z]+", name.removesuffix(".csv").removesuffix(".json")):
        assert word in text
    for column in file.compared.split() if file else []:
        for word in re.findall(r"[A-Za-z]{2,}", column):
            assert word in text, column
