"""What is deleted: challenges that nobody confirmed, and who wrote the others, a while after their end."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F, Q

from ropewalk.accounts.audit import writing
from ropewalk.accounts.by import By
from ropewalk.scrutiny.models import Challenge, Counted
from ropewalk.scrutiny.rules import rules
from ropewalk.scrutiny.states import Stand
from ropewalk.vocabulary import clock

TIDY = By("the calendar")


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many challenges lapsed, and of how many it was forgotten who wrote them."""

    lapsed: int
    writers: int


def forget() -> Forgotten:
    """Delete what is due to be deleted; run again, it does nothing more."""
    return Forgotten(forget_unconfirmed(), _forget_writers())


def forget_unconfirmed() -> int:
    """Delete challenges whose link has run out; they stay counted. Returns how many."""
    before = clock.now() - timedelta(days=rules().confirm_days)
    if not Challenge.objects.filter(state=Stand.SENT, sent_at__lt=before).exists():
        return 0
    with writing(TIDY) as say:
        old = Challenge.objects.filter(state=Stand.SENT, sent_at__lt=before)
        many = old.count()
        old.delete()
        Counted.objects.get_or_create(id=1)
        Counted.objects.filter(id=1).update(lapsed=F("lapsed") + many)
        say("unconfirmed challenges deleted", "challenge", "", None, {"how many": many})
    return many


def _forget_writers() -> int:
    """Empty addresses and names, and the words of what was declined; letters that are owed go first."""
    before = clock.now() - timedelta(days=rules().forget_days)
    ended = Q(state=Stand.PUBLISHED, published_at__lt=before)
    ended |= Q(state=Stand.DECLINED, decided_at__lt=before)
    rows = Challenge.objects.filter(ended, forgotten_at=None).exclude(letters__sent_at=None)
    if not rows.exists():
        return 0
    with writing(TIDY) as say:
        keys = list(rows.values_list("pk", flat=True))
        these = Challenge.objects.filter(pk__in=keys)
        these.filter(Q(show_name=False) | Q(state=Stand.DECLINED)).update(name="")
        these.filter(state=Stand.DECLINED).update(words="")
        these.update(email="", forgotten_at=clock.now())
        say("writers of challenges forgotten", "challenge", "", None, {"challenges": keys})
    return len(keys)
