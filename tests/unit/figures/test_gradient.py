"""Bars along an order: from nought, each with its interval; picture, words and table say the same."""

import re
from xml.etree import ElementTree

import pytest

from ropewalk.figures.gradient import NOTE, Step, gradient
from ropewalk.figures.inputs import Figure, Style
from ropewalk.figures.tables import csv_of

ENDS = ("Most short of money", "Fewest short of money")
STYLE = Style("% of homes")


def drawn(steps: list[Step], style: Style = STYLE) -> Figure:
    return gradient(steps, name="inside", title="Crowded homes", style=style, ends=ENDS, head="Tenth")


def steps(count: int = 10) -> list[Step]:
    return [Step(str(at), 12.0 - at, 11.0 - at, 13.5 - at, of=30) for at in range(1, count + 1)]


def bars(figure: Figure) -> list[float]:
    wide = figure.svg.split("</svg>")[0]
    return [float(width) for width in re.findall(r'class="rw-bar"[^>]*width="([\d.]+)"', wide)]


def test_both_drawings_are_well_formed_and_named() -> None:
    for drawing in re.findall(r"<svg.*?</svg>", drawn(steps()).svg, re.DOTALL):
        root = ElementTree.fromstring(drawing)  # noqa: S314 - our own drawing
        assert root.attrib["role"] == "img"
        assert root[0].text == "Crowded homes"
        assert root[1].text == drawn(steps()).description


def test_twice_the_length_is_twice_the_figure() -> None:
    lengths = bars(drawn([Step("1", 10.0), Step("2", 5.0), Step("3", 20.0)]))
    assert lengths == pytest.approx([lengths[1] * 2, lengths[1], lengths[1] * 4], rel=0.01)


def test_the_words_give_both_ends_with_their_ranges() -> None:
    assert drawn(steps()).description == (
        "10 groups in order. Most short of money: 11.0%, likely range 10.0% to 12.5%. "
        "Fewest short of money: 2.0%, likely range 1.0% to 3.5%."
    )


def test_the_table_has_a_row_a_group() -> None:
    table = drawn(steps(5)).table
    assert table.head == ("Tenth", "Figure", "Likely range", "Neighbourhoods")
    assert table.rows[0] == ("1", "11.0%", "10.0% to 12.5%", "30")
    assert csv_of(table).splitlines()[1] == "1,11.0%,10.0% to 12.5%,30"


def test_a_group_without_a_figure_says_so_and_has_no_bar() -> None:
    figure = drawn([Step("1", 4.0), Step("2", None), Step("3", 2.0)])
    assert len(bars(figure)) == 2
    assert "no figure" in figure.svg
    assert figure.table.rows[1] == ("2", "no figure", "", "0")


def test_intervals_are_explained_only_where_there_are_some() -> None:
    assert drawn(steps()).note == NOTE
    assert drawn([Step("1", 4.0), Step("2", 3.0)]).note == ""
    assert "rw-whisker" not in drawn([Step("1", 4.0), Step("2", 3.0)]).svg


def test_figures_below_nought_start_at_nought_too() -> None:
    figure = drawn([Step("1", -4.0, -6.0, -2.0), Step("2", 3.0, 1.0, 5.0)], Style("points"))
    assert "−4" in figure.svg
    assert min(bars(figure)) > 0


def test_text_from_outside_is_escaped() -> None:
    nasty = '<b>"O\'Hara" & Co</b>'
    figure = gradient([Step(nasty, 1.0)], name="x", title=nasty, style=STYLE, ends=(nasty, nasty))
    assert "<b>" not in figure.svg
    ElementTree.fromstring(figure.svg.split("</svg>")[0] + "</svg>")  # noqa: S314 - our own drawing
