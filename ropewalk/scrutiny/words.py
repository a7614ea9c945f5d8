"""What readers and officers read of the closed lists of this room."""

from collections.abc import Mapping
from typing import Final

from ropewalk.scrutiny.models.challenge import Declined, Outcome, Wrong
from ropewalk.vocabulary.language import later

WRONG: Final[Mapping[str, str]] = {
    Wrong.NUMBER: later("The number looks wrong"),
    Wrong.WORDS: later("The words give a wrong idea"),
    Wrong.MISSING: later("Something is missing"),
    Wrong.SEEN: later("It does not match what I see"),
    Wrong.OTHER: later("Something else"),
}

DECLINED_FOR: Final[Mapping[str, str]] = {
    Declined.ABUSE: later("It insults or threatens somebody."),
    Declined.PERSONAL: later("It tells private things about somebody."),
    Declined.ELSEWHERE: later("It is about something that this account does not cover."),
    Declined.AGAIN: later("The same challenge is shown here already."),
    Declined.UNCLEAR: later("We could not tell what is challenged."),
    Declined.ADVERT: later("It sells something."),
}
"""The published list: a challenge is declined for one of these and for nothing else."""

OUTCOMES: Final[Mapping[str, str]] = {
    Outcome.UPHELD: later("Upheld: the reader was right"),
    Outcome.PARTLY: later("Partly upheld: the reader was right in part"),
    Outcome.NOT: later("Not upheld: we stand by what is shown"),
}
