"""The few pieces of mark-up that every drawing shares. Styled by class only; all text is escaped."""

from collections.abc import Iterable
from html import escape
from typing import Final

TEXT: Final = 14
"""Size of text in units of the drawing; the style sheet sets the same for ``.rw-chart text``."""

NARROW: Final = 340
WIDE: Final = 720
CHARACTER: Final = 7.1
"""A generous mean width of a character at size ``TEXT``, for leaving room."""


def drawing(
    name: str, variant: str, size: tuple[int, float], words: tuple[str, str], body: str, stops: str = ""
) -> str:
    """A whole picture with its title and description, which screen readers read as one image.

    ``stops``: where each row of its table stands (see ``stops``), for pointing at.
    """
    width, height = size
    title, description = words
    return (
        f'<svg class="rw-chart rw-chart--{variant}" viewBox="0 0 {width} {height:g}" role="img"{stops} '
        f'aria-labelledby="{name}-t {name}-d" focusable="false">'
        f'<title id="{name}-t">{escape(title)}</title><desc id="{name}-d">{escape(description)}</desc>'
        f"{body}</svg>"
    )


def stops(across: Iterable[float], span: tuple[float, float]) -> str:
    """How far across each period stands, first to last, between a top and a bottom: what the pages' script
    needs to tell which row of the table a reader points at."""
    return f' data-x="{" ".join(f"{x:.0f}" for x in across)}" data-y="{span[0]:g} {span[1]:g}"'


def joined(across: Iterable[float], down: Iterable[float]) -> str:
    """The middle of a path: its points, with straight lines between."""
    return "L".join([f"{x:.1f} {y:.1f}" for x, y in zip(across, down, strict=True)])


def text(x: float, y: float, words: str, css: str = "", anchor: str = "") -> str:
    """A line of text. ``anchor`` is ``middle`` or ``end``; nothing means that it starts at x."""
    placed = f' text-anchor="{anchor}"' if anchor else ""
    named = f' class="{css}"' if css else ""
    return f'<text x="{x:.1f}" y="{y:.1f}"{named}{placed}>{escape(words)}</text>'


def rule(x1: float, y1: float, x2: float, y2: float, css: str) -> str:
    """A straight line."""
    return f'<path class="{css}" d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}"/>'


def disc(x: float, y: float, radius: float, css: str, hint: str = "") -> str:
    """A dot. ``hint`` appears when a reader points at it."""
    drawn = f'<circle class="{css}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}"'
    return f"{drawn}><title>{escape(hint)}</title></circle>" if hint else f"{drawn}/>"


def width_of(words: str) -> float:
    """About how wide a text is: enough for leaving room, not for setting type."""
    return len(words) * CHARACTER + words.count("%") * 4


def wrap(words: str, most: int) -> list[str]:
    """Words in lines of at most ``most`` characters where they allow it; two lines, then an ellipsis."""
    lines = [""]
    for word in words.split():
        joined = f"{lines[-1]} {word}".strip()
        if len(joined) <= most or not lines[-1]:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines if len(lines) <= 2 else [lines[0], f"{lines[1]}\u2026"]


def box(x: float, y: float, wide: float, tall: float, css: str) -> str:
    """A box, from its upper left corner."""
    return f'<rect class="{css}" x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{tall:.1f}"/>'


def diamond(x: float, y: float, r: float, css: str) -> str:
    """A diamond round a middle: the mark of the reader's own place."""
    return f'<path class="{css}" d="M{x:.1f} {y - r:.1f}l{r:g} {r:g}l-{r:g} {r:g}l-{r:g} -{r:g}Z"/>'


def whisker(x1: float, x2: float, y: float) -> str:
    """An interval lying along a scale, with its two ends marked."""
    ends = f"M{x1:.1f} {y - 5:.1f}v10M{x2:.1f} {y - 5:.1f}v10"
    return f'<path class="rw-whisker" d="M{x1:.1f} {y:.1f}H{x2:.1f}{ends}"/>'
