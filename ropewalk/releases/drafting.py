"""A draft: what a release would freeze now. It has no number, and its day is that of the newest figures."""

from django.conf import settings

from ropewalk.findings.library import Library
from ropewalk.plan import public as plan
from ropewalk.releases import keeping, rooms
from ropewalk.releases.freezing import before_of, freeze
from ropewalk.releases.frozen import Frozen
from ropewalk.releases.reads import newest_public
from ropewalk.vocabulary.language import _

ENDLESS = 2**31 - 1


def draft() -> Frozen:
    """What is held now. Raises StoreError without findings."""
    before = newest_public(below=ENDLESS)
    return freeze(
        plan.definitions(),
        Library(settings.WORKSPACE / "store"),
        number=0,
        title=_("Draft"),
        rooms=rooms.frozen(),
        before=before_of(keeping.read_frozen(keeping.read_manifest(before.manifest))) if before else None,
    )
