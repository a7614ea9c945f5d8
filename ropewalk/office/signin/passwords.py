"""Which passwords are too easy: made of words of this place or of everybody, or known to be stolen.

Nothing is asked of signs: any password of 12 letters may be chosen that is none of these.
"""

import re
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from ropewalk.accounts import reads
from ropewalk.office.signin.breached import is_breached
from ropewalk.plan import public
from ropewalk.vocabulary.errors import DefinitionError

OURS: Final = frozenset({"ropewalk", "council", "office", "account", "admin", "administrator", "password"})
"""Words that whoever wants in would try at any council; those of the place are read from its plan."""
SHORTEST_WORD: Final = 4
LEFT: Final = 6
"""How many letters a password must have beside such words."""
LOOKS_LIKE: Final = str.maketrans("013457@$!", "oleastasi")
NO_LETTERS: Final = re.compile(r"[\W\d_]+")
NO_LETTERS_AROUND: Final = re.compile(r"\A[\W\d_]+|[\W\d_]+\Z")
REPEATED: Final = re.compile(r"(.{1,6})\1+.{0,5}")


class OfThisPlace:
    """Refuses a password made of words of the place: its council, its organisations, this software."""

    def validate(self, password: str, user: Any = None) -> None:  # noqa: ARG002 - given by Django
        """Raises ValidationError."""
        if made_of(password, words()):
            raise ValidationError("This password is made of words of this place.")

    def get_help_text(self) -> str:
        """For whoever asks Django."""
        return "No words of this place alone."


class MadeOfCommon:
    """Refuses a common password with signs added, two in a row, or a few letters over and over."""

    def validate(self, password: str, user: Any = None) -> None:  # noqa: ARG002 - given by Django
        """Raises ValidationError."""
        if REPEATED.fullmatch(password.lower()) or made_of_common(password):
            raise ValidationError("This password is too common.")

    def get_help_text(self) -> str:
        """For whoever asks Django."""
        return "Not one or two common passwords."


class Breached:
    """Refuses a password of the list of stolen ones that whoever runs the server has laid down, if any."""

    def __init__(self, file: str = "") -> None:
        self.file = Path(file) if file else None

    def validate(self, password: str, user: Any = None) -> None:  # noqa: ARG002 - given by Django
        """Raises ValidationError."""
        if self.file is not None and is_breached(self.file, password):
            raise ValidationError("This password is too common.")

    def get_help_text(self) -> str:
        """For whoever asks Django."""
        return "None that was stolen."


def words() -> frozenset[str]:
    """The words of this place: of city, council, account and organisations, in small letters."""
    names = [row.name for row in reads.organisations()]
    try:
        city = public.city()
    except DefinitionError:
        pass  # no plan yet: the first administrator comes before it
    else:
        names += [city.name, city.council, city.account_title]
    found = {word for name in names for word in re.findall(r"[^\W\d_]+", name.lower())}
    return OURS | {word for word in found if len(word) >= SHORTEST_WORD}


def made_of(password: str, known: frozenset[str]) -> bool:
    """Whether a password holds such a word, and beside such words fewer than six letters."""
    for letters in _letters(password):
        rest = letters
        for word in sorted(known, key=len, reverse=True):
            rest = rest.replace(word, "")
        if rest != letters and len(rest) < LEFT:
            return True
    return False


def made_of_common(password: str) -> bool:
    """Whether a password's letters are a common password, or two of them one after the other."""
    common = _common()
    return any(
        letters in common
        or any(letters[:n] in common and letters[n:] in common for n in range(3, len(letters) - 2))
        for letters in _letters(password)
        if letters
    )


def _letters(password: str) -> set[str]:
    """A password's letters alone: as they are, and with figures read as the letters that they look like, with
    those before the first letter and after the last one or without."""
    small = password.lower()
    core = NO_LETTERS_AROUND.sub("", small)
    texts = (small, small.translate(LOOKS_LIKE), core.translate(LOOKS_LIKE))
    return {NO_LETTERS.sub("", text) for text in texts}


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(CommonPasswordValidator().passwords)
