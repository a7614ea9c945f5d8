"""Keep the outlines of maps in step with the boundaries that the sources hold, and with our own rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

import msgspec
import polars as pl

from ropewalk.findings.outlines import Layer, current_key, write_outlines
from ropewalk.sources import boundaries
from ropewalk.sources.boundaries.declared import Layer as Declared
from ropewalk.sources.load import REGISTER
from ropewalk.sources.maps import read_map
from ropewalk.sources.origin import read_file, read_origin
from ropewalk.sources.register import read_register
from ropewalk.vocabulary.errors import DefinitionError, Fault
from ropewalk.vocabulary.source import File, Origin
from ropewalk.workspace.folder import Folder


@dataclass(frozen=True, eq=False)
class Made:
    """Outlines that are whole and not yet kept: their key, one row a place, and what the layers are."""

    key: str
    areas: pl.DataFrame
    layers: tuple[Layer, ...]


def make_outlines(
    folder: Folder, *, again: bool = False, held: Mapping[str, Origin] | None = None
) -> Made | None:
    """Outlines of the boundaries that a workspace's sources hold, read and checked; nothing is written.

    None where no source holds any, or where those kept are of the same boundaries (``again``: even then).
    ``held``: the origins that the store holds; boundaries that are not loaded are left alone, since a map
    without its credit must not be shown.
    Raises DefinitionError or SourceError naming file and feature.
    """
    declared = _declared(folder)
    if not declared:
        return None
    origins = {name: read_origin(folder.sources / name) for name in _needed(declared)}
    if held is not None and any(not _is_held(one, held) for one in origins.values()):
        return None
    key = _key(declared, origins)
    if not again and folder.store.is_dir() and current_key(folder.store) == key:
        return None
    return _made(folder, key, declared, origins)


def keep_outlines(folder: Folder, made: Made | None) -> bool:
    """Put outlines in the store and make them the current ones. True when there were any to put."""
    if made is not None:
        write_outlines(folder.store, made.key, made.areas, made.layers)
    return made is not None


def _is_held(origin: Origin, held: Mapping[str, Origin]) -> bool:
    return origin.id in held and held[origin.id].files == origin.files


def _made(
    folder: Folder, key: str, declared: Mapping[str, tuple[Declared, ...]], origins: Mapping[str, Origin]
) -> Made:
    from ropewalk.sources.boundaries.outlines import outlines  # late: GEOS and PROJ take a while to load

    register = read_register(folder.sources / REGISTER)

    def fetch(source: str, name: str) -> bytes:
        return read_file(folder.sources / source, _file(origins[source], name))

    tables = [
        outlines(layers, name, fetch, register.places, register.renames) for name, layers in declared.items()
    ]
    return Made(
        key, pl.concat(tables), tuple(_told(source, declared[source], one) for source, one in _flat(declared))
    )


def _flat(declared: Mapping[str, tuple[Declared, ...]]) -> list[tuple[str, Declared]]:
    return [(name, layer) for name, layers in declared.items() for layer in layers]


def _told(source: str, layers: Sequence[Declared], layer: Declared) -> Layer:
    """What readers are told of a layer; one put together from another is drawn in that one's units."""
    sources = (source, layer.names.source) if layer.names else (source,)
    base = layer
    while base.of:
        base = next(one for one in layers if one.kind == base.of)
    return Layer(kind=layer.kind, title=layer.title, unit=base.unit, built=layer.built, sources=sources)


def _declared(folder: Folder) -> dict[str, tuple[Declared, ...]]:
    """The layers of each source that has any. Raises DefinitionError for a kind that is declared twice."""
    names = [name for name in folder.source_ids() if name != REGISTER]
    found = {name: layers for name in names if (layers := read_map(folder.sources / name).layer)}
    kinds = [layer.kind for _, layer in _flat(found)]
    if twice := sorted({kind for kind in kinds if kinds.count(kind) > 1}):
        remedy = "Keep one [[layer]] of each kind"
        raise DefinitionError(*(Fault("two layers are of this kind", remedy, value=kind) for kind in twice))
    return found


def _needed(declared: Mapping[str, tuple[Declared, ...]]) -> list[str]:
    named = [layer.names.source for _, layer in _flat(declared) if layer.names]
    return list(dict.fromkeys([*declared, *named, REGISTER]))


def _file(origin: Origin, name: str) -> File:
    found = next((file for file in origin.files if file.name == name), None)
    if found is None:
        remedy = "Mend `file`, or add the file to origin.toml"
        raise DefinitionError(
            Fault("origin.toml names no such file", remedy, f"{origin.id}/map.toml", None, name)
        )
    return found


def _key(declared: Mapping[str, tuple[Declared, ...]], origins: Mapping[str, Origin]) -> str:
    """Names what outlines rest on: the boundaries' bytes, what is declared of them, register, our code."""
    digest = sha256(_rules_version().encode())
    files = {name: [file.sha256 for file in origin.files] for name, origin in origins.items()}
    digest.update(msgspec.json.encode([declared, files], order="deterministic"))
    return digest.hexdigest()[:16]


@cache
def _rules_version() -> str:
    folder = Path(str(boundaries.__file__)).parent
    files = sorted(folder.glob("*.py"))
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]
