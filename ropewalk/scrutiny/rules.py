"""The workspace's rules for questions and challenges; the usual ones where it has no file of them."""

import logging
from pathlib import Path

from django.conf import settings

from ropewalk.vocabulary.errors import RopewalkError
from ropewalk.vocabulary.rules_of_scrutiny import FILE, USUAL, Rules, rules_of

LOG = logging.getLogger(__name__)
STAYS_HERE = ("django.core.mail.backends.console.EmailBackend", "ropewalk.accounts.letters.Kept")
"""Ways of mail by which no letter reaches a reader: printed, or kept in a folder."""


def rules() -> Rules:
    """The rules now; the usual ones, and a line in the log, where the file is damaged."""
    file = Path(settings.WORKSPACE) / FILE
    try:
        return rules_of(file.read_bytes())
    except FileNotFoundError:
        return USUAL
    except (RopewalkError, OSError) as error:
        LOG.warning("The rules of scrutiny cannot be read: %s", error)
        return USUAL


def has_form(found: Rules) -> bool:
    """Whether readers have a form here: a server answers, officers can look at what is sent, and the letter
    that it promises goes out. Where no mail is set up, only a site that this machine alone can reach has
    one: its letters are printed, or kept in a folder."""
    mail = settings.EMAIL_BACKEND not in STAYS_HERE
    return bool(found.challenges and settings.ASKS and settings.OFFICE and (mail or not settings.KNOWN_AS))
