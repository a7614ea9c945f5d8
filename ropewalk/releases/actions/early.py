"""Reading a release before its time: who may is listed, and each reading is logged."""

from ropewalk.accounts import published
from ropewalk.accounts.audit import note, writing
from ropewalk.accounts.by import By, NotAllowedError
from ropewalk.accounts.roles import Right
from ropewalk.releases import keeping
from ropewalk.releases.models import EarlyReader, Release
from ropewalk.releases.reads import may_read_early, state_of
from ropewalk.releases.states import OUT
from ropewalk.releases.told import early_told
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.errors import Fault, UserError


def add_early_reader(
    by: By, row: Release, email: str, *, role: str, reason: str, organisation: str = ""
) -> EarlyReader:
    """Put somebody on the list. ``role``: what they are, such as Cabinet member for housing: published."""
    with writing(by) as say:
        by.must(Right.PUBLISH)
        email, role, reason = email.strip().lower(), " ".join(role.split()), reason.strip()
        if not (email and role and reason):
            raise UserError(Fault("an early reader needs an address, a role and a reason", "Fill them in"))
        if state_of(row) in OUT:
            raise UserError(Fault("everybody may read it by now", "No list is needed", value=str(row.number)))
        if row.early.filter(email=email, removed_at=None).exists():
            raise UserError(Fault("this person is on the list", "Take them off first", value=email))
        made = row.early.create(
            email=email,
            role=role,
            reason=reason,
            organisation=organisation.strip(),
            added_at=clock.now(),
            added_by=by.name,
        )
        say("early access given", "release", str(row.number), None, early_told(made))
        published.changed()
    return made


def remove_early_reader(by: By, seat: EarlyReader) -> None:
    """Take somebody off the list."""
    with writing(by) as say:
        by.must(Right.PUBLISH)
        seat.removed_at = clock.now()
        seat.save(update_fields=["removed_at"])
        say("early access taken back", "release", str(seat.release.number), early_told(seat), None)
        published.changed()


def read_early(by: By, row: Release, name: str) -> bytes | None:
    """A document of a release that is not out yet, for those on its list and those who prepare it. Each
    reading is an event. None where there is no such document. Raises NotAllowedError for anybody else."""
    row = Release.objects.get(pk=row.pk)
    if not may_read_early(by, row):
        raise NotAllowedError(Fault(f"{by.name} is not on the early-access list", "Wait for its time"))
    content = keeping.read_document(keeping.read_manifest(row.manifest), name) if row.manifest else None
    if content is not None and state_of(row) not in OUT and not name.endswith(".css"):
        told = {"document": name, "manifest": row.manifest}
        note(by, "release read early", "release", str(row.number), told)
    return content
