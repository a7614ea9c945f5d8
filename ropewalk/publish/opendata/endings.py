"""The formats: how a file of each ends, what it is called, who writes it, and which tables fit it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ropewalk.findings.exchange.datasets import Dataset
from ropewalk.publish.opendata.formats.csv_file import write_csv
from ropewalk.publish.opendata.formats.csvw import write_csvw
from ropewalk.publish.opendata.formats.json_stat import write_json_stat
from ropewalk.publish.opendata.formats.ods import write_ods
from ropewalk.publish.opendata.formats.parquet import write_parquet
from ropewalk.publish.opendata.formats.spreadsheet import MOST_ROWS, fits
from ropewalk.publish.opendata.formats.xlsx import write_xlsx
from ropewalk.publish.opendata.given import Given
from ropewalk.sheets.ods_parts import MIME as ODS_TYPE


@dataclass(frozen=True, slots=True)
class Format:
    """A format. ``text``: worth compressing on its way; ``sheet``: it holds so many rows and no more."""

    ending: str
    name: str
    type: str
    write: Callable[[Given, Path], None]
    text: bool = False
    sheet: bool = False

    def refuses(self, dataset: Dataset, rows: int) -> str:
        """Why a table cannot be had in this format, in plain words; empty where it can."""
        if self.sheet and not fits(rows):
            return (
                f"This table has {rows:,} rows. A spreadsheet holds {MOST_ROWS:,}. "
                "Take it as CSV or Parquet, or measure by measure."
            )
        if self.ending == "json" and not dataset.cube:
            return "JSON-stat holds cubes of numbers. This table is mostly words: take it as CSV or Parquet."
        return ""


FORMATS: Final[Mapping[str, Format]] = {
    one.ending: one
    for one in (
        Format("csv", "CSV", "text/csv; charset=utf-8; header=present", write_csv, text=True),
        Format("csv-metadata.json", "CSVW metadata", "application/csvm+json", write_csvw, text=True),
        Format("ods", "ODS", ODS_TYPE, write_ods, sheet=True),
        Format(
            "xlsx",
            "XLSX",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            write_xlsx,
            sheet=True,
        ),
        Format("json", "JSON-stat", "application/json", write_json_stat, text=True),
        Format("parquet", "Parquet", "application/vnd.apache.parquet", write_parquet),
    )
}
