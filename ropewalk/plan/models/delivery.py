"""How the work of an action goes: milestones, and statuses that people set by hand."""

from django.db import models

from ropewalk.plan.models.action import Action
from ropewalk.plan.models.fields import AppendOnly, code_field, history, only_words
from ropewalk.vocabulary.delivery import BY_HAND


class Milestone(models.Model):
    """Something that will be there by a day. One that is dropped stays, with its reason."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="milestones")
    code = code_field()
    place_in_order = models.PositiveIntegerField()
    title = models.TextField()
    due = models.DateField()
    first_due = models.DateField(null=True)
    moved_because = models.TextField(blank=True)
    forecast = models.DateField(null=True)
    done = models.DateField(null=True)
    evidence = models.TextField(blank=True)
    done_by = models.TextField(blank=True)  # an address: it stays in the database
    verified_on = models.DateField(null=True)
    verified_by = models.TextField(blank=True)
    organisation = code_field(blank=True)
    dropped_because = models.TextField(blank=True)
    history = history()

    class Meta:
        ordering = ("place_in_order",)
        constraints = (
            models.UniqueConstraint(fields=["action", "code"], name="plan_milestone_code_once"),
            models.CheckConstraint(
                condition=models.Q(done__isnull=True) | ~models.Q(evidence=""),
                name="plan_milestone_done_is_shown",
            ),
            models.CheckConstraint(
                condition=models.Q(first_due__isnull=True) | ~models.Q(moved_because=""),
                name="plan_milestone_moved_with_reason",
            ),
        )

    def __str__(self) -> str:
        return self.title


class Override(AppendOnly):
    """A status set by hand; the newest that is in force counts. An empty ``status`` takes it back."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="overrides")
    status = models.CharField(max_length=40, blank=True)
    reason = models.TextField()
    by = models.TextField()
    since = models.DateField()
    until = models.DateField()
    set_at = models.DateTimeField()

    class Meta:
        ordering = ("set_at", "id")
        constraints = (
            only_words("status", ("", *BY_HAND), "plan_override_status_known"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="plan_override_has_reason"),
            models.CheckConstraint(condition=~models.Q(by=""), name="plan_override_has_name"),
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("since")), name="plan_override_ends"
            ),
        )

    def __str__(self) -> str:
        return f"{self.status} until {self.until}"
