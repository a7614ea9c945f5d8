"""Figures for a report: drawings with the rules for their classes, or pictures."""

import re
from typing import Final

import resvg_py

from ropewalk.design import lettering, standing
from ropewalk.figures.alone import drawing_of, standing_alone
from ropewalk.figures.inputs import Figure
from ropewalk.vocabulary.city import Brand

ON: Final = (
    "text.rw-seg-n{stroke:none}.rw-shape--cannot .rw-is{stroke:#4a4f55;fill:none}"
    ".rw-on .rw-if,text.rw-seg-n.rw-on{fill:#fff}.rw-on .rw-is{stroke:#fff;fill:none}"
    ".rw-on--cannot .rw-is{stroke:#1b1f23}text.rw-seg-n.rw-on--cannot{fill:#1b1f23}"
)
"""Shapes and numbers on a bar: in a page they inherit their colour, which no drawing alone does."""
SHARP: Final = 3.0
"""Pixels of a picture for each unit of its drawing: sharp on paper."""


def css_of(figures: tuple[Figure, ...], brand: Brand) -> str:
    """The rules for the classes of some figures, on light paper."""
    drawn = "".join(figure.svg for figure in figures)
    return standing.style_for(drawn, colours_of(brand), dark=False) + ON if drawn else ""


def svg_of(figure: Figure, brand: Brand) -> str:
    """A figure as a whole SVG document for white paper, without its title: that stands beside it."""
    made = standing_alone(figure, (), (), "")
    plain = standing_alone(figure, (), (), standing.style_for(made, colours_of(brand), dark=False) + ON)
    bare = re.sub(r'<rect class="rw-paper"[^>]*/>', "", plain)
    return re.sub(r"<(title|desc) id=.*?</\1>", "", bare, flags=re.DOTALL)


def png_of(figure: Figure, brand: Brand) -> bytes:
    """A figure as PNG."""
    made = resvg_py.svg_to_bytes(
        svg_string=svg_of(figure, brand),
        zoom=SHARP,
        background="#ffffff",
        skip_system_fonts=True,
        font_files=lettering.files(),
    )
    return bytes(made)


def is_wide(figure: Figure) -> bool:
    """Whether a figure needs the width of a page."""
    return "rw-chart--wide" in drawing_of(figure)


def colours_of(brand: Brand) -> dict[str, str]:
    """The city's own colours, as the style sheet calls them."""
    return {"--brand": brand.colour, "--accent": brand.accent}
