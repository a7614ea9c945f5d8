"""A source's folder becomes a checked batch of observations, or an error that names every fault."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import gettempdir

import polars as pl

from ropewalk.observations.batch import COLUMNS, REFUSED, Batch
from ropewalk.sources import duplicates
from ropewalk.sources.coded import indicators_of
from ropewalk.sources.corrections import corrected, correction_paper, read_corrections
from ropewalk.sources.editions import FOLDER, LISTING
from ropewalk.sources.layouts.read import read_layouts
from ropewalk.sources.maps import SourceMap, read_map
from ropewalk.sources.opening import Files
from ropewalk.sources.origin import read_bytes, read_origin
from ropewalk.sources.protection import read_protection
from ropewalk.sources.register import Register, read_register
from ropewalk.sources.streaming.bytes_of import Bytes
from ropewalk.sources.streaming.large import large_files
from ropewalk.sources.streaming.read import Reading, Source, read_large
from ropewalk.sources.table import TableRead, read_table
from ropewalk.vocabulary.accepted import Correction
from ropewalk.vocabulary.errors import DefinitionError, Fault, RopewalkError, SourceError
from ropewalk.vocabulary.source import File, Origin

__all__ = ["read_register", "read_source"]

REGISTER = "places"


def read_source(
    folder: Path,
    register: Register,
    *,
    known_indicators: Collection[str],
    beside: Callable[[str], pl.DataFrame] | None = None,
    edition: Origin | None = None,
    room: Path | None = None,
    progress: Reading = lambda *_: None,
) -> Batch:
    """Read and check a source: ``origin.toml``, ``map.toml``, ``disclosure.toml`` if it has one, and the
    publisher's files beside them.

    ``edition``: the origin of an earlier edition (see ``editions``); the newest unless given. ``beside``
    gives another source's observations, for denominators. The ``places`` folder has no
    observations: its batch carries the whole register. Raises DefinitionError for a map or origin
    that is wrong, SourceError for files that are not what they say; nothing is half-done.

    A file that is large (see ``streaming.large``) is read in parts, and its rows go to temporary files in
    ``room`` (the system's own place unless given) until the batch is closed.
    """
    if folder.name == REGISTER:
        return _register_batch(folder)
    origin = edition or read_origin(folder)
    plan = read_map(folder)
    _check_indicators(plan, known_indicators, folder.name)
    place = f"{FOLDER}/{edition.edition}" if edition else ""
    large = large_files(plan, origin)
    data = read_bytes(folder, origin, place, without=large)
    files = Files(f"{folder.name}/{place}".rstrip("/"), data, read_layouts(plan.table, folder))
    protection = read_protection(folder, known_indicators)
    mended = _corrections(folder, edition, large)
    if large:
        parted = _parted(folder / place, files.source, [f for f in origin.files if f.name in large], edition)
        source = Source(origin, plan, files, parted, register, beside or _nothing_beside)
        batch = read_large(source, room or Path(gettempdir()), progress=progress)
        return replace(batch, protection=protection)
    tables = _read_tables(plan, files, register, beside or _nothing_beside)
    if not tables:
        return Batch(origin, pl.DataFrame(schema=COLUMNS))
    said = pl.concat([table.rows for table in tables])
    rows, contradicted, faults = duplicates.settle(said, files.source)
    if faults:
        raise SourceError(*faults)
    rows = corrected(rows, mended, files.source)
    refused = pl.concat(
        [*(t.refused.select(list(REFUSED)) for t in tables), duplicates.as_refused(contradicted)]
    )
    used = rows["place"].unique().to_list()
    old = {code for table in tables for code in table.old_codes}
    return Batch(
        origin=origin,
        observations=rows.select(list(COLUMNS)),
        refused=refused,
        places=register.with_parents(used),
        renames={code: new for code, new in register.renames.items() if code in old},
        protection=protection,
        papers=tuple(correction_paper(folder.name, one) for one in mended),
        repeated=said.height - rows.height - contradicted.height,
    )


def _parted(place: Path, source: str, files: Sequence[File], edition: Origin | None) -> dict[str, Bytes]:
    """Files that are read in parts, and where their hashes stand."""
    listing = LISTING if edition else "origin.toml"
    return {each.name: Bytes(place / each.name, f"{source}/{each.name}", each, listing) for each in files}


def _corrections(folder: Path, edition: Origin | None, large: Collection[str]) -> list[Correction]:
    """The corrections of an edition. Raises DefinitionError where its files are read in parts."""
    name = edition.edition if edition else ""
    found = [one for one in read_corrections(folder) if one.edition == name]
    if large and found:
        remedy = "Correct it where it is made, or give the figure a source of its own"
        problem = "figures of a file that is read in parts cannot be corrected"
        raise DefinitionError(Fault(problem, remedy, f"{folder.name}/corrections.toml"))
    return found


def _read_tables(
    plan: SourceMap, files: Files, register: Register, beside: Callable[[str], pl.DataFrame]
) -> list[TableRead]:
    found: list[TableRead] = []
    faults: list[Fault] = []
    kind: type[RopewalkError] = SourceError
    for table in plan.table:
        try:
            found.append(read_table(table, files, register, beside))
        except RopewalkError as error:
            faults.extend(error.faults)
            kind = DefinitionError if isinstance(error, DefinitionError) else kind
    if faults:
        raise kind(*faults)
    return found


def _check_indicators(plan: SourceMap, known: Collection[str], source: str) -> None:
    named = dict.fromkeys(name for table in plan.table for name in indicators_of(table, source))
    remedy = "Define it under indicators/, or mend the id"
    file = f"{source}/map.toml"
    faults = [Fault("there is no such indicator", remedy, file, None, n) for n in named if n not in known]
    if faults:
        raise DefinitionError(*faults)


def _register_batch(folder: Path) -> Batch:
    register = read_register(folder)
    return Batch(
        origin=read_origin(folder),
        observations=pl.DataFrame(schema=COLUMNS),
        places=tuple(register.places[code] for code in sorted(register.places)),
        renames=dict(register.renames),
    )


def _nothing_beside(source: str) -> pl.DataFrame:
    raise DefinitionError(Fault("no other source can be read from here", "Load the whole city", value=source))
