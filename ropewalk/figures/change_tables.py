"""Tables of what a revision changed."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from ropewalk.figures.differences import signed
from ropewalk.figures.inputs import Style, Table
from ropewalk.figures.numbers import STATE_WORDS, number, value_words
from ropewalk.figures.stories import Telling
from ropewalk.observations.changes import ADDED, LESS, MORE, NOT_HELD, REMOVED
from ropewalk.vocabulary.breakdown import breakdown_words
from ropewalk.vocabulary.language import _, later
from ropewalk.vocabulary.period import period_words

AGAINST: Final = {
    MORE: later("more than half of it"),
    LESS: later("half of it or less"),
    NOT_HELD: later("no range held"),
}
NOT_SHOWN: Final = later("not shown")


def own_table(rows: Sequence[Mapping[str, Any]], words: Telling) -> Table:
    """The own place's figures, one a row: before, after, how much, and that beside the old likely range."""
    return Table(
        caption=_("Figures for {place} that are not as they were").format(place=words.place),
        head=(
            _("Measure"),
            _("Period"),
            _("Before"),
            _("After"),
            _("Change"),
            _("Beside the likely range before"),
        ),
        rows=tuple(_own(row, words) for row in rows),
        numeric=(2, 3, 4),
    )


def _own(row: Mapping[str, Any], words: Telling) -> tuple[str, ...]:
    style = words.style(row["indicator"])
    group = f" ({breakdown_words(row['breakdown'])})" if row["breakdown"] else ""
    return (
        f"{words.title(row['indicator'])}{group}",
        period_words(row["period"]),
        _("new") if row["change"] == ADDED else _value(row["old_value"], row["old_state"], style),
        _("taken away") if row["change"] == REMOVED else _value(row["value"], row["state"], style),
        _size(row["size"], style),
        _(AGAINST.get(row["against_interval"] or "", "")) if row["size"] else "",
    )


def _size(size: float | None, style: Style) -> str:
    """By how much; a row whose value stands is told for its range or its counts, which moved."""
    if size is None:
        return ""
    return signed(size, style) if size else "none"


def _value(value: float | None, state: str, style: Style) -> str:
    """A figure; without one its state says why, and where that does not, the figure is hidden since."""
    return _(NOT_SHOWN) if value is None and not STATE_WORDS.get(state) else value_words(value, state, style)


def other_table(rows: Sequence[Mapping[str, Any]], words: Telling) -> Table:
    """How many figures of other places changed, one measure a row."""
    return Table(
        caption=_("Figures for other places, by measure"),
        head=(_("Measure"), _("Places"), _("New"), _("Revised"), _("Taken away")),
        rows=tuple(
            (
                words.title(row["indicator"]),
                *(number(row[name]) for name in ("places", "added", "revised", "removed")),
            )
            for row in rows
        ),
        numeric=(1, 2, 3, 4),
    )
