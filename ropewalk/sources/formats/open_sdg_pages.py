"""The page of an Open SDG indicator: its title and units, from the site's CSV, YAML or Markdown."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass

from ropewalk.sources.encodings import as_utf8
from ropewalk.vocabulary.errors import Fault, SourceError

TITLES = ("indicator available", "indicator_available", "graph title", "graph_title", "indicator_name")
UNITS = ("unit of measurement", "computation_units")
LARGEST = 1_000_000


@dataclass(frozen=True)
class Page:
    """What the page says; nothing where it says nothing."""

    title: str | None = None
    units: str | None = None


def read_page(file: str, beside: Mapping[str, bytes], metadata: str) -> Page:
    """The page of ``indicator_1-2-1.csv``: ``1-2-1.csv``, ``.yml``, ``.yaml`` or ``.md``, if it is there."""
    folder, _, name = file.rpartition("/")
    number = name.removesuffix(".gz").removesuffix(".csv").removeprefix("indicator_")
    usual = (
        metadata,
        *(f"{start}{number}.{end}" for start in ("", "meta_") for end in ("csv", "yml", "yaml", "md")),
    )
    found = next((each for each in usual if each and each in beside), None)
    if found is None:
        return Page()
    fields = _fields(beside[found], found, f"{folder}/{found}")
    return Page(_first(fields, TITLES), _first(fields, UNITS))


def _first(fields: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((fields[name] for name in names if fields.get(name)), None)


def _fields(data: bytes, name: str, file: str) -> dict[str, str]:
    if len(data) > LARGEST:
        raise SourceError(Fault("the page is too large to be one", "Fetch the file again", file=file))
    text = as_utf8(data, "utf-8", file).decode()
    if name.endswith(".csv"):
        rows = csv.reader(io.StringIO(text, newline=""))
        return {row[0].strip().lower(): row[1].strip() for row in rows if len(row) > 1}
    return _yaml(text, file)


def _yaml(text: str, file: str) -> dict[str, str]:
    """YAML, or the YAML between the first two lines of dashes that a Markdown page begins with."""
    import yaml

    front = text.split("---", 2)[1] if text.startswith("---") else text
    try:
        found = yaml.safe_load(front)
    except yaml.YAMLError as error:
        raise SourceError(
            Fault(f"the page is not YAML: {error}", "Fetch the file again", file=file)
        ) from error
    if not isinstance(found, dict):
        return {}
    return {
        str(key).lower(): str(value).strip()
        for key, value in found.items()
        if isinstance(value, str | int | float)
    }
