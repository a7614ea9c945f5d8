"""What comes from a city's files meets what was written in the office: neither is lost unseen."""

from django.db import transaction

from ropewalk.accounts import published
from ropewalk.plan import models, reads
from ropewalk.plan.actions.loading import load_definitions
from ropewalk.plan.delivery_gate import check_delivery
from ropewalk.plan.mapping import columns
from ropewalk.plan.sync import Change, sign
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.city import Definitions
from ropewalk.vocabulary.delivery import Delivery, Work
from ropewalk.vocabulary.errors import DefinitionError, Fault


def in_force(definitions: Definitions) -> Definitions:
    """The definitions that count: those of the files, or the database's where they were changed in the office
    since the files were loaded.

    Raises DefinitionError where both were changed, because nobody has said which of them stands.
    """
    newest = models.Version.objects.last()
    if newest is None or not newest.in_office or newest.version == definitions.version:
        return definitions
    if models.Version.objects.filter(version=definitions.version).exists():
        return reads.definitions()
    problem = f"the plan was changed in the office (version {newest.version}) and in the files too"
    remedy = (
        "Write the office's with: ropewalk export --out FOLDER, bring your change into those, and load them"
    )
    raise DefinitionError(Fault(problem, remedy, value=definitions.version))


def settle(definitions: Definitions, *, by: str, sources: tuple[str, ...] | None = None) -> Definitions:
    """Load the definitions of the files, unless the office's are newer. Returns those that count."""
    found = in_force(definitions)
    if found == definitions:
        load_definitions(definitions, by=by, sources=sources)
    return found


def load_delivery(delivery: Delivery, *, by: str) -> bool:
    """Fill a database that holds no delivery yet; one that does keeps its own. True where it was filled, or
    says the same. Raises DefinitionError listing every fault; then nothing is written."""
    held = reads.delivery()
    if held != Delivery():
        return held == delivery
    check_delivery(delivery, reads.definitions())
    change = Change(by=by, at=clock.now())
    with transaction.atomic():
        for work in delivery.work:
            _load_work(work, change)
        for table, records in (
            (models.Risk, delivery.risk),
            (models.RecoveryPlan, delivery.recovery_plan),
            (models.Decision, delivery.decision),
            (models.ChangeRequest, delivery.change_request),
        ):
            for one in records:
                worked = (
                    {"worked": getattr(one, "worked", None) or ""} if table is models.RecoveryPlan else {}
                )
                row = table(code=one.id, **columns(one) | worked)
                sign(row, change)
                row.save()
        published.changed()
    return True


def _load_work(work: Work, change: Change) -> None:
    action = models.Action.objects.get(code=work.action)
    for name, value in columns(work).items():
        setattr(action, name, value)
    sign(action, change)
    action.save()
    for n, one in enumerate(work.milestones):
        row = models.Milestone(action=action, code=one.id, place_in_order=n, **columns(one))
        sign(row, change)
        row.save()
    for override in work.overrides:
        models.Override.objects.create(action=action, set_at=change.at, **columns(override))
