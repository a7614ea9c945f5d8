"""The names of the kinds of series that our rules are tried on, in the language of the page.

A name is made of parts: ``by itself: process 2 x the sampling error, AR(1) 0.25``. Each part is a message,
with ``{n}`` where a number stands; a part that is not listed stays as the trials name it.
"""

import re
from typing import Final

from ropewalk.vocabulary.language import _, later

NUMBER: Final = re.compile(r"\d+(?:\.\d+)?%?")
PARTS: Final = frozenset(
    (
        later("what followed a day"),
        later("by itself"),
        later("beside {n} places"),
        later("normal"),
        later("Poisson {n}"),
        later("binomial {n} of {n}"),
        later("sampling error only"),
        later("process {n} x the sampling error"),
        later("process {n} x the error"),
        later("AR({n}) {n}"),
        later("no season"),
        later("a season of {n} sd"),
        later("a season of a fifth"),
        later("a trend of {n} sd"),
        later("one trend of {n} sd for all"),
        later("each its own trend"),
        later("three-year periods"),
        later("no limits"),
        later("limits cover the whole spread"),
        later("after a break"),
        later("often at nought"),
        later("samples uneven"),
        later("uneven"),
        later("whole per cents"),
        *(later("proportion"), later("rate"), later("mean"), later("ratio"), later("count"), later("index")),
        *(later("modelled"), later("six ways"), later("drift"), later("last value"), later("ours")),
        *(later("from better to worse or back"), later("last two figures compared")),
        later("series with limits"),
    )
)


def class_words(name: str) -> str:
    """The name of a kind of series for readers."""
    lead, colon, rest = name.rpartition(": ")
    return _parts(lead) + colon + _parts(rest)


def _parts(text: str) -> str:
    return ", ".join(map(_part, text.split(", ")))


def _part(text: str) -> str:
    """One part with its numbers where its message has them, in their order."""
    message = NUMBER.sub("{n}", text)
    if message not in PARTS:
        return text
    numbers = iter(NUMBER.findall(text))
    return re.sub(r"\{n\}", lambda _found: next(numbers), _(message))
