"""The kinds of reports, each put together from the same sections and the same figures."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from ropewalk.figures.inputs import Table
from ropewalk.figures.small_chart import small_chart
from ropewalk.releases.frozen import Frozen
from ropewalk.releases.report.evidence import Evidence, Measure
from ropewalk.releases.report.model import Part, Picture, Points, Report, Section, Text
from ropewalk.releases.report.sections import basis, changes, delivery, exceptions, lists, short
from ropewalk.releases.report.ward import ward_sections
from ropewalk.vocabulary.city import EXAMPLE, EXAMPLE_MEANS
from ropewalk.vocabulary.errors import Fault, UserError
from ropewalk.vocabulary.language import ENGLISH, Language, _, in_force, speaking
from ropewalk.vocabulary.plan import Aim, Priority
from ropewalk.vocabulary.words import Direction, Position

COMMITTEE, SCRUTINY, PORTFOLIO, PRIORITY, WARD = "committee", "scrutiny", "portfolio", "priority", "ward"
MOST_DRAWN: Final = 2
MOST_SHOWN: Final = 5
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report is asked for: ``priority``, an aim for a portfolio, or ``ward``, each by its code."""

    priority: str = ""
    ward: str = ""


Build = Callable[[Evidence, Asked], Report]


def report(
    kind: str,
    frozen: Frozen,
    asked: Asked = Asked(),
    language: Language = ENGLISH,
) -> Report:
    """Put a report together in a language; what the council wrote stays as it is. Raises UserError for a kind
    or a code that there is none of."""
    if kind not in KINDS:
        raise UserError(Fault("there is no such report", f"Choose one of {', '.join(KINDS)}", value=kind))
    with speaking(language):
        return KINDS[kind](Evidence(frozen), asked)


def _committee(evidence: Evidence, _asked: Asked) -> Report:
    measures = evidence.measures
    plan = evidence.frozen.definitions.plan
    codes = frozenset(one.code for one in plan.priorities())
    return _report(
        evidence,
        COMMITTEE,
        _("Progress of the plan: report to committee"),
        (
            short.in_short(evidence, measures, name="all"),
            lists.by_aim(evidence),
            lists.clear(evidence, "performance", _("Performance: the council's own work")),
            lists.clear(evidence, "contextual", _("Context: the place as a whole")),
            *exceptions.exceptions(evidence, measures),
            delivery.delivery(evidence, codes),
            delivery.risks(evidence),
            changes.asked_for(evidence),
            *delivery.follow_up(evidence, measures),
            lists.lacking(plan.priorities()),
            basis.basis(evidence, measures),
        ),
        basis.annex(evidence, measures),
    )


def _scrutiny(evidence: Evidence, _asked: Asked) -> Report:
    measures = evidence.measures
    plan = evidence.frozen.definitions.plan
    behind = [one for one in measures if one.position_word == Position.WORSE]
    codes = frozenset(one.code for one in plan.priorities())
    title = _("Behind the country")
    said = _("{count} of {total} measures are worse than the country's.")
    words = Text(said.format(count=len(behind), total=len(measures)))
    table = (lists.measure_table(behind, title),) if behind else ()
    return _report(
        evidence,
        SCRUTINY,
        _("Scrutiny brief: what to ask about"),
        (
            short.in_short(evidence, measures, name="all"),
            *delivery.follow_up(evidence, measures)[::-1],
            *exceptions.exceptions(evidence, measures, drawn=False),
            Section(title, (words, *table)),
            delivery.delivery(evidence, codes),
            changes.asked_for(evidence),
            lists.lacking(plan.priorities()),
            basis.basis(evidence, measures),
        ),
        basis.annex(evidence, measures),
    )


def _portfolio(evidence: Evidence, asked: Asked) -> Report:
    aim = _aim(evidence, asked.priority)
    codes = frozenset(one.code for one in aim.priorities)
    measures = tuple(one for one in evidence.measures if codes & set(one.indicator.priorities))
    title = _("Portfolio brief: {code} {title}").format(code=aim.code, title=aim.title)
    each = (_promise(evidence, one) for one in aim.priorities)
    return _report(
        evidence,
        PORTFOLIO,
        title,
        (
            short.in_short(evidence, measures, name="all"),
            *each,
            *exceptions.exceptions(evidence, measures),
            delivery.delivery(evidence, codes),
            changes.asked_for(evidence, codes),
            *delivery.follow_up(evidence, measures, codes),
            lists.lacking(aim.priorities),
            basis.basis(evidence, measures),
        ),
        basis.annex(evidence, measures),
    )


def _promise(evidence: Evidence, priority: Priority) -> Section:
    found = evidence.of(priority.code)
    title = f"{priority.code} {priority.title}"
    owner = _owner(priority)
    if not found:
        return Section(title, (owner, Text(_("No measure is held."))))
    return Section(title, (owner, lists.measure_table(found, title)))


def _priority(evidence: Evidence, asked: Asked) -> Report:
    """One page: what stands out; the annex holds the rest."""
    priority = _one_priority(evidence, asked.priority)
    measures = evidence.of(priority.code)
    title = f"{priority.code} {priority.title}"
    pictures = _drawn(measures)
    gaps = tuple(gap.what for gap in priority.not_held)
    lacking = Points(gaps) if gaps else Text(_("Nothing is listed as not held."))
    return _report(
        evidence,
        PRIORITY,
        title,
        (
            short.in_short(evidence, measures, name="all"),
            Section(_("The promise"), (Text(priority.why), _owner(priority))),
            Section(_("What stands out"), (*_outstanding(measures, title), *pictures)),
            delivery.delivery(evidence, frozenset({priority.code})),
            Section(_("What is not held"), (lacking,)),
        ),
        basis.annex(evidence, measures),
    )


def _outstanding(measures: tuple[Measure, ...], title: str) -> tuple[Part, ...]:
    """The measures that clearly changed, then those worse than the country's: the first few."""
    behind = tuple(one for one in measures if one.position_word == Position.WORSE)
    found = tuple(dict.fromkeys((*lists.clearest(measures), *behind)))
    if not found:
        return (Text(_("No measure clearly changed, and none is clearly worse than the country's.")),)
    said = _("{shown} of {found} are shown. The annex lists all {total} measures.")
    shown = found[:MOST_SHOWN]
    words = said.format(shown=len(shown), found=len(found), total=len(measures))
    return (lists.measure_table(shown, title), Text(words))


def _owner(priority: Priority) -> Text:
    return Text(_("Owner: {owner}").format(owner=priority.owner))


def _drawn(measures: tuple[Measure, ...]) -> tuple[Picture, ...]:
    """The lines of the first few whose verdict is clear."""
    clear = (one for one in measures if one.counted in (Direction.WORSENING, Direction.IMPROVING))
    lines = [(one, one.line) for one in clear if one.line is not None][:MOST_DRAWN]
    return tuple(
        Picture(
            small_chart(
                line,
                one.beside,
                name=f"small-{one.indicator.id}",
                title=one.indicator.title,
                style=one.style,
                breaks=one.indicator.breaks,
            )
        )
        for one, line in lines
    )


def _ward(evidence: Evidence, asked: Asked) -> Report:
    name, sections = ward_sections(evidence, asked.ward)
    return _report(evidence, WARD, _("Ward profile: {name}").format(name=name), sections, ())


def _report(
    evidence: Evidence, kind: str, title: str, sections: tuple[Section, ...], annex: tuple[Table, ...]
) -> Report:
    city = evidence.frozen.definitions.city
    example = ((_(EXAMPLE), _(EXAMPLE_MEANS)),) if city.is_example else ()
    return Report(
        kind=kind,
        title=title,
        of=city.account_title,
        council=city.council,
        at=evidence.frozen.about.at,
        facts=(*example, *_drafted(), *basis.facts(evidence)),
        sections=sections,
        annex=annex,
        brand=city.brand,
        language=in_force().tag,
    )


def _drafted() -> tuple[tuple[str, str], ...]:
    """A fact on the first page where a machine drafted the words, and nobody has checked them."""
    if not in_force().drafted:
        return ()
    said = _("A machine drafted these words in this language, and no person has checked them yet.")
    return ((_("State of this translation"), said),)


def _aim(evidence: Evidence, code: str) -> Aim:
    aims = {one.code: one for one in evidence.frozen.definitions.plan.aims}
    return _chosen(aims, code, "aim")


def _one_priority(evidence: Evidence, code: str) -> Priority:
    return _chosen({one.code: one for one in evidence.frozen.definitions.plan.priorities()}, code, "promise")


def _chosen(known: Mapping[str, T], code: str, what: str) -> T:
    if code not in known:
        remedy = f"Give one of {', '.join(known)} with --priority"
        raise UserError(Fault(f"there is no such {what}", remedy, value=code))
    return known[code]


KINDS: Final[Mapping[str, Build]] = {
    COMMITTEE: _committee,
    SCRUTINY: _scrutiny,
    PORTFOLIO: _portfolio,
    PRIORITY: _priority,
    WARD: _ward,
}
