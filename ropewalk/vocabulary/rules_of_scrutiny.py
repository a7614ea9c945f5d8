"""How long questions and challenges may take, and where readers of a copy may write: ``scrutiny.toml``."""

import tomllib
from typing import Final

import msgspec

from ropewalk.vocabulary.definitions import from_mapping
from ropewalk.vocabulary.errors import DefinitionError, Fault

FILE: Final = "scrutiny.toml"


class Rules(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``scrutiny.toml``; every field may be left out. ``answer_days``, ``challenge_days``: working days until
    an answer is due; ``confirm_days``: for so long the link in a reader's letter can be used, then what was
    written is deleted; ``forget_days``: so long after the end an e-mail address is kept; ``challenges``:
    whether readers may challenge at all; ``site``: where the live account is, for a copy of files;
    ``email``: where readers may write where there is no form."""

    answer_days: int = 10
    challenge_days: int = 20
    confirm_days: int = 3
    forget_days: int = 30
    challenges: bool = True
    site: str = ""
    email: str = ""


USUAL: Final = Rules()
MOST: Final = 366
DAYS: Final = ("answer_days", "challenge_days", "confirm_days", "forget_days")


def rules_of(content: bytes) -> Rules:
    """The rules of a file's content. Raises DefinitionError with the file's name and the remedy."""
    try:
        mapping = tomllib.loads(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        problem = f"the file is not UTF-8 (byte {error.start})"
        raise DefinitionError(Fault(problem, "Save it as UTF-8", file=FILE)) from error
    except tomllib.TOMLDecodeError as error:
        raise DefinitionError(Fault(f"not TOML: {error}", "Mend the line", file=FILE)) from error
    rules = from_mapping(mapping, Rules, FILE)
    for name in DAYS:
        if not 1 <= getattr(rules, name) <= MOST:
            problem = f"{name} is no number of days from 1 to {MOST}"
            raise DefinitionError(Fault(problem, "Change it", file=FILE, value=str(getattr(rules, name))))
    if rules.site and not rules.site.startswith("https://"):
        remedy = "Write it as https://account.example.gov.uk"
        raise DefinitionError(Fault("site is no address of a site", remedy, file=FILE, value=rules.site))
    if rules.email and ("@" not in rules.email or any(mark in rules.email for mark in "\r\n ?&<>\"'")):
        remedy = "Write it as plan@example.gov.uk"
        raise DefinitionError(Fault("email is no e-mail address", remedy, file=FILE, value=rules.email))
    return rules
