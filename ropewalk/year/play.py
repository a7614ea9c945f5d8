"""Playing a year: the clock is moved from step to step, and on the days between goes what goes by itself.

Whatever is done is done by the actions that the office's pages call, by the person who does it, with their
rights on that day; so what cannot be done in the office cannot be played either.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from ropewalk.releases.actions import tell_published
from ropewalk.returns import remind
from ropewalk.returns.actions import ask_what_is_due
from ropewalk.returns.models import Schedule
from ropewalk.returns.reads import open_asks
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.errors import Fault, RopewalkError, UserError
from ropewalk.workspace.folder import Folder
from ropewalk.year.doing import DO
from ropewalk.year.hands import Hands
from ropewalk.year.moment import Moment
from ropewalk.year.people import come_in, refuse_people
from ropewalk.year.script import FILE, FOLDER, Script
from ropewalk.year.stage import Stage

MORNING = time(7)
"""When letters go out and rhythms are asked for."""
ADDRESS = "http://127.0.0.1:8000/office/returns/{pk}/"


@dataclass(frozen=True, slots=True)
class Played:
    """What was played: how many steps and letters."""

    steps: int
    letters: int


def play(folder: Folder, city: Path, script: Script, hands: Hands, *, password: str, at: Moment) -> Played:
    """Play a script in a workspace that was built and that nobody is in. ``at``: the clock's hands, moved on
    from where they stand. Raises UserError naming the step that could not be done."""
    refuse_people()
    stage, letters = Stage(folder, city, script, hands), 0
    with clock.told_by(at):
        come_in(stage, password)
        for n, step in enumerate(script.step, 1):
            letters += _days(at, step.on, stage)
            hands.step(f"{step.on:%d %B %Y}", n - 1, len(script.step))
            at.move(step.on)
            with _named(n):
                DO[type(step)](stage, stage.by(step.who), step)
        letters += _days(at, script.ends, stage)
        at.move(script.ends)
        hands.work()
        tell_published()
    return Played(len(script.step), letters)


def _days(at: Moment, until: datetime, stage: Stage) -> int:
    """Let the days go by, up to the morning of a day: what was left for later is done the same evening, and
    letters go out each morning. Returns how many went."""
    sent = 0
    if at.day == until.date():
        return 0
    stage.hands.work()
    for day in _between(at.day, until.date()):
        at.move(datetime.combine(day, MORNING))
        tell_published()
        if Schedule.objects.filter(ended_at=None).exists():
            ask_what_is_due(remind.BY, day)
        if open_asks().exists():
            sent += remind.remind(day, lambda pk: ADDRESS.format(pk=pk)).letters
    return sent


def _between(after: date, upto: date) -> Iterator[date]:
    yield from (after + timedelta(days=n) for n in range(1, (upto - after).days + 1))


@contextmanager
def _named(n: int) -> Iterator[None]:
    """Faults of a step, told with where it stands."""
    try:
        yield
    except RopewalkError as error:
        where = f"{FOLDER}/{FILE}, step {n}"
        told = [Fault(one.problem, one.remedy, where, value=one.value) for one in error.faults]
        raise UserError(*told) from error
