"""What a report rests on: the release, the rules in short, the sources; and the tables of the annex."""

from ropewalk.figures.inputs import Table
from ropewalk.releases.report.evidence import Evidence, Measure
from ropewalk.releases.report.model import Section, Text
from ropewalk.releases.report.sections.lists import measure_table
from ropewalk.releases.report.words import (
    direction_word,
    moment_words,
    not_held,
    position_word,
    prospect_word,
)
from ropewalk.vocabulary.language import _
from ropewalk.vocabulary.period import day_words


def facts(evidence: Evidence) -> tuple[tuple[str, str], ...]:
    """What the report is of, in pairs."""
    about = evidence.frozen.about
    release = _("{number}: {title}").format(number=about.number, title=about.title)
    named = release if about.number else _("Draft. This is no release")
    found = [
        (_("Release"), named),
        (_("Its time"), moment_words(about.at)),
        (_("Figures"), _("Revision {number}").format(number=about.revision)),
        (_("Definitions"), about.definitions),
        (_("Code"), about.code),
    ]
    if about.corrects:
        found += [(_("Corrects"), _("Release {number}").format(number=about.corrects))]
        found += [(_("Why"), about.reason), (_("What changed"), about.changes)]
    return tuple(found)


def basis(evidence: Evidence, measures: tuple[Measure, ...]) -> Section:
    """How to read the verdicts, and whose figures these are."""
    words = (
        _("A measure is called better or worse only where the change is more than chance explains."),
        _("Of all changes that are counted, at most 5 in 100 are expected to be false alarms."),
        _("Whether the work was done never decides whether the result is called good."),
    )
    used = {one.indicator.source for one in measures}
    rows = tuple(
        (
            origin.title,
            origin.producer,
            day_words(origin.published) if origin.published else _("Not recorded"),
            origin.licence,
        )
        for name, origin in sorted(evidence.frozen.origins.items())
        if name in used
    )
    head = (_("Source"), _("Producer"), _("Published"), _("Licence"))
    table = (Table(_("Sources of these figures"), head, rows),) if rows else ()
    return Section(_("How to read this"), (*map(Text, words), *table))


def annex(evidence: Evidence, measures: tuple[Measure, ...]) -> tuple[Table, ...]:
    """Every measure with what is said of it, and the findings behind the verdicts."""
    head = (_("Measure"), _("What the figures say"), _("Beside the country"), _("Target"), _("Owner"))
    said = tuple(
        (
            one.indicator.title,
            one.direction or not_held(),
            one.position or not_held(),
            one.prospect or not_held(),
            one.indicator.owner,
        )
        for one in measures
    )
    return (
        measure_table(measures, _("Every measure")),
        Table(_("What is said of each measure"), head, said),
        _numbers(evidence, measures),
    )


def _numbers(evidence: Evidence, measures: tuple[Measure, ...]) -> Table:
    words = {"direction": direction_word, "position": position_word, "prospect": prospect_word}
    titles = {one.indicator.id: one.indicator.title for one in measures}
    columns = ("estimate", "lower", "upper", "p_value", "probability")
    rows = tuple(
        (
            titles[row["indicator"]],
            row["breakdown"],
            row["question"],
            evidence.name(row["comparator"]),
            words[row["question"]](row["verdict"]),
            *("" if row[name] is None else f"{row[name]:.6g}" for name in columns),
            row["period"],
            row["reasons"],
        )
        for row in evidence.frozen.findings.iter_rows(named=True)
        if row["indicator"] in titles and row["comparator"] in ("", evidence.country)
    )
    head = (
        *(_("Measure"), _("Group"), _("Question"), _("Beside"), _("Verdict"), _("Estimate"), _("Lower")),
        *(_("Upper"), _("p-value"), _("Chance"), _("Period"), _("Reasons")),
    )
    return Table(_("Findings behind the verdicts"), head, rows, (5, 6, 7, 8, 9))
