"""Are releases what they were? Every file named by the database, held against its hash."""

from collections.abc import Iterator

from ropewalk.releases import keeping
from ropewalk.releases.code import code
from ropewalk.releases.models import Release
from ropewalk.releases.rendering import documents_of
from ropewalk.vocabulary.errors import Fault


def faults() -> Iterator[Fault]:
    """What is wrong with the files of releases, in order of their numbers."""
    for row in Release.objects.exclude(manifest=""):
        yield from keeping.wrong_in(row.manifest, row.number)


def count() -> int:
    """How many releases hold frozen files."""
    return Release.objects.exclude(manifest="").count()


def rendered_again(row: Release) -> tuple[str, ...] | None:
    """The documents that come out otherwise from what was frozen than they were published; None where the
    code is another than then, and may show things otherwise. Raises StoreError where it cannot be read."""
    if row.code != code():
        return None
    manifest = keeping.read_manifest(row.manifest)
    made = documents_of(keeping.read_frozen(manifest))
    kept = {one.name: keeping.read_document(manifest, one.name) for one in manifest.documents}
    return tuple(name for name in sorted({*made, *kept}) if made.get(name) != kept.get(name))
