"""The page of an Open SDG indicator: its title and units, from the site's CSV, YAML or Markdown."""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass

from ropewalk.sources.encodings import as_utf8
from ropewalk.vocabulary.errors import Fault, SourceError

TITLES = ("indicator available", "indicator_available", "graph title", "graph_title", "indicator_name")
UNITS = ("unit of measurement", "computation_units")
LARGEST = 1_000_000
KEY = re.compile(r"[a-z][a-z_]*(\.[A-Za-z0-9_-]+)+")
FRONT = re.compile(r"---[ \t]*\r?\n(.*?)(^(---|\.\.\.)[ \t]*\r?$|\Z)", re.DOTALL | re.MULTILINE)


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
    """The first that says something: not a key of the site's translations, whose words are elsewhere."""
    said = (fields.get(name, "") for name in names)
    return next((text for text in said if text and not KEY.fullmatch(text)), None)


def _fields(data: bytes, name: str, file: str) -> dict[str, str]:
    if len(data) > LARGEST:
        raise SourceError(Fault("the page is too large to be one", "Fetch the file again", file=file))
    text = as_utf8(data, "utf-8", file).decode()
    if name.endswith(".csv"):
        rows = csv.reader(io.StringIO(text, newline=""))
        return {row[0].strip().lower(): row[1].strip() for row in rows if len(row) > 1}
    return _yaml(text, name, file)


def _yaml(text: str, name: str, file: str) -> dict[str, str]:
    """YAML, or the YAML between the first two lines of dashes that a Markdown page begins with."""
    import yaml

    fenced = FRONT.match(text.lstrip())
    if fenced is None and name.endswith(".md"):
        return {}
    try:
        found = yaml.safe_load(fenced[1] if fenced else text)
    except (yaml.YAMLError, RecursionError) as error:
        problem = f"the page is not YAML: {' '.join(str(error).split())}"
        raise SourceError(Fault(problem, "Fetch the file again", file=file)) from error
    if not isinstance(found, dict):
        return {}
    return {
        str(key).lower(): str(value).strip()
        for key, value in found.items()
        if isinstance(value, str | int | float)
    }
