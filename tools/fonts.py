"""Make the fonts that pictures are drawn with from those that pages are read in. Run it when one changes:

    .venv/bin/python tools/fonts.py

A page's font is one file of every weight, packed for the web; the drawer of pictures wants a plain file a
weight. Beside them go the widths of their letters, so that words are set in lines without reading a font.
"""

import json
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

ROOT = Path(__file__).parents[1] / "ropewalk/design"
WEB, MADE = ROOT / "static/ropewalk", ROOT / "fonts"
FONTS = (
    ("source-sans-3", "Source Sans 3", 400),
    ("source-sans-3", "Source Sans 3", 700),
    ("source-serif-4-600", "Source Serif 4", 600),
)
# Letters that the files above lack and that some languages need; drawn where a word has one.
MORE = {"source-sans-3": "welsh-letters-sans", "source-serif-4-600": "welsh-letters-serif-600"}
NAMES = (16, 17, 21, 22, 25)  # other names that a variable font goes by


def made(file: str, family: str, weight: int) -> TTFont:
    """One weight of a font, under its family's name."""
    font = TTFont(WEB / f"{file}.woff2")
    if "fvar" in font:
        font = instancer.instantiateVariableFont(font, {"wght": weight}, inplace=True)
    font.flavor = None
    for number in NAMES:
        font["name"].removeNames(nameID=number)
    font["name"].setName(family, 1, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    return font


def widths(font: TTFont) -> dict[str, float]:
    """How wide each letter is, against the size of the type."""
    em, advances = font["head"].unitsPerEm, font["hmtx"]
    return {chr(code): round(advances[name][0] / em, 4) for code, name in font.getBestCmap().items()}


def main() -> None:
    """Write the fonts and their widths."""
    MADE.mkdir(exist_ok=True)
    found = {}
    for file, family, weight in FONTS:
        font = made(file, family, weight)
        name = f"{family.lower().replace(' ', '-')}-{weight}"
        font.save(MADE / f"{name}.ttf")
        more = made(MORE[file], f"{family} more", weight)
        more.save(MADE / f"{name}-more.ttf")
        found[name] = widths(more) | widths(font)
    text = json.dumps(found, ensure_ascii=False, indent=None, separators=(",", ":"))
    (MADE / "widths.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
