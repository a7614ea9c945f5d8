"""How a finding was worked out, in rows that anyone may read and anyone may check."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ropewalk.figures.inputs import Style
from ropewalk.figures.numbers import full, interval, is_percent
from ropewalk.publish.website import addresses, held, plainly, trust
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.cards import Tag, comparator_name
from ropewalk.publish.website.rows import NOTHING, Finding, Verdicts
from ropewalk.vocabulary.language import _, later
from ropewalk.vocabulary.period import period_words
from ropewalk.vocabulary.words import Question

QUESTIONS = {
    Question.DIRECTION: later("Is it getting better?"),
    Question.POSITION: later("How does it compare?"),
    Question.PROSPECT: later("Will the target be met?"),
}


@dataclass(frozen=True, slots=True)
class Worked:
    """One finding: its question, its verdict, and how it was reached."""

    question: str
    tag: Tag
    sentence: str
    rows: tuple[tuple[str, str], ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Against:
    """The place beside one comparator."""

    name: str
    href: str
    tag: Tag | None
    sentence: str


NOT_COMPARED = later("Not compared: we hold no verdict for this pair.")


def against(
    account: Account,
    positions: Iterable[Finding],
    picked: Sequence[str] = (),
    verdicts: Verdicts = NOTHING,
) -> tuple[Against, ...]:
    """Whom the reader picked, in that order, each with its verdict or without; then the other positions."""
    first = [(code, verdicts.against(code)) for code in picked]
    rest = [(found.comparator, found) for found in positions if found.comparator not in picked]
    return tuple(_against(account, code, found) for code, found in [*first, *rest])


def _against(account: Account, code: str, found: Finding | None) -> Against:
    return Against(
        name=comparator_name(account, code),
        href=addresses.place(code) if code in account.places else "",
        tag=Tag(Question.POSITION, found.verdict) if found else None,
        sentence=found.sentence if found else _(NOT_COMPARED),
    )


def worked(
    account: Account, verdicts: Verdicts, positions: Iterable[Finding], style: Style
) -> tuple[Worked, ...]:
    """The findings of a headline: direction, the positions given, prospect."""
    found = [verdicts.direction, *positions, verdicts.prospect]
    return tuple(_worked(account, one, style) for one in found if one is not None)


def _worked(account: Account, found: Finding, style: Style) -> Worked:
    question = _(QUESTIONS[Question(found.question)])
    if found.question == Question.POSITION:
        question = _("How does it compare with {comparator_name}?").format(
            comparator_name=comparator_name(account, found.comparator)
        )
    return Worked(
        question=question,
        tag=Tag(found.question, found.verdict),
        sentence=found.sentence,
        rows=tuple((term, text) for term, text in _rows(account, found, style) if text),
        reasons=plainly.reasons(found.reasons),
    )


def _rows(account: Account, found: Finding, style: Style) -> tuple[tuple[str, str], ...]:
    # A difference of two percentages is not a percentage of anything.
    points = is_percent(style.unit) and found.question != Question.PROSPECT
    finer = style if found.question == Question.PROSPECT else replace(style, decimals=style.decimals + 1)
    measured = replace(finer, unit="") if points else finer
    limits = found.lower, found.upper
    estimate = "" if found.estimate is None else amount(found.estimate, finer, *limits, points=points)
    chance = f"{found.probability:.0%}" if found.probability is not None else ""
    return (
        (_(plainly.ESTIMATES.get(found.method, plainly.DIFFERENCE)), estimate),
        (_("Likely range"), interval(found.lower, found.upper, measured)),
        (_("How likely by chance"), plainly.chances(found.p_value)),
        (_("p-value"), f"{found.p_value:.2g}" if found.p_value is not None else ""),
        (_("Chance of reaching the target"), chance),
        (_("Method"), plainly.method(found.method)),
        (_("False alarms in trials"), _alarms(account, found)),
        (_("Bear in mind"), _(trust.CAVEATS.get(found.method, ""))),
        (_("Figures used"), str(found.points) if found.points else ""),
        (_("Newest period"), period_words(found.period) if found.period else ""),
        (_("Data as of load"), str(held.newest_load(account, found.indicator))),
    )


def _alarms(account: Account, found: Finding) -> str:
    indicator = account.indicators.get(found.indicator)
    if indicator is None or not found.method:
        return ""
    return trust.alarms_words(account, found.question, found.method, indicator)


def amount(
    value: float, style: Style, lower: float | None = None, upper: float | None = None, *, points: bool
) -> str:
    """An estimate with its unit, as fine as its limits support; ``points``: it is in percentage points."""
    text = full(value, replace(style, unit="") if points else style, lower, upper)
    return _("{value} percentage points").format(value=text) if points else text
