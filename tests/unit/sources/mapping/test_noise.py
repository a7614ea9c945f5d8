"""Shuffled columns, empty rows and words around a table do not change what it is taken for."""

import csv
import io

from council_sheets import LIV, MAN, STH, gazetteer
from hypothesis import given, settings
from hypothesis import strategies as st

from ropewalk.sources.mapping.book import read_book
from ropewalk.sources.mapping.propose import propose
from ropewalk.sources.mapping.writing import map_text, read_back
from ropewalk.sources.opening import Files
from ropewalk.sources.table import read_table

GAZETTEER = gazetteer()
NAMES = ("ONS code", "Financial year", "Rate per 1,000", "Lower 95% limit", "Upper 95% limit", "Remarks")
TITLES = st.sampled_from(["Made for a test", "Return of the second quarter", "Contact: the performance team"])


def rows_of(values):
    places = (LIV, MAN, STH)
    keys = [(place, f"{year}/{(year + 1) % 100:02d}") for year in (2021, 2022, 2023) for place in places]
    return [
        [place, year, str(value), str(value - 1), str(value + 1), "looked at" if value > 500 else ""]
        for (place, year), value in zip(keys, values, strict=True)
    ]


def text_of(rows, delimiter=","):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode()


def read(data):
    proposal = propose(read_book(data, "made up.csv"), GAZETTEER)
    table = read_back(map_text(proposal, ())).table[0]
    found = read_table(table, Files("toy", {"made up.csv": data}), GAZETTEER.register, {}.__getitem__)
    return proposal, set(found.rows.select("place", "period", "value", "lower", "upper").iter_rows())


@settings(max_examples=60, deadline=None)
@given(
    values=st.lists(st.integers(2, 990), min_size=9, max_size=9),
    order=st.permutations(range(len(NAMES))),
    shuffled=st.permutations(range(9)),
    titles=st.lists(TITLES, max_size=3),
    gaps=st.sets(st.integers(0, 8), max_size=3),
    notes=st.lists(TITLES, max_size=2),
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
)
def test_order_gaps_titles_and_notes_change_nothing(values, order, shuffled, titles, gaps, notes, delimiter):
    rows = rows_of(values)
    plain, expected = read(text_of([list(NAMES), *rows]))
    width = len(NAMES)
    noisy = [[title, *[""] * (width - 1)] for title in titles]
    noisy += [[""] * width] if titles else []
    noisy.append([NAMES[n] for n in order])
    for count, index in enumerate(shuffled):
        noisy += [[""] * width] if count in gaps and count else []
        noisy.append([rows[index][n] for n in order])
    noisy += [[""] * width, *([note, *[""] * (width - 1)] for note in notes)] if notes else []
    found, got = read(text_of(noisy, delimiter))
    assert got == expected
    assert {(t.role, t.column) for t in found.taken} == {(t.role, t.column) for t in plain.taken}
    assert not found.doubts
