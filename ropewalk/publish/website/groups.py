"""Small charts that stand together on one scale: breakdowns, or a place beside each that was picked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from ropewalk.figures.inputs import Figure, Line
from ropewalk.figures.sentences import listed
from ropewalk.figures.series import lines_by
from ropewalk.figures.small_chart import Shared, shared_scale, small_chart
from ropewalk.publish.website.cards import Tag
from ropewalk.publish.website.rows import Verdicts
from ropewalk.publish.website.subject import Subject
from ropewalk.vocabulary.breakdown import breakdown_words
from ropewalk.vocabulary.language import _, later
from ropewalk.vocabulary.words import Question

EVERYONE = later("Everyone")


@dataclass(frozen=True, slots=True)
class Part:
    """A small chart with its verdict."""

    title: str
    figure: Figure
    tag: Tag | None
    sentence: str


@dataclass(frozen=True, slots=True)
class PartGroup:
    """The breakdowns by one thing, such as sex, on one scale."""

    title: str
    parts: tuple[Part, ...]


def parts(
    subject: Subject, series: pl.DataFrame, verdicts: Mapping[tuple[str, str, str], Verdicts]
) -> tuple[PartGroup, ...]:
    """A small chart for each breakdown that is held beside the headline, by what they are broken down by."""
    own = series.filter((pl.col("place") == subject.place) & pl.col("value").is_not_null())
    codes = sorted(own["breakdown"].unique())
    lines = lines_by(own, "breakdown", {code: breakdown_words(code) or _(EVERYONE) for code in codes})
    whole = lines.pop(subject.breakdown, None)
    grouped: dict[str, dict[str, Line]] = {}
    for code, line in lines.items():
        grouped.setdefault(dimension(code), {})[code] = line
    return tuple(_group(subject, title, of_it, whole, verdicts) for title, of_it in grouped.items())


def dimension(breakdown: str) -> str:
    """What a breakdown is by, in words: ``By sex``, ``By age and sex``, ``By free school meals``."""
    names = [part.partition("=")[0].replace("-", " ") for part in breakdown.split(";") if part]
    return _("By {names}").format(names=listed(names)) if names else _(EVERYONE)


def _group(
    subject: Subject,
    title: str,
    lines: Mapping[str, Line],
    whole: Line | None,
    verdicts: Mapping[tuple[str, str, str], Verdicts],
) -> PartGroup:
    shared = shared_scale([*lines.values(), *([whole] if whole else [])], subject.style)
    key = subject.indicator.id, subject.place
    return PartGroup(
        title,
        tuple(
            _part(subject, code, line, whole, shared, verdicts.get((*key, code)))
            for code, line in lines.items()
        ),
    )


def _part(
    subject: Subject, code: str, line: Line, whole: Line | None, shared: Shared, verdicts: Verdicts | None
) -> Part:
    figure = small_chart(
        line,
        [whole] if whole else [],
        name=f"part-{code.replace('=', '-').replace(';', '-').replace(' ', '-').lower()}",
        title=f"{subject.indicator.title}: {line.label}",
        style=subject.style,
        breaks=subject.indicator.breaks,
        shared=shared,
    )
    found = verdicts.direction if verdicts else None
    tag = Tag(Question.DIRECTION, found.verdict) if found else None
    return Part(line.label, figure, tag, found.sentence if found else "")


def beside_each(subject: Subject, main: Line, lines: Mapping[str, Line]) -> tuple[Part, ...]:
    """The place beside each of many others, a small chart each, on one scale."""
    shared = shared_scale([main, *lines.values()], subject.style)
    return tuple(
        Part(
            line.label,
            small_chart(
                main,
                [line],
                name=f"beside-{code}",
                title=_("{name} and {other}").format(name=main.label, other=line.label),
                style=subject.style,
                breaks=subject.indicator.breaks,
                shared=shared,
            ),
            None,
            "",
        )
        for code, line in lines.items()
    )


def known(lines: Sequence[Line]) -> list[Line]:
    """The lines that have a value to draw."""
    return [line for line in lines if any(point.value is not None for point in line.points)]
