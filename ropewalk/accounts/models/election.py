"""Times before a poll, and what a publisher let through within them."""

from django.db import models

from ropewalk.accounts import pre_election
from ropewalk.accounts.pre_election import GROUNDS, HELD, Ground, Publishing


class PreElection(models.Model):
    """From the first day to the last, both within. One that was ended early, or called off, stays, with who
    did so and why."""

    poll = models.CharField(max_length=200)
    first = models.DateField()
    last = models.DateField()
    set_by = models.CharField(max_length=254)
    set_at = models.DateTimeField()
    ended_by = models.CharField(max_length=254, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.TextField(blank=True)

    class Meta:
        ordering = ("-first", "-id")
        verbose_name = "time before a poll"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(last__gte=models.F("first")), name="accounts_pre_election_ends"
            ),
            models.CheckConstraint(condition=~models.Q(poll=""), name="accounts_pre_election_names_poll"),
            models.CheckConstraint(
                condition=models.Q(ended_at=None) | ~models.Q(ended_because=""),
                name="accounts_pre_election_ended_with_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.poll} ({self.first} to {self.last})"

    @property
    def period(self) -> pre_election.Period:
        """As rules are asked about it."""
        return pre_election.Period(self.poll, self.first, self.last)


class LetThrough(models.Model):
    """One thing that a publisher let through, on a ground of the list and with a reason: good for once."""

    within = models.ForeignKey(PreElection, models.PROTECT, related_name="let_through")
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in HELD])
    thing = models.CharField(max_length=254)
    ground = models.CharField(max_length=20, choices=[(ground.value, ground.value) for ground in GROUNDS])
    reason = models.TextField()
    by = models.CharField(max_length=254)
    at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)
        verbose_name = "thing let through before a poll"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind__in=[str(kind) for kind in Publishing]), name="accounts_let_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(ground__in=[str(ground) for ground in Ground]), name="accounts_let_ground"
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="accounts_let_with_reason"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.thing}"
