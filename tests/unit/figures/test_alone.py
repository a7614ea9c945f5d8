"""A drawing taken out of its page, whole: also one that has a drawing within it."""

from ropewalk.figures.alone import drawing_of, drawings_of, size_of, standing_alone
from ropewalk.figures.inputs import Figure, Table
from ropewalk.figures.share_card import Card, share_card

COLOURS = dict.fromkeys(("ink", "muted", "brand", "paper", "accent"), "#000000")
INNER = '<svg x="5" viewBox="0 0 9 9"><a href="/places/x/"><path d="M0 0h9"/></a></svg>'


def _figure(svg: str) -> Figure:
    return Figure("f", svg, "Title", "Words", lambda: Table("", (), ()))


def test_each_drawing_is_whole_though_one_holds_another() -> None:
    first = f'<svg class="rw-chart rw-chart--map" viewBox="0 0 48 60">{INNER}<text>one</text></svg>'
    second = '<svg class="rw-chart rw-chart--wide" viewBox="0 0 72 36"></svg>'
    figure = _figure(f"{first} {second}")
    assert drawings_of(figure) == [first, second]
    assert drawing_of(figure) == second
    assert size_of(first) == (48, 60)


def test_a_drawing_alone_has_no_links_and_all_its_shapes() -> None:
    made = standing_alone(_figure(f'<svg viewBox="0 0 48 60">{INNER}</svg>'), ["Title"], ["Foot"], "")
    assert "href" not in made
    assert '<path d="M0 0h9"/>' in made
    assert made.count("<svg") == made.count("</svg>") == 3


def test_a_card_draws_the_shape_that_a_figure_has_for_it() -> None:
    shaped = Figure(
        "f", "<svg viewBox='0 0 1 1'></svg>", "", "", lambda: Table("", (), ()), "", lambda: SHAPE
    )
    card = Card(eyebrow="", lines=("x",), size=60.0, foot="", figure=shaped)
    made = share_card(card, COLOURS, "")
    assert 'class="rw-chart rw-chart--map"' in made
    assert '<svg width="9" height="9" viewBox="0 0 9 9"><path d="M1 1"/></svg>' in made


SHAPE = (
    '<svg class="rw-chart rw-chart--map" viewBox="0 0 9 9">'
    '<svg width="9" height="9" viewBox="0 0 9 9"><path d="M1 1"/></svg></svg>'
)
