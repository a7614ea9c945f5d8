"""How hard a text is to read: the Flesch-Kincaid grade, in school years of America (age less five).

Grade = 0.39 words per sentence + 11.8 syllables per word - 15.59 (Kincaid and others 1975, US Navy Research
Branch Report 8-75). A number or a code counts as a word of one syllable: nobody spells it out.
"""

import re

_WORD = re.compile(r"[A-Za-z0-9£€−+][A-Za-z0-9£€−+%.,'’/-]*")
_END = re.compile(r"(?<=[A-Za-z0-9%)”’])[.!?]+(?=\s|$)")
_APART = re.compile(r"ia(?!l|n)|iu|io(?!n)|[aeo]ing$|eo(?!us|ple)|[aeiou]ual$|[a-z]{2}ea$")
_SILENT = re.compile(
    r"[^aeiouyl]e$|[aeiouy]le$|[^aeiouytd]ed$|(?<![cgszx])(?<!ch)(?<!sh)(?<![^aeiouy]l)(?<![aeiouy])es$"
)


def syllables(word: str) -> int:
    """Syllables of a word: groups of vowels, less silent endings, more where two vowels are spoken apart."""
    letters = re.sub(r"[^a-z]", "", word.lower())
    if not letters or any(c.isdigit() for c in word):
        return 1
    groups = len(re.findall(r"[aeiouy]+", letters)) + len(_APART.findall(letters))
    return max(groups - bool(_SILENT.search(letters)), 1)


def words(text: str) -> list[str]:
    """The words of a text, numbers among them."""
    return _WORD.findall(text)


def sentences(text: str) -> int:
    """How many sentences a text has, at least one. A colon ends none."""
    return max(sum(1 for part in _END.split(text) if words(part)), 1)


def grade(text: str) -> float:
    """The Flesch-Kincaid grade of a text; nought of one without words."""
    every = words(text)
    if not every:
        return 0.0
    return 0.39 * len(every) / sentences(text) + 11.8 * sum(map(syllables, every)) / len(every) - 15.59
