"""Names beside lines: near their line, and never over one another."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ropewalk.figures.labels import ROW, Label, beside, spread

HEIGHTS = st.lists(st.tuples(st.floats(30, 310), st.integers(1, 3)), min_size=1, max_size=4)


def test_label_alone_stands_at_its_line():
    label = Label(100.0, 0.0, ("England 76%",), "rw-name")
    assert spread([label], 30, 310) == [(label, 100.0)]


def test_labels_that_would_touch_stand_evenly_about_their_lines():
    one, two = Label(99.0, 0.0, ("A",), ""), Label(101.0, 0.0, ("B",), "")
    middles = [middle for _, middle in spread([two, one], 30, 310)]
    assert middles == [90.0, 110.0]


@given(HEIGHTS)
def test_no_label_overlaps_another_and_none_leaves_the_drawing(wanted: list[tuple[float, int]]):
    labels = [Label(y, 0.0, ("word",) * rows, "") for y, rows in wanted]
    placed = spread(labels, 30, 310)
    spans = [(middle - len(b.words) * ROW / 2, middle + len(b.words) * ROW / 2) for b, middle in placed]
    assert all(a[1] <= b[0] + 1e-6 for a, b in pairwise(spans))
    assert spans[0][0] >= 0
    assert len(placed) == len(labels)


def test_short_names_share_a_line_with_their_value():
    assert beside("England", "76.0%") == ("England 76.0%",)
    assert beside("Bournemouth, Christchurch and Poole", "£605") == (
        "Bournemouth,",
        "Christchurch and\u2026",
        "£605",
    )
