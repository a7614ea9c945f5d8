"""Words and their stems: jobs, job; smoking, smoke. English by Snowball; other words stay as they are."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

import snowballstemmer

WORD: Final = re.compile(r"[a-z0-9]+(?:&[a-z0-9]+)?")
# Words that say nothing of what is looked for.
SMALL: Final = frozenset(
    """a about an and are as at be been by can did do does doing for from had has have how i if in into is it
    its many me much my near of on or our than that the their them there they this to us was we were what
    when where which who why will with you your getting go going""".split()  # noqa: SIM905 - words, not code
)
_STEMMER: Final = snowballstemmer.stemmer("english")


def plain(text: str) -> str:
    """Lower case, without accents, apostrophes or possessive endings: children's, children."""
    folded = text.casefold()
    if not folded.isascii():
        folded = unicodedata.normalize("NFKD", folded.replace("\u2019", "'"))
        folded = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return folded.replace("'s", "").replace("s'", "s")


def words_of(text: str) -> list[str]:
    """The words of a text, in order, small words left out; all of them where there is nothing else."""
    every = WORD.findall(plain(text))
    return [word for word in every if word not in SMALL] or every


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A word without the endings that a reader may or may not type."""
    if not word.isalpha():
        return word
    return str(_STEMMER.stemWord(word))


def stems(text: str) -> list[str]:
    """The stems of a text, in order, small words left out."""
    return [stem(word) for word in words_of(text)]
