"""The texts of a page that it does not say are in another language, and which of them look English.

A text is what a reader sees or has read aloud: between tags, in an attribute, in a drawing's title and
description. ``lang`` of the nearest element around it says its language, for an attribute that of its own.
"""

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

READ_ALOUD = {"aria-label", "aria-description", "title", "placeholder", "alt", "label"}
DESCRIBES = {"description", "og:title", "og:description", "og:image:alt", "twitter:image:alt"}
EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SILENT = {"script", "style", "template", "code", "samp", "kbd", "pre"}
CANNOT_BE_MARKED_INSIDE = {"title", "desc", "option", "textarea"}
# Words that English sentences hardly do without, and that Welsh has not.
ENGLISH = re.compile(
    r"(?<![\w/-])(the|and|of|are|were|that|with|for|from|this|these|not|by|it|its|has|have|which|than|there|"
    r"you|our|your|been|will|would|only|each|who|what|when|where|how|why|below|above|between|about)(?![\w/-])",
    re.IGNORECASE,
)
FILE = re.compile(r"https?://\S+|[\w.-]+\.(?:csv|json|xlsx?|ods|parquet|gz)\b")
WORD = re.compile(r"[^\W\d_]{2,}")


class Texts(HTMLParser):
    """``found``: each text in the page's own language; whether a part of it could be marked otherwise."""

    def __init__(self, page: str) -> None:
        """Read a page."""
        super().__init__()
        self.around: list[tuple[str, str]] = []
        self.found: list[tuple[str, bool]] = []
        self.own = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attributes}
        language = told.get("lang") or (self.around[-1][1] if self.around else "")
        if tag == "html":
            self.own = language
        described = told.get("name", told.get("property", "")) in DESCRIBES
        spoken = [told[name] for name in READ_ALOUD & set(told)] + [told.get("content", "")] * described
        if tag == "input" and told.get("type") in ("submit", "button"):
            spoken.append(told.get("value", ""))
        for text in spoken:
            self._note(text, language, markable=False)
        if tag not in EMPTY:
            self.around.append((tag, language))

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attributes)
        if tag not in EMPTY:
            self.around.pop()

    def handle_endtag(self, tag: str) -> None:
        while self.around and tag not in EMPTY:
            if self.around.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        tags = {tag for tag, _ in self.around}
        if self.around and not tags & SILENT:
            self._note(data, self.around[-1][1], markable=not tags & CANNOT_BE_MARKED_INSIDE)

    def _note(self, text: str, language: str, *, markable: bool) -> None:
        plain = " ".join(text.split())
        if language == self.own and WORD.search(plain):
            self.found.append((plain, markable))


def any_of(names: Iterable[str]) -> re.Pattern[str]:
    """Any of these names, the longest first, as whole words; nothing where there is no name."""
    held = sorted({name for name in names if name}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, held))})(?!\w)" if held else r"(?!)")


def unmarked(page: str, english: str, names: re.Pattern[str], anywhere: re.Pattern[str]) -> Iterator[str]:
    """The texts of a page that are the same on the English page, or look English, and are not marked so.

    ``names``: what has one name in every language. ``anywhere``: those, and English texts that may stand
    unmarked where nothing inside can be marked, as in the description of a drawing.
    """
    same = {text for text, _ in Texts(english).found}
    for text, markable in dict.fromkeys(Texts(page).found):
        if text in same or ENGLISH.search(text):
            rest = FILE.sub(" ", (names if markable else anywhere).sub(" ", text))
            if (text in same and WORD.search(rest)) or ENGLISH.search(rest):
                yield text
