"""Preparing a release: what is held now is frozen, its documents are made, and both are kept by hash."""

from django.conf import settings

from ropewalk.accounts.audit import writing
from ropewalk.accounts.by import By
from ropewalk.accounts.roles import Right
from ropewalk.findings.library import Library
from ropewalk.plan import public as plan
from ropewalk.releases import keeping, rooms
from ropewalk.releases.actions.planning import locked
from ropewalk.releases.freezing import before_of, freeze
from ropewalk.releases.frozen import Before, Frozen
from ropewalk.releases.models import Release
from ropewalk.releases.reads import newest_public, state_of
from ropewalk.releases.rendering import documents_of
from ropewalk.releases.states import State
from ropewalk.releases.told import release_told
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.errors import Fault, UserError

WAITING = (State.PLANNED, State.PREPARED)


def prepare(by: By, row: Release) -> None:
    """Freeze what is held now, make the documents and keep both. Prepared again, the new replaces the old.

    The work is done before the database is held, for it takes seconds; if the release was changed meanwhile,
    nothing is written. Raises StoreError without findings, UserError when it cannot be prepared any more.
    """
    by.must(Right.PREPARE_RELEASE)
    row = Release.objects.select_related("corrects").get(pk=row.pk)
    must_wait(row)
    frozen = frozen_for(row)
    manifest = keeping.keep(frozen, documents_of(frozen))
    with writing(by) as say:
        now = locked(row)
        must_wait(now)
        if (now.title, now.about, now.planned_for) != (row.title, row.about, row.planned_for):
            raise UserError(
                Fault("the release was changed meanwhile", "Prepare it again", value=str(row.number))
            )
        before, about = release_told(now), frozen.about
        now.manifest, now.revision, now.definitions, now.code = (
            manifest,
            about.revision,
            about.definitions,
            about.code,
        )
        now.prepared_at, now.prepared_by = clock.now(), by.name
        now.save()
        say("release prepared", "release", str(now.number), before, release_told(now))


def frozen_for(row: Release) -> Frozen:
    """What is held now, as this release would freeze it."""
    return freeze(
        plan.definitions(),
        Library(settings.WORKSPACE / "store"),
        number=row.number,
        title=row.title,
        at=row.planned_for,
        about=row.about,
        corrects=row.corrects.number if row.corrects else 0,
        reason=row.reason,
        changes=row.changes,
        rooms=rooms.frozen(),
        before=_before(row),
    )


def _before(row: Release) -> Before | None:
    """The release to follow up on: the newest that is out; for a correction, before what it corrects."""
    found = newest_public(below=row.corrects.number if row.corrects else row.number)
    return before_of(keeping.read_frozen(keeping.read_manifest(found.manifest))) if found else None


def must_wait(row: Release) -> None:
    """Raise UserError unless it can still be prepared."""
    found = state_of(row)
    if found not in WAITING:
        remedy = (
            "Hold it back first" if found is State.CLEARED else "What is out is corrected by a new release"
        )
        raise UserError(Fault(f"this release is {found}", remedy, value=str(row.number)))
