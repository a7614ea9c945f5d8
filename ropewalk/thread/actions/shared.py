"""What the writes share: the plan as of now, what is found of it, names and texts."""

from pathlib import Path
from typing import Any

from django.conf import settings

from ropewalk.accounts.by import By
from ropewalk.accounts.models import Person
from ropewalk.plan.board import Board, board
from ropewalk.thread.about import About, Known, choices
from ropewalk.thread.judged import Judgement, judgement
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.errors import Fault, UserError

LONGEST = 4_000


def as_of_now() -> tuple[Board, Judgement]:
    """The work and the findings as of now."""
    held = board(clock.today(), records=False)
    return held, judgement(Path(settings.WORKSPACE) / "store", held.definitions.plan.place)


def must_be_there(about: About, held: Board) -> None:
    """Raise UserError unless the plan knows it now."""
    if about.text not in choices(held):
        raise UserError(Fault(f"there is no such {about.kind}", "Choose one of the list", value=about.code))


def frozen(known: Known) -> dict[str, Any]:
    """What is known, as the columns that freeze it."""
    return {
        "known": known.words,
        "verdict": known.verdict,
        "known_period": known.period,
        "place": known.place,
        "revision": known.revision,
        "definitions": known.definitions,
    }


def called(by: By) -> str:
    """The name of who does something; their address where they have none."""
    return Person.objects.filter(email=by.name).values_list("name", flat=True).first() or by.name


def said(text: str, what: str, longest: int = LONGEST) -> str:
    """A text that must say something. Raises UserError when it is empty or too long."""
    text = text.strip()
    if not text:
        raise UserError(Fault(f"{what} is empty", "Write it"))
    if len(text) > longest:
        raise UserError(Fault(f"{what} is longer than {longest:,} letters", "Write less"))
    return text
