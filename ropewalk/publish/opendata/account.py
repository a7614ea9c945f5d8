"""The whole account as one file: every table, what its columns mean, and on what terms."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from zipfile import ZipFile

from ropewalk.findings.exchange.datasets import DATASETS, EVERY, Dataset
from ropewalk.publish.archive import add, begin, member
from ropewalk.publish.opendata.files import LARGE
from ropewalk.publish.opendata.formats import csvw
from ropewalk.publish.opendata.formats.csv_file import GUARD, write_csv
from ropewalk.publish.opendata.formats.parquet import write_parquet
from ropewalk.publish.opendata.given import give, terms
from ropewalk.publish.opendata.holding import Holding

ZIP_NAME: Final = "account.zip"
PARQUET_NAME: Final = "account-parquet.zip"
_POINTS: Final = {"indicator": "indicators", "place": "places", "source": "sources", "peer_set": "peer-sets"}
"""Columns whose words are keys of another table."""


def account_file(holding: Holding, name: str) -> Path:
    """Where the whole account lies, made if it is not there. Raises as ``files.file`` does."""
    write = _write_csv if name == ZIP_NAME else _write_parquet
    return holding.shelf.take(f"{holding.whole}/{name}", lambda to: write(holding, to), queue=LARGE)


def _write_csv(holding: Holding, to: Path) -> None:
    with begin(to) as made:
        for dataset in EVERY:
            given = give(holding.library, dataset, holding.revision)
            _put(made, f"{dataset.name}.csv", to, lambda part, given=given: write_csv(given, part))
            add(made, f"{dataset.name}.csv-metadata.json", csvw.encoded(csvw.metadata(given)))
        add(made, "csv-metadata.json", csvw.encoded(_group(holding)))
        add(made, "README.txt", readme(holding).encode())


def _write_parquet(holding: Holding, to: Path) -> None:
    with begin(to) as made:
        for dataset in EVERY:
            given = give(holding.library, dataset, holding.revision)
            _put(made, f"{dataset.name}.parquet", to, lambda part, given=given: write_parquet(given, part))
        add(made, "README.txt", readme(holding).encode())


def _put(made: ZipFile, name: str, to: Path, write: object) -> None:
    """Write a file beside the archive and take it in, so that memory holds little of it."""
    part = to.with_name(f"{to.name}-{name}")
    try:
        write(part)  # type: ignore[operator]
        with part.open("rb") as given, member(made, name) as out:
            shutil.copyfileobj(given, out, 1 << 20)
    finally:
        part.unlink(missing_ok=True)


def _group(holding: Holding) -> dict[str, object]:
    """The tables as one group, each pointing to those whose keys it uses."""
    said = csvw.about(terms(holding.library, holding.known))
    tables = [csvw.table(dataset, f"{dataset.name}.csv", dataset.title) for dataset in EVERY]
    for dataset, table in zip(EVERY, tables, strict=True):
        table["tableSchema"]["foreignKeys"] = list(_foreign(dataset))
    return {"@context": csvw.context(), **said, "tables": tables}


def _foreign(dataset: Dataset) -> Iterator[dict[str, object]]:
    """Which columns point to which table; the log may name measures and sources that are no more."""
    logs = {"changes", "changed-figures", "said", "revisions"}
    for column in dataset.columns:
        to = _POINTS.get(column.name)
        if to and dataset.name not in logs and column.name != "source" and DATASETS[to] is not dataset:
            yield {
                "columnReference": column.name,
                "reference": {"resource": f"{to}.csv", "columnReference": column.name},
            }


def readme(holding: Holding) -> str:
    """What is in the file, in plain words, with every licence and the lines that publishers ask for."""
    said = terms(holding.library, holding.known)
    lines = [
        said.account,
        f"By {said.publisher}. Contact: {said.contact}",
        f"As of revision {said.revision}, {said.at.day} {said.at:%B %Y}.",
        "",
        "TABLES",
        *(f"{dataset.name}: {dataset.title}. {dataset.about}" for dataset in EVERY),
        "",
        "HOW TO READ THEM",
        "Texts are UTF-8. Beside each CSV file, another says what its columns mean (CSV on the Web).",
        GUARD,
        "A number that is not there is an empty cell; the state beside it says why. It never means nought.",
        "",
        "LICENCES",
        *said.licences,
        "",
        "ATTRIBUTIONS",
        *said.attributions,
        "",
    ]
    return "\n".join(lines)
