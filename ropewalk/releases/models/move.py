"""A release whose time was changed: when, to when, and why. Readers see it."""

from django.db import models

from ropewalk.accounts.models.append_only import AppendOnly
from ropewalk.releases.models.release import Release


class Move(AppendOnly):
    """One change of the planned time; never changed or deleted."""

    release = models.ForeignKey(Release, models.PROTECT, related_name="moves")
    was = models.DateTimeField()
    becomes = models.DateTimeField()
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.CharField(max_length=254)

    class Meta:
        ordering = ("id",)
        verbose_name = "change of a release's time"
        constraints = (
            models.CheckConstraint(condition=~models.Q(reason=""), name="releases_move_has_a_reason"),
        )

    def __str__(self) -> str:
        return f"{self.was:%Y-%m-%d} to {self.becomes:%Y-%m-%d}"
