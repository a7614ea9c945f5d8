"""In short: the counts with their denominator, how many false alarms to expect, and what changed."""

from ropewalk.figures.numbers import count_of
from ropewalk.figures.sentences import Tally, alarm_sentence, verdict_sentence
from ropewalk.figures.verdict_bar import verdict_bar
from ropewalk.releases.report.evidence import Evidence, Measure, tally_of
from ropewalk.releases.report.model import Part, Picture, Section, Text
from ropewalk.releases.report.words import moment_words
from ropewalk.vocabulary.language import _


def in_short(evidence: Evidence, measures: tuple[Measure, ...], *, name: str) -> Section:
    """What a reader who stops here must know. ``name``: of its figure, once in a report."""
    counts = tally_of(evidence, measures)
    bar = verdict_bar(counts.counts, name=name, title=_("How the measures stand"))
    parts: list[Part] = [Text(verdict_sentence(counts), lead=True)]
    parts += [Text(words) for words in (alarm_sentence(counts), turned_sentence(evidence, measures)) if words]
    return Section(_("In short"), (*parts, Picture(bar), *_roles(evidence, measures)))


def turned_sentence(evidence: Evidence, measures: tuple[Measure, ...]) -> str:
    """How many verdicts are others than in the last release."""
    before = evidence.frozen.before
    if before is None:
        return _("There is no earlier release to compare with.")
    turned = sum(one.has_turned for one in measures)
    said = _("Since release {number}, at {at}, {verdicts} changed.")
    return said.format(number=before.number, at=moment_words(before.at), verdicts=count_of(turned, "verdict"))


def _roles(evidence: Evidence, measures: tuple[Measure, ...]) -> tuple[Text, ...]:
    """The council's own work and the place apart, each with its own denominator."""
    own = tuple(one for one in measures if one.indicator.role == "performance")
    around = tuple(one for one in measures if one.indicator.role == "contextual")
    said = (
        (_("The council's own work: {counts}"), tally_of(evidence, own)),
        (_("The place as a whole: {counts}"), tally_of(evidence, around)),
    )
    return tuple(Text(words.format(counts=_counts(found))) for words, found in said)


def _counts(counts: Tally) -> str:
    return verdict_sentence(counts)
