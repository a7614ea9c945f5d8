"""The guard before everything that people publish: in the time before a poll it holds it back.

    with writing(by) as say:
        guard(say, Publishing.COMMENT, str(row.pk))
        row.save()
        published.changed()

Every room that publishes calls it in the transaction that publishes; it is the only place that decides. A
publisher lets one thing through for once beforehand (``actions.let_through``), with a ground and a reason.
"""

from datetime import date

from ropewalk.accounts.audit import Say
from ropewalk.accounts.models import LetThrough, PreElection
from ropewalk.accounts.pre_election import Period, Publishing, is_held
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.errors import Fault, UserError


class HeldBackError(UserError):
    """Something is held back until a poll is over."""


def guard(
    say: Say, kind: Publishing, thing: str, *, on: date | None = None, announced: date | None = None
) -> None:
    """Raise HeldBackError where this is held back. What a publisher let through passes, and the audit tells.

    ``thing``: how it is named among its kind; ``on``: the day on which readers will see it, today unless
    said; ``announced``: the day on which they were told when it comes, where they were."""
    standing = standing_on(on or clock.today())
    if standing is None or not is_held(standing.period, announced):
        return
    permit = standing.let_through.select_for_update().filter(kind=kind, thing=thing, used_at=None).first()
    if permit is None:
        until = f"{standing.last.day} {standing.last:%B %Y}"
        remedy = "Wait until then, or ask a publisher to let it through with a reason"
        raise HeldBackError(Fault(f"this is held back until the end of {until}: {standing.poll}", remedy))
    permit.used_at = clock.now()
    permit.save(update_fields=["used_at"])
    say("published before a poll", kind, thing, None, permit_told(permit))


def standing_on(day: date) -> PreElection | None:
    """The time before a poll that a day lies in; None on other days. One query."""
    return PreElection.objects.filter(ended_at=None, first__lte=day, last__gte=day).first()


def periods() -> tuple[Period, ...]:
    """Every time before a poll that was not ended early: public pages ask of each day. One query."""
    return tuple(row.period for row in PreElection.objects.filter(ended_at=None))


def permit_told(row: LetThrough) -> dict[str, str]:
    """What was let through, as the audit tells it."""
    return {"ground": row.ground, "reason": row.reason, "let through by": row.by, "poll": row.within.poll}
