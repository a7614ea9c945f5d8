"""What is wrong with a cell and what to do, in the words of a person who fills in sheets, not maps."""

from collections.abc import Callable

import polars as pl

from ropewalk.sources.faults import Wrong
from ropewalk.sources.mapping.place_words import Gazetteer
from ropewalk.sources.maps import Table

Told = tuple[str, str]


class Saying:
    """The words for one table: its own markers, words and periods are the examples to follow."""

    def __init__(self, table: Table, gazetteer: Gazetteer, rows: pl.DataFrame) -> None:
        self.table, self.gazetteer, self.rows = table, gazetteer, rows
        self.instead = _instead(table)
        self.told: dict[tuple[str, str], Told] = {}
        self.ways: dict[str, Callable[[str], Told]] = {
            "number": lambda says: (
                f"“{says}” is not a number",
                f"Type the number alone, such as 12.5{self.instead}",
            ),
            "missing": lambda _: ("There is no number here", f"Type the number{self.instead}"),
            "period": self._period,
            "place": self._place,
            "word": self._word,
            "state": self._state,
            "contradicted state": lambda _: (
                "The row says that there is no number, and here is one",
                "Take out the number, or the word beside it",
            ),
        }

    def of(self, wrong: Wrong, row: dict[str, object], says: str) -> Told:
        """Problem and remedy for one row of a sort of fault; each text is thought about once."""
        way = self.ways.get(wrong.kind)
        if way is None:
            return wrong.say(row)
        if (wrong.kind, says) not in self.told:
            self.told[wrong.kind, says] = way(says)
        return self.told[wrong.kind, says]

    def _period(self, says: str) -> Told:
        example = self._example("period")
        if not says:
            return "There is no period here", f"Type it{example}"
        return f"“{says}” is not a period like the others", f"Type it as the others are{example}"

    def _place(self, says: str) -> Told:
        if not says:
            return "There is no place here", f"Type it{self._example('place')}"
        near = self.gazetteer.look_up(says)
        hint = f": did you mean {near.place}?" if near else ", and check the spelling"
        return f"“{says}” is not a known place", f"Use the official name or code{hint}"

    def _word(self, says: str) -> Told:
        columns = [column for series in self.table.series for column in series.breakdown_columns.values()]
        words = dict.fromkeys(word for column in columns for word in column.words if word)
        return _not_of(says, ", ".join(words))

    def _state(self, says: str) -> Told:
        words = ", ".join(self.table.state.words) if self.table.state else ""
        return _not_of(says, f"{words}; or leave it empty")

    def _example(self, role: str) -> str:
        """A word of the column that several rows have, as an example to follow."""
        words = self.rows[f"{role}_text"].drop_nulls()
        known = words.value_counts(sort=True).filter(pl.col("count") > 1)
        return f", such as {known[0, 0]}" if known.height else ""


def _not_of(says: str, words: str) -> Told:
    return f"“{says}” is not one of the words used here", f"Use one of: {words}"


def _instead(table: Table) -> str:
    words = [f"{word} ({state.value})" for word, state in table.markers.items() if word]
    return f". If there is none, type {' or '.join(words[:4])}" if words else ""
