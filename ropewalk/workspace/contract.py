"""Hold every edition that is to be loaded to its source's contract, before anything is written."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import msgspec
import polars as pl

from ropewalk.observations.batch import Batch
from ropewalk.observations.store import Store
from ropewalk.sources.accepted import read_acceptances
from ropewalk.sources.contracts.against import against
from ropewalk.sources.contracts.alone import Ranges, alone
from ropewalk.sources.contracts.breach import Breach
from ropewalk.sources.contracts.terms import RULES, Contract
from ropewalk.sources.editions import read_editions
from ropewalk.sources.load import REGISTER
from ropewalk.sources.maps import read_map
from ropewalk.vocabulary.accepted import Acceptance
from ropewalk.vocabulary.errors import Fault, RopewalkError, SourceError, UserError
from ropewalk.vocabulary.indicator import Indicator
from ropewalk.workspace.editions import Chain
from ropewalk.workspace.folder import Folder

KIND = "acceptance"


@dataclass(frozen=True)
class Wish:
    """What a person asks to accept with a load: rules that one edition breaks, by name, with a reason."""

    rules: tuple[str, ...]
    by: str
    reason: str
    day: date


@dataclass(frozen=True)
class Held:
    """Chains that keep their contracts or were accepted, their acceptances among their papers; and what the
    wish has accepted anew (source, acceptance), still to be written down."""

    chains: tuple[Chain, ...]
    new: tuple[tuple[str, Acceptance], ...] = ()


def hold(
    folder: Folder,
    chains: Sequence[Chain],
    indicators: Iterable[Indicator],
    *,
    store: Store | None = None,
    wish: Wish | None = None,
) -> Held:
    """Hold chains to their contracts; the first edition of each against what the store holds of its source.

    ``wish`` accepts its rules for the first edition that breaks any of them, of one source. Raises
    SourceError with every broken rule that nobody has accepted and every acceptance that is wrong, and
    UserError for a rule of the wish that needs no accepting.
    """
    ranges = {one.id: (one.floor, one.ceiling) for one in indicators}
    before = _Before(store)
    faults, done, new = list[Fault](), list[Chain](), list[tuple[str, Acceptance]]()
    for chain in chains:
        if chain.source == REGISTER:
            done.append(chain)
            continue
        try:
            source = _Source.read(folder.sources / chain.source, ranges)
            held, accepted = source.hold(chain, before.of(chain.source), wish if not new else None)
            done.append(held)
            new += [(chain.source, one) for one in accepted]
        except RopewalkError as error:
            faults.extend(error.faults)
    if faults:
        raise SourceError(*faults)
    taken = {one.rule for _, one in new}
    if idle := [rule for rule in wish.rules if rule not in taken] if wish else []:
        remedy = f"Name only rules that stop the load; the rules are {', '.join(RULES)}"
        problem = "no edition breaks this rule, or it is accepted"
        raise UserError(*(Fault(problem, remedy, value=rule) for rule in idle))
    return Held(tuple(done), tuple(new))


class _Before:
    """What the store holds of each source, read once and only when asked for."""

    def __init__(self, store: Store | None) -> None:
        self.store = store
        self._rows: Mapping[str, pl.DataFrame] | None = None

    def of(self, source: str) -> Batch | None:
        if self.store is None or source not in self.store.origins():
            return None
        if self._rows is None:
            parts = self.store.read().drop("revision").partition_by("source", as_dict=True, include_key=False)
            self._rows = {str(name): part for (name,), part in parts.items()}
        return Batch(self.store.origins()[source], self._rows.get(source, pl.DataFrame()))


@dataclass(frozen=True)
class _Source:
    """A source's contract and what people have accepted of it."""

    terms: Contract
    acceptances: tuple[Acceptance, ...]
    ranges: Ranges

    @classmethod
    def read(cls, folder: Path, ranges: Ranges) -> "_Source":
        editions = tuple(name for origin in read_editions(folder) for name in origin.edition_names)
        return cls(read_map(folder).contract, read_acceptances(folder, editions), ranges)

    def hold(
        self, chain: Chain, before: Batch | None, wish: Wish | None
    ) -> tuple[Chain, tuple[Acceptance, ...]]:
        faults, done, new = list[Fault](), list[Batch](), list[Acceptance]()
        for batch in chain.batches:
            edition = batch.origin.edition_name
            names = batch.origin.edition_names
            accepted = {one.rule for one in self.acceptances if one.edition in names}
            for breach in self._breaches(before, batch):
                if breach.rule in accepted:
                    continue
                if wish and breach.rule in wish.rules and {edition} >= {one.edition for one in new}:
                    new.append(_accepted(edition, breach.rule, wish))
                else:
                    faults += breach.faults(
                        chain.source, edition, before.origin.edition_name if before else ""
                    )
            own = [one for one in (*self.acceptances, *new) if one.edition in names]
            done.append(replace(batch, papers=(*batch.papers, *(_paper(chain.source, one) for one in own))))
            before = batch
        if faults:
            raise SourceError(*faults)
        return replace(chain, batches=tuple(done)), tuple(new)

    def _breaches(self, before: Batch | None, batch: Batch) -> Iterator[Breach]:
        """Nothing is asked again of bytes that the store holds: what a map makes of them may change."""
        if before and before.origin.files == batch.origin.files:
            return
        yield from alone(self.terms, batch.observations, batch.repeated, self.ranges)
        if before:
            yield from against(self.terms, before.observations, batch.observations)


def _accepted(edition: str, rule: str, wish: Wish) -> Acceptance:
    return Acceptance(edition=edition, rule=rule, by=wish.by, date=wish.day, reason=wish.reason)


def _paper(source: str, one: Acceptance) -> tuple[str, str, str]:
    text = msgspec.json.encode(one, order="deterministic").decode()
    return KIND, f"{source}/{one.edition}/{one.rule}", text
