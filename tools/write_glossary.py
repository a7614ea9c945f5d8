"""Write docs/glossary.md from the words that ship: python tools/write_glossary.py"""

from pathlib import Path

from ropewalk.publish.website.glossary import glossary

TARGET = Path(__file__).parents[1] / "docs" / "glossary.md"
HEAD = """\
# Glossary

The words used in the code, the tests and the pages. Made from `ropewalk/publish/website/words/glossary.toml`
by `python tools/write_glossary.py`: mend the words there. Readers find them explained on the page `/words/`.

| word | meaning | said to readers |
| --- | --- | --- |
"""


def document() -> str:
    """The document: a row a word."""
    return HEAD + "".join(
        f"| {word.term} | {word.in_code or 'as said to readers'} | {word.text} |\n" for word in glossary()
    )


if __name__ == "__main__":
    TARGET.write_text(document(), encoding="utf-8")
