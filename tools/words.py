"""Collect every word that a reader sees, and compile the catalogues. From the root: `make words`

    python tools/words.py            bring every catalogue up to date with the sources, and compile it
    python tools/words.py --check    change nothing; exit 1 where that would change something

A message that the sources no longer have is dropped; a new one stands there with no words until a person
writes them. docs/translating.md tells how.
"""

import argparse
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from ropewalk.publish.website.glossary import glossary

ROOT = Path(__file__).parents[1]
WORDS = ROOT / "ropewalk" / "design" / "words"
METHODS = [("**/jinja2/**.html", "jinja2"), ("**.py", "python")]
OPTIONS = {
    "**/jinja2/**.html": {
        "trimmed": "true",
        "newstyle_gettext": "true",
        "silent": "false",
        "trim_blocks": "true",
        "lstrip_blocks": "true",
    }
}
KEYWORDS = DEFAULT_KEYWORDS | {
    "later": None,
    "later_in": ((1, "c"), 2),
    "later_many": (1, 2),
    "npgettext": ((1, "c"), 2, 3),
}
ONCE = datetime(2026, 1, 1, tzinfo=UTC)  # a date that moved with each run would be a change in each run


def collected() -> Catalog:
    """Every message of the sources, with the files it stands in."""
    found = Catalog(project="Ropewalk", version="1", creation_date=ONCE, charset="utf-8")
    package = ROOT / "ropewalk"
    for file, _, message, comments, context in extract_from_dir(
        package, METHODS, OPTIONS, KEYWORDS, comment_tags=("Translators:",), strip_comment_tags=True
    ):
        found.add(message, None, [(f"ropewalk/{file}", 0)], auto_comments=comments, context=context)
    for word in glossary():
        for message in (word.term, word.text) if word.shown else ():
            found.add(message, None, [("ropewalk/publish/website/words/glossary.toml", 0)])
    return found


def renewed(file: Path, messages: Catalog) -> Catalog:
    """A catalogue with the messages of the sources: no guesses, nothing that is no longer said."""
    with file.open("rb") as held:
        catalogue = read_po(held, locale=file.stem)
    catalogue.update(messages, no_fuzzy_matching=True, update_header_comment=False)
    catalogue.obsolete.clear()
    catalogue.creation_date = ONCE
    return catalogue


def files_of(catalogue: Catalog) -> dict[str, bytes]:
    """What lies on disk of a catalogue, by the ending of the file's name."""
    text, compiled = BytesIO(), BytesIO()
    write_po(text, catalogue, width=100, include_lineno=False, sort_by_file=True, ignore_obsolete=True)
    write_mo(compiled, catalogue)
    return {".po": text.getvalue(), ".mo": compiled.getvalue()}


def stale(messages: Catalog) -> Iterator[tuple[Path, bytes]]:
    """The files that are not what the sources and the catalogues make of them, with what they should hold."""
    for file in sorted(WORDS.glob("*.po")):
        for ending, content in files_of(renewed(file, messages)).items():
            path = file.with_suffix(ending)
            if not path.is_file() or path.read_bytes() != content:
                yield path, content


def main() -> int:
    """Renew, or check."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 if anything is stale")
    check = parser.parse_args().check
    found = list(stale(collected()))
    for path, content in found:
        sys.stdout.write(f"{'Stale' if check else 'Wrote'}: {path.relative_to(ROOT)}\n")
        if not check:
            path.write_bytes(content)
    if not check:
        for file in sorted(WORDS.glob("*.po")):
            with file.open("rb") as held:
                missing = [message for message in read_po(held) if message.id and not _said(message.string)]
            sys.stdout.write(f"{file.name}: {len(missing)} messages have no words yet\n")
    return 1 if check and found else 0


def _said(words: str | tuple[str, ...]) -> bool:
    return all(words) if isinstance(words, tuple) else bool(words)


if __name__ == "__main__":
    sys.exit(main())
