"""What pages, reports and commands read: findings from the derived table, series from the store.

Observations come through the disclosed view alone, so that no reader can pass disclosure control by.
"""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import msgspec
import polars as pl

from ropewalk.findings import decided, table
from ropewalk.findings.crossing import Mergers, crossed
from ropewalk.findings.disclosure.view import Disclosed
from ropewalk.findings.history.keep import History, history
from ropewalk.findings.history.said import said
from ropewalk.findings.newest import SERIES, kept_newest, newest_of, with_days
from ropewalk.findings.outlines import Outlines, outlines_of
from ropewalk.observations.moments import read_as_of
from ropewalk.observations.store import Store
from ropewalk.vocabulary.accepted import Acceptance, Correction
from ropewalk.vocabulary.errors import Fault, StoreError
from ropewalk.vocabulary.history import mergers
from ropewalk.vocabulary.indicator import Indicator
from ropewalk.vocabulary.place import Place
from ropewalk.vocabulary.source import Origin
from ropewalk.vocabulary.tables import FINDINGS


class Library:
    """The findings and series of a store's folder. Each call looks whether something newer is there, and
    keeps nothing that a new revision would make wrong. Methods raise StoreError when there are no findings
    yet, or when a file is missing or damaged."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._store: Store | None = None
        self._view: Disclosed | None = None
        self._crossing: tuple[int, tuple[Indicator, ...], Mergers] | None = None

    @property
    def revision(self) -> int:
        """The revision that the findings are of."""
        return self._now().revision

    @property
    def definitions_version(self) -> str:
        """The version of the definitions that the findings were worked out with."""
        return self._now().definitions_version

    @property
    def key(self) -> str:
        """Names this state of findings; equal keys, equal answers. A cache key, and a page's ETag."""
        return self._now().key

    def findings(
        self,
        *,
        place: str | Collection[str] | None = None,
        indicator: str | Collection[str] | None = None,
        question: str | None = None,
        comparator: str | Collection[str] | None = None,
        headline_only: bool = False,
    ) -> pl.DataFrame:
        """Rows of the findings table that fit every filter given, sorted by indicator, place, breakdown,
        question (direction, position, prospect), comparators in their defined order. ``place``,
        ``indicator`` and ``comparator``: one code, or any of several."""
        # One place's rows lie together, indicator by indicator; several places' are quicker by indicator.
        by_place = isinstance(place, str) or (place is not None and indicator is None)
        now = self._now()
        rows = table.read_table(now.folder / (table.BY_PLACE if by_place else table.BY_INDICATOR))
        wanted: dict[str, str | Collection[str] | None] = {
            "indicator": indicator,
            "place": place,
            "question": question,
            "comparator": comparator,
        }
        if headline_only:
            wanted["breakdown"] = ""
        revision = pl.lit(now.revision, dtype=pl.Int64).alias("revision")
        return self._collect(rows.filter(_equal(wanted))).with_columns(revision).select(*FINDINGS)

    def headlines(self, place: str) -> pl.DataFrame:
        """One row an indicator of the place: see ``headlines.COLUMNS``."""
        rows = table.read_table(self._now().folder / table.HEADLINES)
        return self._collect(rows.filter(pl.col("place") == place))

    def ranks(
        self, indicator: str | Collection[str] | None = None, place: str | Collection[str] | None = None
    ) -> pl.DataFrame:
        """Ranks as ranges, of indicators, places or both (None: all): see ``ranked.SCHEMA``. Rank 1 is best,
        or highest when neutral."""
        rows = table.read_table(self._now().folder / table.RANKS)
        return self._collect(rows.filter(_equal({"indicator": indicator, "place": place})))

    def series(
        self,
        indicator: str | Sequence[str],
        places: Collection[str] | None = None,
        *,
        breakdowns: Sequence[str] | None = None,
        published_only: bool = False,
    ) -> pl.DataFrame:
        """Observations of one indicator with ``start`` and ``end`` (the day after the last) of each period,
        sorted by place, breakdown, start. ``places`` None: all. ``breakdowns`` None: all; [""]: headline.
        Several indicators in one call cost little more than one; they come sorted by indicator first.

        Figures of a merged place that an indicator's crossing puts together stand among them, without a row
        of a file (``row`` is null); not when ``published_only``."""
        rows = self._observations(indicator, places)
        made = None if published_only else self._put_together(indicator, places)
        if made is not None:
            rows = pl.concat([rows, made])
        if breakdowns is not None:
            rows = rows.filter(pl.col("breakdown").is_in(list(breakdowns)))
        return with_days(rows).sort("indicator", "place", "breakdown", "start", "end").select(SERIES)

    def known(
        self,
        indicators: Collection[str] | None = None,
        places: Collection[str] | None = None,
        *,
        as_of: int,
    ) -> pl.DataFrame:
        """The observations as published and as known at a revision, with source, file, row and revision; see
        ``Disclosed.read``. Raises StoreError for a revision later than the findings'."""
        return self._shown().read(indicators, places, as_of=self._held(as_of))

    def revision_of(self, text: str) -> int:
        """The revision meant by a revision's number, a day or a moment, as a person writes it; never later
        than the findings'. Raises StoreError when it is none of these, or is not held."""
        as_of = read_as_of(text)
        if isinstance(as_of, int):
            return self._held(as_of)
        try:
            return min(self._opened().revision_at(as_of), self.revision)
        except OverflowError as error:
            remedy = "Give a day that a revision could have been made on"
            raise StoreError(Fault("no calendar goes so far", remedy, value=text)) from error

    def latest(self, indicator: str) -> pl.DataFrame:
        """Each place's newest headline observation that has a value, with the columns of ``series``."""
        rows = self.series(indicator, breakdowns=[""]).filter(pl.col("value").is_not_null())
        newest = rows.sort("place", "end", "start").unique("place", keep="last", maintain_order=True)
        return newest.sort("place")

    def newest(self, place: str) -> pl.DataFrame:
        """The place's newest observation with a value of each indicator, with the columns of ``series``: of
        the headline, or of the first breakdown by name where the indicator has no headline."""
        revision = self.revision
        kept = kept_newest(self.folder, revision, place)
        return newest_of(self._shown().read(None, [place], as_of=revision)) if kept is None else kept

    def origins(self) -> dict[str, Origin]:
        """The origin of every source, by id."""
        return self._shown().origins(self.revision)

    def acceptances(self) -> dict[str, tuple[Acceptance, ...]]:
        """The broken rules that people accepted, by source."""
        return decided.acceptances(self._opened().papers(decided.ACCEPTANCE, self.revision))

    def corrections(self) -> dict[str, tuple[Correction, ...]]:
        """The corrections in force, by source; never one of a figure that is hidden."""
        found = decided.corrections(self._opened().papers(decided.CORRECTION, self.revision))
        return {
            source: tuple(one for one in each if decided.told(one, self.series(one.indicator, [one.place])))
            for source, each in found.items()
        }

    def editions(self) -> dict[str, dict[int, Origin]]:
        """The origin that each revision told of a source: source -> revision -> origin."""
        return decided.editions(self._opened().papers_since(upto=self.revision))

    def places(self) -> dict[str, Place]:
        """Every place known, by code."""
        return self._opened().places()

    def outlines(self) -> Outlines:
        """What maps are drawn from; none where the workspace holds no boundaries."""
        return outlines_of(self.folder)

    def renames(self) -> dict[str, str]:
        """Old code of a place that is still there -> its newest."""
        return self._opened().renames()

    def revisions(self) -> pl.DataFrame:
        """What each load brought; see ``Store.revisions``."""
        return self._opened().revisions()

    def history(self) -> History:
        """What each revision changed, and the verdicts of the own place with the figures of then."""
        return history(self.folder)

    def said(self, indicator: str | None = None) -> pl.DataFrame:
        """What was said of an indicator in the own place, or of all, oldest first: see ``said.COLUMNS``."""
        return said(self.folder, indicator)

    def refused(self) -> pl.DataFrame:
        """The rows that loads left out, and why; see ``Disclosed.refused``."""
        return self._shown().refused(self.revision)

    def disclosed(self) -> Disclosed:
        """The store as readers may see it, as of any revision."""
        return self._shown()

    def _now(self) -> table.Current:
        now = table.current(self.folder)
        if now is None:
            raise StoreError(
                Fault("there are no findings yet", "Work them out with: ropewalk load", file=str(self.folder))
            )
        return now

    def _held(self, revision: int) -> int:
        newest = self.revision
        if not 0 <= revision <= newest:
            remedy = f"Ask for a revision from 0 (empty) to {newest} (the newest)"
            raise StoreError(Fault("this revision is not held", remedy, value=str(revision)))
        return revision

    def _opened(self) -> Store:
        if self._store is None:
            self._store = Store.open(self.folder)
        self._store.refresh()
        return self._store

    def _shown(self) -> Disclosed:
        store = self._opened()
        if self._view is None:
            self._view = Disclosed(store)
        return self._view

    def _observations(self, indicator: str | Sequence[str], places: Collection[str] | None) -> pl.DataFrame:
        # As of the findings' own revision: a page never mixes a verdict with data that it has not seen.
        indicators = [indicator] if isinstance(indicator, str) else indicator
        return self._shown().read(indicators, places, as_of=self.revision)

    def _put_together(
        self, indicator: str | Sequence[str], places: Collection[str] | None
    ) -> pl.DataFrame | None:
        """The rows that declared crossings make for these places: hidden values are never put together. None
        where no crossing concerns them."""
        wanted = [indicator] if isinstance(indicator, str) else list(indicator)
        measures, mergers = self._crossings()
        chosen = [measure for measure in measures if measure.id in wanted]
        weights = [measure.crossing.weight for measure in chosen if measure.crossing]
        merged = None if places is None else [code for code in places if code in mergers.parts]
        if not chosen or merged == []:
            return None
        names = [*(measure.id for measure in chosen), *(name for name in weights if name)]
        parts = None if merged is None else mergers.with_parts(merged)
        made = crossed(self._observations(names, parts), chosen, mergers)
        return made if places is None else made.filter(pl.col("place").is_in(list(places)))

    def _crossings(self) -> tuple[tuple[Indicator, ...], Mergers]:
        """The indicators that declare a crossing, and the mergers of the register."""
        store = self._opened()
        if self._crossing is None or self._crossing[0] != store.revision:
            texts = (text for text in store.papers("indicator").values() if '"crossing"' in text)
            measures = tuple(msgspec.json.decode(text, type=Indicator) for text in texts)
            places = store.places() if measures else {}
            begun = {code: place.valid_from for code, place in places.items() if place.valid_from}
            self._crossing = (store.revision, measures, Mergers(mergers(places), begun))
        return self._crossing[1:]

    def _collect(self, rows: pl.LazyFrame) -> pl.DataFrame:
        try:
            return rows.collect()
        except (OSError, pl.exceptions.PolarsError) as error:
            problem, remedy = "a file of the findings is damaged", "Work them out again: ropewalk load"
            raise StoreError(Fault(problem, remedy, file=str(self.folder / "findings"))) from error


def _equal(wanted: Mapping[str, str | Collection[str] | None]) -> pl.Expr:
    tests = [
        pl.col(name) == value if isinstance(value, str) else pl.col(name).is_in(list(value))
        for name, value in wanted.items()
        if value is not None
    ]
    return pl.all_horizontal(tests) if tests else pl.lit(value=True)
