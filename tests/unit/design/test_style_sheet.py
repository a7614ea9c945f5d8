"""The committed style sheet: light, our own, complete, and asking nothing of anyone else."""

import gzip
import json
import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
STATIC = ROOT / "ropewalk" / "design" / "static" / "ropewalk"
CSS = (STATIC / "rope.css").read_text()


WORDS_ENOUGH = {"rw-small__verdict", "rw-name--target"}
"""Classes that carry a meaning for whoever styles on, and need no rule of their own."""


def drawn(text: str) -> set[str]:
    """Every ``rw-`` class that stands whole in a source; those put together from parts are left out."""
    return set(re.findall(r"\brw-[a-z0-9]+(?:(?:__|--|-)[a-z0-9]+)*(?![\w{%-])", text))


def test_style_sheet_is_light():
    assert len(gzip.compress(CSS.encode())) < 14_000


def test_fonts_are_light_and_come_with_their_licence():
    fonts = list(STATIC.glob("*.woff2"))
    assert sum(font.stat().st_size for font in fonts) < 60_000
    assert "SIL OPEN FONT LICENSE" in (STATIC / "fonts-licence.txt").read_text()


def test_style_sheet_names_no_font_or_mark_of_another_government():
    for word in ("GDS Transport", "crown", "crest", "govuk-logotype"):
        assert word.lower() not in CSS.lower()


def test_style_sheet_asks_only_for_files_beside_it():
    asked = {url.strip("\"'") for url in re.findall(r"url\(([^)]*)\)", CSS)}
    assert asked
    assert all((STATIC / url).is_file() for url in asked)


def test_every_class_that_is_drawn_has_a_style():
    used: set[str] = set()
    for folder, pattern in (("figures", "*.py"), ("design/jinja2", "**/*.html")):
        for file in (ROOT / "ropewalk" / folder).glob(pattern):
            used |= drawn(file.read_text())
    styled = set(re.findall(r"\.(rw-[\w-]+)", CSS))
    assert sorted(used - styled - WORDS_ENOUGH) == []


def test_forced_colours_print_and_dark_are_thought_of():
    for feature in ("forced-colors:active", "@media print", "prefers-color-scheme:dark"):
        assert feature in CSS.replace(": ", ":")


def test_lock_records_no_address_of_a_registry():
    lock = json.loads((ROOT / "package-lock.json").read_text())
    assert not [name for name, package in lock["packages"].items() if "resolved" in package]
