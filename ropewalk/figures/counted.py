"""Every noun that is counted in words (``numbers.count_of``), for the catalogues of other languages."""

from typing import Final

from ropewalk.vocabulary.language import later, later_many

COUNTED: Final = (
    (later_many("{number} measure", "{number} measures"), later("no measures")),
    (later_many("{number} false alarm", "{number} false alarms"), later("no false alarms")),
    (later_many("{number} kind", "{number} kinds"), later("no kinds")),
    (later_many("{number} figure", "{number} figures"), later("no figures")),
    (later_many("{number} new figure", "{number} new figures"), later("no new figures")),
    (later_many("{number} change", "{number} changes"), later("no changes")),
    (later_many("{number} more change", "{number} more changes"), later("no more changes")),
    (later_many("{number} more row", "{number} more rows"), later("no more rows")),
    (later_many("{number} more place", "{number} more places"), later("no more places")),
    (later_many("{number} promise", "{number} promises"), later("no promises")),
    (later_many("{number} action", "{number} actions"), later("no actions")),
    (later_many("{number} row", "{number} rows"), later("no rows")),
    (later_many("{number} file", "{number} files"), later("no files")),
    (later_many("{number} publisher", "{number} publishers"), later("no publishers")),
    (later_many("{number} result", "{number} results"), later("no results")),
    (later_many("{number} time", "{number} times"), later("no times")),
    (later_many("{number} edition", "{number} editions"), later("no editions")),
    (later_many("{number} group", "{number} groups"), later("no groups")),
    (
        later_many("{number} list of similar places", "{number} lists of similar places"),
        later("no lists of similar places"),
    ),
    (later_many("{number} state", "{number} states"), later("no states")),
)
"""Each noun with a number, and with none."""
