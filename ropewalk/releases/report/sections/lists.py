"""Lists of measures: performance and contextual ones apart, and what is not held."""

from collections.abc import Iterable, Sequence

from ropewalk.figures.inputs import Table
from ropewalk.releases.report.evidence import Evidence, Measure, tally_of
from ropewalk.releases.report.model import Section, Text
from ropewalk.releases.report.words import (
    direction_word,
    not_held,
    position_word,
    prospect_word,
)
from ropewalk.vocabulary.language import _
from ropewalk.vocabulary.plan import Priority
from ropewalk.vocabulary.words import Direction


def by_aim(evidence: Evidence) -> Section:
    """How the measures of each aim stand: counts, with how many there are."""
    rows = []
    for aim in evidence.frozen.definitions.plan.aims:
        codes = {priority.code for priority in aim.priorities}
        own = [one for one in evidence.measures if codes & set(one.indicator.priorities)]
        found = tally_of(evidence, own)
        counts = (found.improving, found.no_clear_change, found.worsening, found.cannot_say, found.total)
        rows.append((f"{aim.code} {aim.title}", *map(str, counts)))
    head = (_("Aim"), *(direction_word(word) for word in tally_of(evidence).counts), _("Measures"))
    note = _("A measure that serves two aims is counted under both.")
    table = Table(_("Measures of each aim, by verdict"), head, tuple(rows), (1, 2, 3, 4, 5))
    return Section(_("Aim by aim"), (table, Text(note)))


def clear(evidence: Evidence, role: str, title: str) -> Section:
    """The measures of a role that clearly changed, worse ones first. The annex lists the rest."""
    own = tuple(one for one in evidence.measures if one.indicator.role == role)
    shown = clearest(own)
    found = tally_of(evidence, own)
    said = _("{clear} of {total} measures clearly changed, {judged} can be judged. The annex lists all.")
    words = Text(said.format(clear=len(shown), total=found.total, judged=found.judged))
    return Section(title, (words, measure_table(shown, title)) if shown else (words,))


def clearest(measures: Iterable[Measure]) -> tuple[Measure, ...]:
    """The measures that clearly changed: worse, then better."""
    measures = tuple(measures)
    order = (Direction.WORSENING, Direction.IMPROVING)
    return tuple(one for word in order for one in measures if one.counted == word)


def measure_table(measures: Sequence[Measure], caption: str) -> Table:
    """Measures in a table: newest figure, direction, position and prospect, each a word of its own."""
    head = (
        _("Measure"),
        _("Newest"),
        _("Direction"),
        _("Last release"),
        _("Beside the country"),
        _("Target"),
    )
    rows = tuple(
        (
            one.indicator.title,
            _("{value}, {period}").format(value=one.value, period=one.period) if one.value else not_held(),
            direction_word(one.counted),
            direction_word(one.before) if one.before else _("Not known"),
            position_word(one.position_word),
            prospect_word(one.prospect_word),
        )
        for one in measures
    )
    return Table(caption, head, rows)


def lacking(priorities: Iterable[Priority]) -> Section:
    """What a reader would expect, and nobody holds."""
    rows = tuple(
        (f"{one.code} {one.title}", gap.what, gap.why_it_matters)
        for one in priorities
        for gap in one.not_held
    )
    title = _("What is not held")
    if not rows:
        return Section(title, (Text(_("Nothing is listed as not held.")),))
    head = (_("Promise"), _("What is not held"), _("Why it matters"))
    return Section(title, (Table(_("Evidence that is not held"), head, rows),))
