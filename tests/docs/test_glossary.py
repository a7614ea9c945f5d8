"""The glossary among the documents says what the pages say: both are made from one file."""

import runpy
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_document_is_what_the_words_make() -> None:
    made = runpy.run_path(str(ROOT / "tools" / "write_glossary.py"))["document"]()
    held = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    assert held == made, "run: python tools/write_glossary.py"
