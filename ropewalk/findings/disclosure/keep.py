"""Decide what readers see of each load of a protected source, once, and put it on record."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Final

import msgspec
import polars as pl

from ropewalk.findings.disclosure import record
from ropewalk.findings.disclosure.counts import measures_frame
from ropewalk.findings.disclosure.hide import NUMBERS
from ropewalk.findings.disclosure.protect import Protected, Release, protect
from ropewalk.findings.disclosure.show import shown
from ropewalk.findings.disclosure.sums import register_of
from ropewalk.observations.store import Store
from ropewalk.vocabulary.indicator import Measure
from ropewalk.vocabulary.protection import Protection
from ropewalk.vocabulary.tables import OBSERVATION_KEY

COLUMNS: Final = (*OBSERVATION_KEY, *NUMBERS, "state", "source")


def keep_shown(folder: Path, store: Store, measures: Sequence[Measure]) -> tuple[record.Entry, ...]:
    """Put on record what is shown of every load that is not on record yet; the new entries.

    ``folder``: the store's own. A source's newest load is decided anew when its rule, the definitions or our
    own code have changed; older ones stay as they were shown. Costs a look at the sources' rules when none is
    protected. Raises StoreError when the disk refuses.
    """
    rules = store.protections()
    closed = [name for name, rule in rules.items() if rule.published == "protected"]
    if not closed:
        return ()
    newest, new = store.newest(), []
    held = store.revisions().filter(pl.col("source").is_in(closed))
    for revision, source in held.select("revision", "source").iter_rows():  # over loads, oldest first
        known = record.newest(record.entries(folder)).get((source, revision))
        if known is not None and newest[source] != revision:
            continue
        work = _Load(folder, store, measures, source, revision, known.indicators if known else None)
        if work.rules[source].published == "protected" and (known is None or known.basis != work.basis()):
            new.append(work.keep())
    return tuple(new)


class _Load:
    """One load of one source, with all that readers have been shown of the figures that it belongs to."""

    def __init__(
        self,
        folder: Path,
        store: Store,
        measures: Sequence[Measure],
        source: str,
        revision: int,
        indicators: Sequence[str] | None,
    ) -> None:
        self.folder, self.store, self.source, self.revision = folder, store, source, revision
        self.rules: Mapping[str, Protection] = store.protections(revision)
        self.indicators = self._family(self._own() if indicators is None else indicators)
        self.measures = sorted((m for m in measures if m.id in self.indicators), key=lambda one: one.id)

    def basis(self) -> str:
        """A digest of what decides: rules, definitions, the register of places, our own code."""
        digest = sha256()
        for file in sorted(Path(__file__).parent.glob("*.py")):
            digest.update(file.read_bytes())
        for part in (self.rules, [_counting(one) for one in self.measures], self._register()):
            digest.update(msgspec.json.encode(part, order="deterministic"))
        return digest.hexdigest()[:16]

    def keep(self) -> record.Entry:
        """Decide, and put on record."""
        rows = self._rows(self.revision)
        parents, kinds = self._register()
        releases = [Release(*pair) for pair in self._earlier()]
        found = protect(
            [*releases, Release(rows)],
            measures_frame(self.measures),
            self.rules,
            register_of(parents, kinds),
        )
        return self._put(found)

    def _put(self, found: Protected) -> record.Entry:
        own = found.counted["source"] == self.source
        table = shown(found.counted.filter(own), found.hidden.filter(own))
        entry = record.Entry(
            revision=self.revision,
            source=self.source,
            basis=self.basis(),
            file="",
            hidden=int(found.hidden.filter(own).sum()),
            told=int(found.told.filter(own).sum()),
            refused=found.refused,
            indicators=tuple(table["indicator"].unique().sort()),
        )
        return record.add(self.folder, entry, table)

    def _own(self) -> list[str]:
        return self.store.indicators_of(self.source, self.revision)

    def _family(self, own: Sequence[str]) -> tuple[str, ...]:
        """The indicators of the source's rows, and those that rules tie to them."""
        found = set(own)
        ties = [
            {*sums.indicators, sums.to} for rule in self.rules.values() for sums in rule.adds_up if sums.to
        ]
        grown = True
        while grown:
            more = set().union(*(tie for tie in ties if tie & found)) - found
            found, grown = found | more, bool(more)
        return tuple(sorted(found))

    def _register(self) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
        places = self.store.places(self.revision)
        return {c: p.parents for c, p in places.items()}, {c: p.kind for c, p in places.items()}

    def _rows(self, revision: int) -> pl.DataFrame:
        return self.store.read(self.indicators, None, as_of=revision).select(COLUMNS)

    def _earlier(self) -> list[tuple[pl.DataFrame, pl.Series]]:
        """The tables of these indicators as of each earlier revision that changed them, and this one if it
        was shown before, each with flags of the rows whose numbers readers saw."""
        sources = set(self._rows(self.revision)["source"]) | {self.source}
        every = self.store.revisions().filter(pl.col("source").is_in(sources))["revision"].to_list()
        known = record.entries(self.folder)
        before = [one for one in every if one < self.revision]
        again = [self.revision] if any(one.revision == self.revision for one in known) else []
        found = [(self._rows(one), one) for one in before + again]
        return [(rows, self._seen(rows, one, known)) for rows, one in found]

    def _seen(self, rows: pl.DataFrame, revision: int, known: Sequence[record.Entry]) -> pl.Series:
        rules, held = self.store.protections(revision), self.store.newest(revision)
        closed = [name for name, rule in rules.items() if rule.published == "protected"]
        mine = [one for one in known if one.source in closed and held.get(one.source) == one.revision]
        numbers = pl.any_horizontal(pl.col(name).is_not_null() for name in NUMBERS)
        asked = rows["indicator"].unique()
        shown_rows = [
            record.rows(self.folder, one, asked).filter(numbers).select(OBSERVATION_KEY) for one in mine
        ]
        keys = pl.concat(shown_rows).unique() if shown_rows else rows.clear().select(OBSERVATION_KEY)
        on_record = rows.join(
            keys.with_columns(seen=pl.lit(value=True)), on=OBSERVATION_KEY, how="left", maintain_order="left"
        )["seen"].fill_null(value=False)
        return on_record | (~rows["source"].is_in(closed) & rows.select(numbers).to_series())


def _counting(measure: Measure) -> tuple[str, str, float]:
    return measure.id, measure.kind.value, measure.multiplier
