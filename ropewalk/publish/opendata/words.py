"""Words and addresses that the files share: licences, official codes, how often figures come."""

import re
from typing import Final

from ropewalk.vocabulary.words import Frequency

LICENCES: Final = {
    "OGL-UK-3.0": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    "Open Government Licence v3.0": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}
OFFICIAL: Final = re.compile(r"[EWSNKJ]\d{8}")
AREAS: Final = "http://statistics.data.gov.uk/id/statistical-geography/"
RHYTHMS: Final = {
    Frequency.MONTHLY: "MONTHLY",
    Frequency.QUARTERLY: "QUARTERLY",
    Frequency.ANNUAL: "ANNUAL",
    Frequency.BIENNIAL: "BIENNIAL",
    Frequency.OCCASIONAL: "IRREG",
}
RHYTHM: Final = "http://publications.europa.eu/resource/authority/frequency/"


def licence_uri(words: str) -> str:
    """The address of the licence that ``words`` name first; empty for one that we do not know."""
    return next((uri for name, uri in LICENCES.items() if words.startswith(name)), "")


def area_uri(code: str) -> str:
    """The address of an area of the UK's official register; empty for another code."""
    return f"{AREAS}{code}" if OFFICIAL.fullmatch(code) else ""


def rhythm_uri(frequency: Frequency) -> str:
    """How often figures come, in the words that catalogues share."""
    return f"{RHYTHM}{RHYTHMS[frequency]}"
