"""Shares beside the marks they were to meet: nothing is drawn outside, and the table says the same."""

import re

from hypothesis import given
from hypothesis import strategies as st

from ropewalk.figures.share_dots import Share, share_dots

SHARES = st.builds(
    Share,
    label=st.just("of series <normal>"),
    share=st.floats(0, 1),
    error=st.floats(0, 0.3),
    mark=st.none() | st.floats(0, 1),
)


@given(st.lists(SHARES, min_size=1, max_size=8), st.booleans())
def test_everything_stays_inside_the_drawing(rows: list[Share], zero: bool) -> None:
    made = share_dots(rows, name="x", title="t", description="d", marked="a mark", zero=zero)
    for drawing in made.svg.split("<svg")[1:]:
        wide = float(re.findall(r'viewBox="0 0 (\d+)', drawing)[0])
        across = [float(x) for x in re.findall(r'cx="([-\d.]+)"|M([-\d.]+) ', drawing) for x in x if x]
        assert all(0 <= x <= wide for x in across)
        assert "<normal>" not in drawing
    assert len(made.table.rows) == len(rows)


def test_the_table_reads_as_the_drawing_does() -> None:
    made = share_dots(
        [Share("a", 0.0404, 0.001, 0.05)], name="x", title="t", description="d", marked="most allowed"
    )
    assert made.table.head == ("What", "How often", "Most allowed")
    assert made.table.rows == (("a", "4.0%", "5.0%"),)
    assert made.note == "The upright line is most allowed."
