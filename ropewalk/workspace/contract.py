"""Hold every edition that is to be loaded to its source's contract, before anything is written."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

import msgspec

from ropewalk.observations.batch import Batch
from ropewalk.observations.edition import Edition
from ropewalk.observations.store import Store
from ropewalk.sources.accepted import read_acceptances
from ropewalk.sources.contracts.against import against
from ropewalk.sources.contracts.alone import Ranges, alone
from ropewalk.sources.contracts.breach import Breach
from ropewalk.sources.contracts.parts import in_parts
from ropewalk.sources.contracts.terms import RULES, Contract
from ropewalk.sources.editions import read_editions
from ropewalk.sources.load import REGISTER
from ropewalk.sources.maps import read_map
from ropewalk.vocabulary.accepted import Acceptance
from ropewalk.vocabulary.errors import Fault, RopewalkError, SourceError, UserError
from ropewalk.vocabulary.indicator import Indicator
from ropewalk.vocabulary.source import Origin
from ropewalk.workspace.editions import Chain
from ropewalk.workspace.folder import Folder

KIND = "acceptance"
MOST = 250_000
"""Rows of two editions that are compared at once; of more, a few indicators or places at a time are."""


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
    before = partial(_held_by, store)
    faults, done, new = list[Fault](), list[Chain](), list[tuple[str, Acceptance]]()
    for chain in chains:
        if chain.source == REGISTER:
            done.append(chain)
            continue
        try:
            source = _Source.read(folder.sources / chain.source, ranges)
            held, accepted = source.hold(chain, before(chain.source), wish if not new else None)
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


@dataclass(frozen=True)
class _Rows:
    """What an edition says."""

    origin: Origin
    edition: Edition


def _held_by(store: Store | None, source: str) -> _Rows | None:
    """What the store holds of a source; None when it was never told of it."""
    if store is None or source not in store.origins():
        return None
    return _Rows(store.origins()[source], store.of_source(source))


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
        self, chain: Chain, before: "_Rows | None", wish: Wish | None
    ) -> tuple[Chain, tuple[Acceptance, ...]]:
        faults, done, new = list[Fault](), list[Batch](), list[Acceptance]()
        for batch in chain.batches:
            edition = batch.origin.edition_name
            names = batch.origin.edition_names
            accepted = {one.rule for one in self.acceptances if one.edition in names}
            now = _Rows(batch.origin, batch.edition())
            for breach in self._breaches(before, now, batch.repeated):
                if breach.rule in accepted:
                    continue
                if wish and breach.rule in wish.rules and {edition} >= {one.edition for one in new}:
                    new.append(_accepted(edition, breach.rule, wish))
                    accepted.add(breach.rule)
                else:
                    faults += breach.faults(
                        chain.source, edition, before.origin.edition_name if before else ""
                    )
            own = [one for one in (*self.acceptances, *new) if one.edition in names]
            done.append(replace(batch, papers=(*batch.papers, *(_paper(chain.source, one) for one in own))))
            before = now
        if faults:
            raise SourceError(*faults)
        return replace(chain, batches=tuple(done)), tuple(new)

    def _breaches(self, before: _Rows | None, now: _Rows, repeated: int) -> Iterator[Breach]:
        """Nothing is asked again of bytes that the store holds: what a map makes of them may change."""
        if before and before.origin.files == now.origin.files:
            return
        old = before.edition if before else None
        if now.edition.height + (old.height if old else 0) > MOST:
            yield from in_parts(self.terms, old, now.edition, repeated, self.ranges, MOST)
            return
        rows = now.edition.read()
        yield from alone(self.terms, rows, repeated, self.ranges)
        if old:
            yield from against(self.terms, old.read(), rows)


def _accepted(edition: str, rule: str, wish: Wish) -> Acceptance:
    return Acceptance(edition=edition, rule=rule, by=wish.by, date=wish.day, reason=wish.reason)


def _paper(source: str, one: Acceptance) -> tuple[str, str, str]:
    text = msgspec.json.encode(one, order="deterministic").decode()
    return KIND, f"{source}/{one.edition}/{one.rule}", text
