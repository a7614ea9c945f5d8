"""Every word that a reader sees goes through the catalogues, and each catalogue has words for all of them."""

import ast
import re
import string
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from jinja2 import nodes

from ropewalk.design.jinja_environment import environment

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "tools"))
import words  # noqa: E402 - the tool that collects them

TEMPLATES = sorted((ROOT / "ropewalk").rglob("jinja2/**/*.html"))
JINJA = environment()
SAYS = {"_", "gettext", "ngettext", "pgettext", "npgettext"}
READ_ALOUD = {"aria-label", "title", "placeholder", "alt"}
HOLE = "h3"  # fits where a template writes a tag, a value or a text
WORD = re.compile(r"[^\W\d_]{2,}")
SENTENCE = re.compile(r"[^\W\d_]{2,} .*[^\W\d_]{2,}|^[A-Z][a-z]{2,}$")
# Names of commands, formats and marks, and the answer of a machine: the same in every language.
SAME = {"ropewalk", "CSV", "SHA", "API", "JSON", "ODS", "XLSX", "Atom", "load"}
PLACEHOLDER = re.compile(r"%\((\w+)\)s")


class Shown(HTMLParser):
    """The texts that a template shows or has read aloud, outside its expressions."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.texts += [value or "" for name, value in attrs if name in READ_ALOUD]


def whole(node: nodes.Node) -> Iterator[str]:
    """A template's own text in order, each expression a hole."""
    asked = {"test", "target", "iter", "args", "defaults", "names", "template"}
    for child in node.iter_child_nodes(exclude=asked if not isinstance(node, nodes.Output) else ()):
        if isinstance(child, nodes.TemplateData):
            yield child.data
        elif isinstance(child, nodes.Expr):
            yield "" if isinstance(node, nodes.Assign) else HOLE
        else:
            yield from whole(child)


def said(node: nodes.Node) -> Iterator[str]:
    """The constant texts of expressions that no call of the catalogues says."""
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Call) and isinstance(child.node, nodes.Name) and child.node.name in SAYS:
            for argument in child.kwargs:
                yield from said(argument)
        elif isinstance(child, nodes.Filter) and child.name == "count_of":
            continue  # its noun is looked up in the catalogues
        elif isinstance(child, nodes.Const) and isinstance(child.value, str):
            yield child.value
        else:
            yield from said(child)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_shows_a_word_that_is_not_in_the_catalogues(path: Path) -> None:
    tree = JINJA.parse(path.read_text(encoding="utf-8"))
    shown = Shown()
    shown.feed("".join(whole(tree)))
    bare = {word for text in shown.texts for word in WORD.findall(text)} - SAME
    assert not bare, "put it in _() or {% trans %}"
    assert not [text for text in said(tree) if SENTENCE.search(text) and "-" not in text], "put it in _()"


def catalogues() -> list[Path]:
    return sorted(words.WORDS.glob("*.po"))


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.stem)


def spoken(path: Path) -> list[Message]:
    return [message for message in read(path) if message.id]


def forms(text: str | tuple[str, ...] | list[str]) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


def names(text: str) -> set[str]:
    """The placeholders of a message, of either kind, with how they are written."""
    if PLACEHOLDER.search(text):
        return set(PLACEHOLDER.findall(text))
    return {f"{name}:{spec}" for _, name, spec, _ in string.Formatter().parse(text) if name}


def test_the_catalogues_are_what_the_sources_make_of_them() -> None:
    assert [path.name for path, _ in words.stale(words.collected())] == [], "type: make words"


@pytest.mark.parametrize("path", catalogues(), ids=lambda path: path.stem)
def test_every_message_has_words_of_which_none_is_a_guess(path: Path) -> None:
    held = spoken(path)
    assert len(held) > 500
    assert not [message.id for message in held if message.fuzzy]
    assert not [message.id for message in held if not all(forms(message.string))]
    assert not read(path).obsolete


@pytest.mark.parametrize("path", catalogues(), ids=lambda path: path.stem)
def test_every_form_of_a_message_has_its_placeholders(path: Path) -> None:
    for message in spoken(path):
        wanted = names(forms(message.id)[-1])
        for form in forms(message.string):
            assert names(form) == wanted, message.id


@pytest.mark.parametrize("path", catalogues(), ids=lambda path: path.stem)
def test_mark_up_in_a_message_is_the_same_in_its_words(path: Path) -> None:
    for message in spoken(path):
        wanted = sorted(re.findall(r"</?\w+[^>]*>", forms(message.id)[-1]))
        for form in forms(message.string):
            assert sorted(re.findall(r"</?\w+[^>]*>", form)) == wanted, message.id


def test_welsh_has_the_six_forms_of_its_plural() -> None:
    welsh = read(words.WORDS / "cy.po")
    assert welsh.num_plurals == 6
    for message in spoken(words.WORDS / "cy.po"):
        if isinstance(message.id, tuple):
            assert len(message.string) == 6


def test_a_counted_noun_is_listed() -> None:
    """``count_of`` looks its message up by the noun, so each noun must be listed where it is collected."""
    listed = (ROOT / "ropewalk" / "figures" / "counted.py").read_text(encoding="utf-8")
    rooms = (ROOT / "ropewalk" / room for room in ("figures", "publish", "design"))
    shown = (path for room in rooms for path in room.rglob("*.py"))
    calls = (node for path in shown for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    nouns = {
        node.args[1].value
        for node in calls
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") == "count_of"
        and isinstance(node.args[1], ast.Constant)
    }
    written = re.compile(r'count_of\("([a-z ]+)"')
    nouns |= {noun for path in TEMPLATES for noun in written.findall(path.read_text(encoding="utf-8"))}
    assert len(nouns) > 10
    assert not {noun for noun in nouns if f'"{{number}} {noun}"' not in listed}
