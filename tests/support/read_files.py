"""Every kind of file that the site gives, as text: tables as CSV, archives member by member."""

import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
from read_back import from_json_stat, from_ods, from_xlsx, parts_of

from ropewalk.findings.exchange.datasets import DATASETS

TABLE = re.compile(r"/data/([a-z-]+)(?:/[^/]+)?\.(csv|ods|xlsx|json|parquet)")
READERS = {"ods": from_ods, "xlsx": from_xlsx, "parquet": lambda path, _: pl.read_parquet(path)}


def as_text(address: str, content: bytes) -> Iterator[tuple[str, str]]:
    """What an address gave, as text; of an archive, each member by both addresses with a mark between."""
    if address.endswith(".zip"):
        for name, part in _parts(content).items():
            yield f"{address}!{name}", _member(name, part)
    elif (found := TABLE.search(address)) and found[2] in READERS:
        yield address, _table(content, found[1], found[2])
    elif found and found[2] == "json" and b'"class":"dataset"' in content:
        yield address, _cube(content, found[1])
    elif address.endswith(".png"):
        yield address, content.decode("latin-1")  # no words to read, but no byte of it may tell either
    else:
        yield address, content.decode()


def _member(name: str, part: bytes) -> str:
    return pl.read_parquet(part).write_csv() if name.endswith(".parquet") else part.decode()


def _parts(content: bytes) -> dict[str, bytes]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.zip"
        path.write_bytes(content)
        return parts_of(path)


def _table(content: bytes, name: str, ending: str) -> str:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"x.{ending}"
        path.write_bytes(content)
        return READERS[ending](path, DATASETS[name]).write_csv()


def _cube(content: bytes, name: str) -> str:
    """The cube with a column a measure, as its table has; and the words of its status, which end the text."""
    dataset = DATASETS[name]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.json"
        path.write_bytes(content)
        long = from_json_stat(path, dataset)
    return long.pivot("measure", index=list(dataset.keys), values="value").write_csv()
