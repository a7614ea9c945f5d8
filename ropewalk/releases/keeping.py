"""A release in the workspace's folder: written whole, read back, and held against its hashes."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from django.conf import settings

from ropewalk.releases import objects
from ropewalk.releases.frozen import Frozen, Kept, Manifest, as_json, from_files, manifest_of, to_files
from ropewalk.vocabulary.errors import Fault, RopewalkError


def home() -> Path:
    """The folder of releases of the workspace."""
    return Path(settings.WORKSPACE) / objects.HOME


def keep(frozen: Frozen, documents: Mapping[str, bytes]) -> str:
    """Write all files of a release, then the manifest that names them; the manifest's hash."""
    manifest = Manifest(about=frozen.about, inputs=_kept(to_files(frozen)), documents=_kept(documents))
    return objects.put(home(), as_json(manifest))


def read_manifest(name: str) -> Manifest:
    """The manifest of a hash. Raises StoreError when it is missing or damaged."""
    return manifest_of(objects.get(home(), name))


def read_bytes(name: str) -> bytes:
    """The bytes of a hash. Raises StoreError when they are missing or damaged."""
    return objects.get(home(), name)


def read_frozen(manifest: Manifest) -> Frozen:
    """What was frozen. Raises StoreError when a file is missing, damaged, or not for this version to read."""
    return from_files({one.name: objects.get(home(), one.sha256) for one in manifest.inputs})


def read_document(manifest: Manifest, name: str) -> bytes | None:
    """The bytes of a document as they were published; None where it has none of this name."""
    found = next((one for one in manifest.documents if one.name == name), None)
    return None if found is None else objects.get(home(), found.sha256)


def wrong_in(name: str, number: int) -> Iterator[Fault]:
    """What is wrong with the files of a release, each named by the release and its own name."""
    try:
        manifest = read_manifest(name)
    except RopewalkError as error:
        yield from error.faults
        return
    if manifest.about.number != number:
        yield Fault("a release has another's manifest", "Put the database back from a backup", value=name)
    for one in (*manifest.inputs, *manifest.documents):
        try:
            objects.get(home(), one.sha256)
        except RopewalkError as error:
            fault = error.faults[0]
            yield Fault(f"release {number}, {one.name}: {fault.problem}", fault.remedy, file=fault.file)


def _kept(files: Mapping[str, bytes]) -> tuple[Kept, ...]:
    return tuple(Kept(name, objects.put(home(), files[name]), len(files[name])) for name in sorted(files))
