"""A component that SDMX-ML 3.0 writes as an element, because it may have many values or several languages."""

from typing import Final

LANGUAGE: Final = "xml:lang"
BETWEEN: Final = ";"


class Component:
    """What one ``Comp`` element says, while it passes."""

    def __init__(self, given: list[str]) -> None:
        self.id = _pairs(given).get("id", "")
        self.values: list[dict[str, str]] = []  # for each, its text by language
        self.language = ""

    def start(self, name: str, given: list[str]) -> None:
        """A value opens, or its text in one language."""
        if name == "Value":
            self.values.append({})
            self.language = ""
        elif name == "Text":
            self.language = _pairs(given).get(LANGUAGE, "en")

    def text(self, words: str) -> None:
        """Some of a value's text."""
        if self.values:
            said = self.values[-1]
            said[self.language] = said.get(self.language, "") + words

    def cell(self) -> str:
        """The value; several stand side by side with semicolons between, so that no map takes them for one.

        Of several languages English is taken, else the first.
        """
        return BETWEEN.join(map(_said, self.values))


def _pairs(given: list[str]) -> dict[str, str]:
    return dict(zip(given[::2], given[1::2], strict=True))


def _said(texts: dict[str, str]) -> str:
    told = {language: text.strip() for language, text in texts.items() if text.strip()}
    return told.get("en", next(iter(told.values()), ""))
