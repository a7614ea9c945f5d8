"""The words of a report as a reader of each medium meets them, and the marks of a tagged PDF."""

import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from typing import Any

import pikepdf
from docx import Document

SPACE = re.compile(r"\s+")
DRAWN = re.compile(r"<svg.*?</svg>|<style.*?</style>", re.DOTALL)
CODES = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
RANGES = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")


def squeezed(text: str) -> str:
    """Text with nothing but its signs: media break lines where they like."""
    return SPACE.sub("", text)


def words_of_html(content: bytes) -> str:
    """What stands on the page, drawings left out."""
    return unescape(re.sub(r"<[^>]+>", " ", DRAWN.sub(" ", content.decode())))


def words_of_word(content: bytes) -> str:
    """Paragraphs, then the cells of tables."""
    made = Document(BytesIO(content))
    cells = (cell.text for table in made.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(one.text for one in made.paragraphs), *cells])


def words_of_pdf(content: bytes) -> str:
    """The text of every page as its fonts spell it, drawings left out."""
    with pikepdf.open(BytesIO(content)) as made:
        return "\n".join("".join(_shown(page)) for page in made.pages)


def _shown(page: Any) -> Iterator[str]:
    fonts = {name: _spelling(font) for name, font in page.Resources.Font.items()}
    spelling: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            spelling = fonts[str(operands[0])]
        elif str(operator) in ("Tj", "TJ"):
            runs = operands[0] if str(operator) == "TJ" else [operands[0]]
            for run in runs:
                if isinstance(run, pikepdf.String):
                    codes = bytes(run)
                    yield from (
                        spelling.get(int.from_bytes(codes[at : at + 2]), "") for at in range(0, len(codes), 2)
                    )


def _spelling(font: Any) -> dict[int, str]:
    told = font.ToUnicode.read_bytes()
    found = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", told, re.DOTALL):
        found |= {int(code, 16): _text(text) for code, text in CODES.findall(block)}
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", told, re.DOTALL):
        for first, last, text in RANGES.findall(block):
            for step in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + step] = chr(int(text, 16) + step)
    return found


def _text(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be")


def tags_of_pdf(content: bytes) -> list[tuple[str, str]]:
    """Every element of a PDF's structure, in order, with its alternative text."""
    with pikepdf.open(BytesIO(content)) as made:
        return list(_tags(made.Root.StructTreeRoot))


def _tags(node: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(node, pikepdf.Dictionary):
        return
    if "/S" in node:
        yield str(node.S), str(node.get("/Alt", ""))
    below = node.get("/K", [])
    for one in below if isinstance(below, pikepdf.Array) else [below]:
        yield from _tags(one)
