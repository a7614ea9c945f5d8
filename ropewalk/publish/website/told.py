"""Sentences of findings for a page: in the language in force, what stays English marked as English."""

from markupsafe import Markup, escape

from ropewalk.design.languages import content
from ropewalk.figures.retold import retold
from ropewalk.figures.sentences import chart_title
from ropewalk.vocabulary.language import ENGLISH, in_force


def told(sentence: str) -> str:
    """A sentence of the table in the language in force; mark-up where a part of it stays English."""
    if in_force() is ENGLISH:
        return sentence
    parts = retold(sentence)
    if not any(part.is_english for part in parts):
        return " ".join(part.words for part in parts)
    return Markup(" ").join(content(part.words) if part.is_english else escape(part.words) for part in parts)


def title_of(sentence: str, otherwise: str) -> str:
    """``chart_title`` of a sentence that ``told`` gave: titles are text, so nothing is marked in them."""
    plain = sentence.unescape() if isinstance(sentence, Markup) else sentence
    return chart_title(plain.partition("<span")[0], otherwise)


def rest_of(sentence: str, title: str) -> str:
    """What a sentence says beyond the part of it that is the page's title."""
    return sentence.removeprefix(title).lstrip(". ") if sentence.startswith(title) else sentence


def plain(text: str) -> str:
    """What ``told`` gave as text alone, for where nothing can be marked: a picture, an attribute."""
    return text.striptags() if isinstance(text, Markup) else text
