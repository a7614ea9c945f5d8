"""A council's own sheets: the proposed map loads to the right observations, or asks the right things."""

import pytest
from council_sheets import KNO, LIV, MAN, SHEETS, gazetteer

from ropewalk.sources.mapping.book import read_book
from ropewalk.sources.mapping.propose import propose
from ropewalk.sources.mapping.writing import map_text, read_back
from ropewalk.sources.opening import Files
from ropewalk.sources.table import read_table

GAZETTEER = gazetteer()
PLACES = {LIV: "Liverpool", MAN: "Manchester", KNO: "Knowsley"}


def proposal_of(sheet):
    return propose(read_book(sheet.data, sheet.name), GAZETTEER)


def observations(sheet, proposal):
    """What the written map loads to, by the label of each series."""
    table = read_back(map_text(proposal, ())).table[0]
    read = read_table(table, Files("toy", {sheet.name: sheet.data}), GAZETTEER.register, {}.__getitem__)
    labels = {draft.indicator: draft.label for draft in proposal.drafts}
    found = {draft.label: set() for draft in proposal.drafts}
    for indicator, *row, value in read.rows.select(
        "indicator", "place", "period", "breakdown", "value"
    ).iter_rows():
        found[labels[indicator]].add((*row, None if value is None else round(value, 9)))
    return found


@pytest.mark.parametrize("name", SHEETS)
def test_the_proposed_map_loads_to_the_right_observations(name):
    sheet = SHEETS[name]
    assert observations(sheet, proposal_of(sheet)) == sheet.rows


@pytest.mark.parametrize("name", SHEETS)
def test_what_is_not_certain_is_asked_and_nothing_else(name):
    sheet = SHEETS[name]
    assert {doubt.about for doubt in proposal_of(sheet).doubts} == sheet.asks


@pytest.mark.parametrize("name", SHEETS)
def test_the_map_as_written_is_the_map_as_proposed(name):
    proposal = proposal_of(SHEETS[name])
    text = map_text(proposal, proposal.doubts)
    assert read_back(text).table == (proposal.table,)
    assert list(read_back(text).doubts) == [str(doubt) for doubt in proposal.doubts]


def test_rows_of_numbers_above_the_names_are_not_the_table():
    rows = ["Spending (£ thousand),,,,", "Line,,,190,290", ",,Money,,", "Code,Name,Class,Schools,Roads"]
    rows += [f"{code},{name},MD,{n},{n + 1}" for n, (code, name) in enumerate(PLACES.items(), start=100)]
    proposal = propose(read_book("\n".join(rows).encode(), "spending.csv"), GAZETTEER)
    assert proposal.table.header_row == 4
    assert {series.value for series in proposal.table.series} == {"Schools", "Roads"}


def test_a_year_with_a_slip_of_the_pen_is_a_year_like_those_beside_it():
    text = "Ward,2021/22,2022/23,2023/24\nLiverpool,120,98,87\nManchester,140,abc,90\nKnowsley,90,95,99\n"
    wide = propose(read_book(text.encode(), "bins.csv"), GAZETTEER).table.wide
    assert wide.columns == ("2021/22", "2022/23", "2023/24")
