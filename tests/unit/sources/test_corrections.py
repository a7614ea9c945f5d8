"""A correction: what the file says wrongly, what is used instead, and a guard that the file still says it."""

import msgspec
import pytest

from ropewalk.sources.load import read_source
from ropewalk.vocabulary.accepted import Correction
from ropewalk.vocabulary.errors import DefinitionError, SourceError

MAP = """
[[table]]
file = "a.csv"
place = { column = "code" }
period = { column = "year", notation = "calendar-year" }
[table.markers]
c = "suppressed"
[[table.series]]
indicator = "jobs"
value = "value"
lower = "lower"
"""
TEXT = "code,year,value,lower\nE08000012,2023,{},60\nE08000039,2023,c,\n"
CORRECTION = """
[[correction]]
indicator = "jobs"
place = "E08000012"
period = "2023-01-01/P1Y"
column = "value"
expect = 6750
use = 67.5
why = "The point was left out."
by = "Ada"
date = 2026-11-23
told = "https://example.org/told"
"""


@pytest.fixture
def read(source, register):
    def write(correction, value="6750"):
        folder = source(MAP, {"a.csv": TEXT.format(value)})
        (folder / "corrections.toml").write_text(correction)
        return read_source(folder, register, known_indicators={"jobs"})

    return write


def changed(**fields):
    text = CORRECTION
    for name, value in fields.items():
        start = text.index(f"\n{name} = ") + 1
        text = text[:start] + f"{name} = {value}" + text[text.index("\n", start) :]
    return text


def test_the_corrected_figure_is_used_and_the_correction_is_kept_beside_it(read):
    batch = read(CORRECTION)
    row = batch.observations.filter(place="E08000012").row(0, named=True)
    assert (row["value"], row["lower"], row["state"], row["row"]) == (67.5, 60.0, "measured", 2)
    ((kind, name, text),) = batch.papers
    assert (kind, name) == ("correction", "toy/jobs/E08000012/2023-01-01/P1Y//value")
    kept = msgspec.json.decode(text, type=Correction)
    assert (kept.expect, kept.use, kept.by, kept.told) == (6750, 67.5, "Ada", "https://example.org/told")


def test_it_stops_the_load_once_the_publisher_has_changed_the_figure(read):
    with pytest.raises(SourceError) as found:
        read(CORRECTION, value="67.5")
    said = str(found.value)
    assert said.startswith("toy/a.csv, row 2: ")
    assert "expects 6750" in said
    assert "the publisher has changed it to 67.5" in said
    assert "take the correction out of toy/corrections.toml" in said


def test_a_figure_that_is_not_there_cannot_be_corrected(read):
    with pytest.raises(SourceError, match="there is no such figure to correct"):
        read(changed(period='"2022-01-01/P1Y"'))


def test_a_figure_may_be_taken_away_or_given_and_a_state_mended(read):
    batch = read(changed(use='"not available"'))
    row = batch.observations.filter(place="E08000012").row(0, named=True)
    assert (row["value"], row["lower"], row["state"]) == (None, None, "not available")


def test_a_figure_may_be_given_where_the_file_has_none(read):
    batch = read(changed(place='"E08000039"', expect='"suppressed"', use="12.0"))
    assert batch.observations.filter(place="E08000039").select("value", "state").row(0) == (12.0, "measured")


def test_a_state_may_be_mended(read):
    batch = read(changed(column='"state"', expect='"measured"', use='"provisional"'))
    assert batch.observations.filter(place="E08000012").select("value", "state").row(0) == (
        6750.0,
        "provisional",
    )


def test_a_correction_of_an_earlier_edition_leaves_the_newest_alone(read):
    batch = read(CORRECTION + 'edition = "e1"\n')
    assert batch.observations.filter(place="E08000012")["value"].item() == 6750
    assert batch.papers == ()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"column": '"size"'}, "there is no column 'size' to correct"),
        ({"why": '" "'}, "`why` is empty"),
        ({"by": '""'}, "`by` is empty"),
        ({"use": '"hidden"'}, "`use` is no number and no state"),
        ({"use": "6750"}, "it uses what it expects"),
        ({"column": '"state"'}, "of a state is a word"),
        ({"told": "1"}, "Expected `str`, got `int`"),
    ],
)
def test_corrections_are_read_strictly(fields, said, read):
    with pytest.raises(DefinitionError, match=said):
        read(changed(**fields))
