"""Rules that a drawing carries with it: read from the one style sheet, every colour worked out."""

import re

from ropewalk.design import standing

BRAND = {"--brand": "#123456", "--accent": "#c8102e"}
MAP = '<svg class="rw-chart rw-chart--map"><g class="rw-map-1 rw-map-4"/><path class="rw-map-line"/></svg>'


def test_mixtures_in_any_space_become_plain_colours() -> None:
    made = standing.style_for(MAP, BRAND)
    assert "color-mix" not in made
    assert "var(" not in made
    fills = re.findall(r"\.rw-map-[14]\{fill:(#[0-9a-f]{6})", made)
    assert len(set(fills)) == len(fills) == 4  # two shades, by day and by night


def test_a_mixture_is_the_one_that_css_defines() -> None:
    """``color-mix`` of CSS Color 5, section 3: half white in black, and a share of a colour in nothing."""
    assert standing._mix("srgb", "#ffffff", 50, "#000000") == "#808080"
    assert standing._mix("oklab", "#ffffff", 50, "#000000") == "#636363"
    assert standing._mix("srgb", "#123456", 55, "transparent") == "#1234568c"


def test_lines_on_a_map_keep_their_width_at_every_size() -> None:
    assert "vector-effect:non-scaling-stroke" in standing.style_for('<svg class="rw-chart--map"/>', BRAND)
