"""The fonts of pictures, and how wide words are in them. Made by ``tools/fonts.py`` from the pages' own."""

from functools import lru_cache
from pathlib import Path
from typing import Final

import msgspec

FOLDER: Final = Path(__file__).parent / "fonts"
SANS: Final = "source-sans-3-400"
BOLD: Final = "source-sans-3-700"
SERIF: Final = "source-serif-4-600"
FONTS: Final = (SANS, BOLD, SERIF)
_USUAL: Final = 0.55  # of a letter that the font does not have


def files() -> list[str]:
    """The files of the fonts, for whoever draws."""
    names = [*FONTS, *(f"{name}-more" for name in FONTS)]
    return [str(FOLDER / f"{name}.ttf") for name in names]


@lru_cache(maxsize=1)
def _widths() -> dict[str, dict[str, float]]:
    return msgspec.json.decode((FOLDER / "widths.json").read_bytes(), type=dict[str, dict[str, float]])


def width_of(words: str, font: str, size: float) -> float:
    """How wide words are at a size, kerning left aside."""
    letters = _widths()[font]
    return size * sum(letters.get(letter, _USUAL) for letter in words)


def set_in_lines(words: str, font: str, size: float, wide: float) -> list[str]:
    """Words in lines that are no wider than ``wide``; a word that is wider stands alone on its line."""
    lines: list[str] = []
    for word in words.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(joined, font, size) <= wide:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines


def fitted(
    words: str, font: str, sizes: tuple[float, ...], wide: float, most: int
) -> tuple[float, list[str]]:
    """The largest of the sizes at which words fit in ``most`` lines, and the lines. Where none does, the last
    line of the smallest ends in an ellipsis."""
    for size in sizes:
        lines = set_in_lines(words, font, size, wide)
        if len(lines) <= most:
            return size, lines
    kept = lines[:most]
    while kept[-1] and width_of(f"{kept[-1]}\u2026", font, size) > wide:
        kept[-1] = kept[-1].rpartition(" ")[0]
    return size, [*kept[:-1], f"{kept[-1]}\u2026"]
