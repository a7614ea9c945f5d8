"""From signed-off returns to observations: each measure's figures become its source's file, and are loaded.

A return that was signed off stands in the database from that moment on. What of it the store holds is written
down only after the load, so whoever is killed in between loses nothing: the next run finishes it, and running
again changes nothing more.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db.models import Q

from ropewalk.plan import reads as plan_reads
from ropewalk.returns.models import Ask, Filing, Taken
from ropewalk.returns.states import Step
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.city import Definitions
from ropewalk.vocabulary.errors import RopewalkError
from ropewalk.vocabulary.indicator import Indicator
from ropewalk.vocabulary.words import State
from ropewalk.workspace.folder import Folder
from ropewalk.workspace.returned import Figure, faults_told, load_returned

BY = "the office"


@dataclass(frozen=True, slots=True)
class Observed:
    """What became of one measure's figures: the revision that holds them, or why they were refused."""

    indicator: str
    returns: int
    revision: int = 0
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Signed:
    """A signed-off return and the filing that was signed off."""

    ask: Ask
    filing: Filing

    def figure(self, place: str) -> Figure:
        """As the source's file has it; ``place``: the plan's own, where the return names none."""
        one = self.filing
        return Figure(
            place=self.ask.place or place,
            period=self.ask.period,
            state=State(one.value_state),
            number=self.ask.pk,
            value=one.value,
            lower=one.lower,
            upper=one.upper,
            numerator=one.numerator,
            denominator=one.denominator,
        )


def waiting() -> frozenset[str]:
    """The measures that have a signed-off figure which the store does not hold yet."""
    found = {}
    for taken in _signings():
        found[taken.ask_id] = taken
    return frozenset(one.ask.subject for one in found.values() if one.ask.held_filing != one.filing)


def _signings() -> Iterator[Taken]:
    """Every signing off of a figure, oldest first."""
    rows = Taken.objects.filter(step=Step.SIGN_OFF).exclude(ask__wants="comment").filter(_of_measures())
    yield from rows.select_related("ask").order_by("id")


def _of_measures() -> Q:
    return Q(ask__subject_kind="indicator")


def observe(folder: Folder | Path, *, today: date | None = None) -> tuple[Observed, ...]:
    """Load what waits, a measure at a time, and work the figures out again. A measure whose figures are
    refused keeps what it had; why stands with its returns."""
    from ropewalk.workspace.refresh import refresh  # late: it loads the compiled engine

    folder, day = (folder if isinstance(folder, Folder) else Folder(folder)), today or clock.today()
    names = waiting()
    if not names:
        return ()
    definitions = plan_reads.definitions()
    known = {one.id: one for one in definitions.indicators}
    done = [_observe(folder, definitions, known[name], day) for name in sorted(names) if name in known]
    if any(one.revision for one in done):
        refresh(folder, definitions, today=day, by=BY)
    return tuple(done)


def _observe(folder: Folder, definitions: Definitions, indicator: Indicator, day: date) -> Observed:
    signed = signed_of(indicator.id)
    figures = [one.figure(definitions.plan.place) for one in signed]
    fresh = [one.ask.pk for one in signed if one.ask.held_filing != one.filing.number]
    note = f"Signed off in the office: {_listed(fresh)}."
    try:
        revision = load_returned(folder, definitions, indicator, figures, by=BY, note=note, day=day)
    except RopewalkError as error:
        told = faults_told(error.faults)
        Ask.objects.filter(pk__in=fresh).update(trouble=told)
        return Observed(indicator.id, len(fresh), trouble=told)
    for one in signed:
        if one.ask.pk in fresh:
            held = {"held_filing": one.filing.number, "held_revision": revision, "trouble": ""}
            Ask.objects.filter(pk=one.ask.pk).update(**held)
    return Observed(indicator.id, len(fresh), revision)


def signed_of(indicator: str) -> list[Signed]:
    """The figures of a measure that were signed off, each as it was signed off last: two queries."""
    numbers = {one.ask_id: one.filing for one in _signings() if one.ask.subject == indicator}
    filings = Filing.objects.filter(ask__in=numbers).select_related("ask")
    return [Signed(one.ask, one) for one in filings if one.number == numbers[one.ask_id]]


def _listed(numbers: list[int]) -> str:
    word = "return" if len(numbers) == 1 else "returns"
    shown = ", ".join(str(number) for number in sorted(numbers)[:20])
    return f"{word} {shown}" + (f" and {len(numbers) - 20} more" if len(numbers) > 20 else "")
