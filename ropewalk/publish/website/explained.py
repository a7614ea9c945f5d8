"""Words explained where they stand: the first use of a word on a page opens what it means.

A button and a popover, in HTML alone: by keyboard, by touch, without script. A browser that has no popovers
shows the explanation in the sentence.
"""

import re
from functools import lru_cache
from typing import Final

from markupsafe import Markup, escape

from ropewalk.publish.website import addresses
from ropewalk.publish.website.glossary import Word, on_pages
from ropewalk.vocabulary.language import _

TERM: Final = Markup(
    '<button type="button" class="wp-term" popovertarget="word-{id}">{said}</button>'
    '<span class="wp-term__text" id="word-{id}" popover>{text} <a href="{href}">{more}</a></span>'
)


class Explainer:
    """Explains words of one page, each once: ``{{ explained(text) }}``."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def __call__(self, text: str) -> Markup:
        """Text as safe mark-up, in which words that the page has not explained yet are explained."""
        out, at = [], 0
        for found in _pattern().finditer(text):
            word = on_pages()[found[0].lower()]
            if word.id not in self._seen:
                self._seen.add(word.id)
                out += [escape(text[at : found.start()]), _term(word, found[0])]
                at = found.end()
        return Markup("").join([*out, escape(text[at:])])


def _term(word: Word, said: str) -> Markup:
    return TERM.format(
        id=word.id, said=said, text=_(word.text), href=addresses.word(word.id), more=_("More words")
    )


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """Every word that is explained in place, the longest first."""
    known = sorted(on_pages(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, known))})(?![\w-])", re.IGNORECASE)
