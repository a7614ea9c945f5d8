"""The patterns of the engine's sentences (``findings.sentences``), as messages of the catalogues."""

from typing import Final

from ropewalk.vocabulary.language import later

HEADS: Final = (
    *(later("Better:"), later("Worse:"), later("No clear change:"), later("It has changed:")),
    *(later("Likely:"), later("Uncertain:"), later("Unlikely:"), later("Cannot say:"), later("The gap:")),
)
"""What a sentence may begin with."""

DIRECTIONS: Final = (
    later("{newer} {when}, up from {older} {before}."),
    later("{newer} {when}, down from {older} {before}."),
    later("{newer} {when}. Since {since} it has risen by about {change} a year."),
    later("{newer} {when}. Since {since} it has fallen by about {change} a year."),
    later("{newer} {when}. That is about {change} above what is usual for the time of year."),
    later("{newer} {when}. That is about {change} below what is usual for the time of year."),
    later(
        "the newest {stretch} were about {change} above what is usual for the time of year. "
        "The newest figure is {newer}, {when}."
    ),
    later(
        "the newest {stretch} were about {change} below what is usual for the time of year. "
        "The newest figure is {newer}, {when}."
    ),
    later(
        "{newer} {when}. Since {since} it has risen, year on year, by about {change}. "
        "The time of year is allowed for."
    ),
    later(
        "{newer} {when}. Since {since} it has fallen, year on year, by about {change}. "
        "The time of year is allowed for."
    ),
    later(
        "{newer} {when}. Since {since} it has been between {least} and {most}. "
        "No rise or fall is clear enough to rule out chance."
    ),
    later(
        "{newer} {when}. That is within what is usual for the time of year. "
        "Since {since} no rise or fall is clear enough to rule out chance."
    ),
    later("{newer} {when} is as far as this can go, so it can show no more change."),
    later("it was {newer} each time, so nothing shows how much it moves by chance."),
    later("only {count} period to go by, and a verdict needs {need}. The newest figure is {newer}, {when}."),
    later("only {count} periods to go by, and a verdict needs {need}. The newest figure is {newer}, {when}."),
    later(
        "only {count} period that do not overlap to go by, and a verdict needs {need}. "
        "The newest figure is {newer}, {when}."
    ),
    later(
        "only {count} periods that do not overlap to go by, and a verdict needs {need}. "
        "The newest figure is {newer}, {when}."
    ),
    later("We do not call that better or worse."),
)

POSITIONS: Final = (
    later("Better than {whom}: {own} against {theirs} {when}."),
    later("Worse than {whom}: {own} against {theirs} {when}."),
    later("Higher than {whom}: {own} against {theirs} {when}."),
    later("Lower than {whom}: {own} against {theirs} {when}."),
    later("Level with {whom}: {own} against {theirs} {when}."),
    later("Not clearly different from {whom}: {own} against {theirs} {when}."),
    later("Chance alone could explain the difference."),
    later("No margin of error is given, so we cannot say if that is more than chance."),
    later("of {whom}, {peers} has a figure; a middle needs 3."),
    later("of {whom}, {peers} have a figure; a middle needs 3."),
    later("there is no figure for {whom}."),
    later("there is no figure for {whom} for the same time."),
    later("It is higher than none of those {peers} places."),
    later("It is higher than {above} of those {peers} places."),
    later("That is the newest time for which both have a figure."),
)

PROSPECTS: Final = (
    later("No target is set."),
    later(
        "the target is {target} by {by}. Going by its past it would be about {expected} ({low} to {high}), "
        "so the chance of reaching it is about {chance}%."
    ),
    later("It needs to change by {needed} a year; so far it has changed by {pace} a year."),
    later("the target was {target} by {by}. The newest figure is {newer}."),
    later("neither more nor less of this is plainly better."),
    later("only {count} period to go by, and a forecast needs {need}."),
    later("only {count} periods to go by, and a forecast needs {need}."),
)

SHARED: Final = (
    later("Chance alone would give such a rise less than 1 time in {odds}."),
    later("Chance alone would give such a fall less than 1 time in {odds}."),
    later("Chance alone would give such a difference less than 1 time in {odds}."),
    later("Chance alone would do that less than 1 time in {odds}."),
    later("the figures are hidden to protect people's privacy."),
    later("there is no figure."),
    later("The newest figure may still be changed."),
    later("The newest figure is old."),
    later("Some periods in between have no figure."),
    later("Older figures were counted another way and are left out."),
    later("Figures older than the area itself were worked out for it by the publisher."),
    later("Older figures were put together by us from the areas that this one replaced."),
    later("Some figures are hidden to protect people's privacy."),
)

GAPS: Final = (
    later(
        "In the fifth of neighbourhoods where most people are short of money, it is {least}; "
        "where fewest are, {most}."
    ),
    later(
        "In the tenth of neighbourhoods where most people are short of money, it is {least}; "
        "where fewest are, {most}."
    ),
    later("The gap is larger than chance would explain."),
    later("Chance alone could explain a gap of this size."),
    later(
        "Neighbourhoods are put in order by this very number, so there is always a gap: "
        "its size is what counts."
    ),
    later("a group of neighbourhoods has no figure."),
    later(
        "Whether the gap grows or shrinks cannot be told: it is known for one period only. "
        "A verdict needs {need}."
    ),
    later(
        "Whether the gap grows or shrinks cannot be told: it is known for {count} periods only. "
        "A verdict needs {need}."
    ),
)

SENTENCES: Final = (*DIRECTIONS, *POSITIONS, *PROSPECTS, *SHARED, *GAPS)
"""Every sentence, with names for what stands in it; ``retold_slots`` knows them."""
