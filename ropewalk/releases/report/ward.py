"""A ward's profile: its neighbourhoods as they are published, and never an average that nobody published."""

from collections.abc import Iterator

import polars as pl

from ropewalk.figures.inputs import Table, style_of
from ropewalk.figures.numbers import count_of, full
from ropewalk.releases.report.evidence import Evidence
from ropewalk.releases.report.model import Section, Text
from ropewalk.vocabulary.errors import Fault, UserError
from ropewalk.vocabulary.indicator import Indicator
from ropewalk.vocabulary.language import _
from ropewalk.vocabulary.period import period_words
from ropewalk.vocabulary.place import Place


def ward_sections(evidence: Evidence, code: str) -> tuple[str, tuple[Section, ...]]:
    """The name of a ward and its sections. Raises UserError for a code that is of no ward here."""
    ward = evidence.frozen.places.get(code)
    if ward is None or ward.kind != "ward":
        known = sorted(one.code for one in evidence.frozen.places.values() if one.kind == "ward")
        remedy = f"Give a ward's code with --ward, such as {known[0]}" if known else "No ward is held here"
        raise UserError(Fault("there is no such ward", remedy, value=code))
    homes = sorted(
        (one for one in evidence.frozen.places.values() if code in one.parents and not one.gone),
        key=lambda one: one.name,
    )
    said = _("{name} holds {homes}. No figure is published for the ward as a whole.")
    words = said.format(name=ward.name, homes=count_of(len(homes), "neighbourhood"))
    first = Section(_("In short"), (Text(words, lead=True), _range_table(evidence, ward, homes)))
    return ward.name, (first, *_each(evidence, homes))


def _rows(evidence: Evidence, indicator: Indicator, homes: list[Place]) -> pl.DataFrame:
    codes = [one.code for one in homes]
    inside = evidence.frozen.inside
    return inside.filter((pl.col("indicator") == indicator.id) & pl.col("place").is_in(codes))


def _range_table(evidence: Evidence, ward: Place, homes: list[Place]) -> Table:
    rows = []
    for one in evidence.frozen.definitions.indicators:
        found = _rows(evidence, one, homes).sort("value", "place")
        if found.height:
            style = style_of(one)
            ends = [full(found["value"][at], style) for at in (0, -1)]
            told = (str(found.height), *ends, period_words(str(found["period"].max())))
            rows.append((one.title, *told))
    head = (_("Measure"), _("Neighbourhoods"), _("Lowest"), _("Highest"), _("Period"))
    caption = _("The neighbourhoods of {name}, from lowest to highest").format(name=ward.name)
    return Table(caption, head, tuple(rows) or ((_("No figure is held"), "0", "", "", ""),), (1, 2, 3))


def _each(evidence: Evidence, homes: list[Place]) -> Iterator[Section]:
    """A table for each measure, one row a neighbourhood, in order of name: no league."""
    for one in evidence.frozen.definitions.indicators:
        found = _rows(evidence, one, homes)
        if not found.height:
            continue
        values = {row["place"]: row for row in found.iter_rows(named=True)}
        style = style_of(one)
        rows = tuple(
            (home.name, full(row["value"], style, row["lower"], row["upper"]), period_words(row["period"]))
            for home in homes
            if (row := values.get(home.code))
        )
        head = (_("Neighbourhood"), _("Newest figure"), _("Period"))
        yield Section(one.title, (Text(one.definition), Table(one.title, head, rows, (1,))))
