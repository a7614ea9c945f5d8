"""The sentences that a page shows, as a reader meets them: running text alone, block by block.

A sentence ends with a stop. So headings, names, titles, lists of names and labels are none, and tables, forms
and drawings are left out. An explanation in place is a sentence of its own, told on the page of words.
"""

import re
from html.parser import HTMLParser

BLOCKS = frozenset(
    ["p", "li", "dt", "dd", "summary", "figcaption", "h1", "h2", "h3", "h4", "caption", "legend", "div"]
)
APART = frozenset(["svg", "table", "script", "style", "select", "form", "nav", "code", "button"])
VOID = frozenset(["br", "hr", "img", "input", "link", "meta", "path", "rect", "circle"])
LEAST = 4
# After the end of a sentence comes a capital, a figure or a quotation; "No. 2" and initials end none.
_END = re.compile(r"(?<=[a-z0-9%)”’])(?<!\bNo)[.!?]+”?(?=\s+[A-Z“£0-9]|\s*$)")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = [""]
        self.apart: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.apart:
            self.apart += [tag] if tag not in VOID else []
        elif tag in APART or "popover" in dict(attrs):
            self.apart = [tag]
            # What a button in a sentence says is part of it; its explanation is not.
            if tag == "button" and "popovertarget" in dict(attrs):
                self.apart = []
        elif tag in BLOCKS:
            self.blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        if self.apart:
            if self.apart[-1] == tag:
                self.apart.pop()
        elif tag in BLOCKS:
            self.blocks.append("")

    def handle_data(self, data: str) -> None:
        if not self.apart:
            self.blocks[-1] += data


def sentences_of(page: str) -> list[str]:
    """The sentences of at least four words in the main part of a page, in order, as often as told."""
    reader = _Reader()
    main = page.split("<main", 1)[1].partition(">")[2].split("</main>", 1)[0]
    reader.feed(main.split("The formulas</h")[0])  # which are for those who want to check them
    out: list[str] = []
    for block in reader.blocks:
        text = re.sub(r"\s+", " ", block).strip()
        at = 0
        for end in _END.finditer(text):
            one, at = text[at : end.end()].strip(), end.end()
            out += [one] if len(one.split()) >= LEAST else []
    return out
