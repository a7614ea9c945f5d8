"""Risks, recovery plans and decisions, each about an action, a priority or an indicator that it names."""

from typing import Any

from django.db import models

from ropewalk.plan.models.fields import code_field, history, only_words
from ropewalk.vocabulary.delivery import SCALE, Worked

SUBJECTS = ("action", "priority", "indicator")


def _size() -> "models.PositiveSmallIntegerField[Any, Any]":
    return models.PositiveSmallIntegerField(choices=[(n, str(n)) for n in SCALE])


def _kind() -> "models.CharField[Any, Any]":
    return models.CharField(max_length=20, choices=[(kind, kind) for kind in SUBJECTS])


class Risk(models.Model):
    """Something that could go wrong. One that is closed stays."""

    code = code_field(unique=True)
    subject_kind = _kind()
    subject = code_field()
    title = models.TextField()
    owner = models.TextField()
    controls = models.TextField()
    likelihood_before = _size()
    impact_before = _size()
    likelihood_after = _size()
    impact_after = _size()
    review_on = models.DateField()
    shown = models.BooleanField(default=False)
    closed_because = models.TextField(blank=True)
    history = history()

    class Meta:
        ordering = ("id",)
        constraints = (
            only_words("subject_kind", SUBJECTS, "plan_risk_subject_known"),
            models.CheckConstraint(
                condition=models.Q(
                    likelihood_before__range=(1, 5),
                    impact_before__range=(1, 5),
                    likelihood_after__range=(1, 5),
                    impact_after__range=(1, 5),
                ),
                name="plan_risk_one_to_five",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    likelihood_after__lte=models.F("likelihood_before"),
                    impact_after__lte=models.F("impact_before"),
                ),
                name="plan_risk_controls_do_no_harm",
            ),
        )

    def __str__(self) -> str:
        return self.title


class RecoveryPlan(models.Model):
    """What is done about something that goes wrong, and when that is looked at again."""

    code = code_field(unique=True)
    subject_kind = _kind()
    subject = code_field()
    cause = models.TextField()
    steps = models.TextField()
    owner = models.TextField()
    expected = models.TextField()
    review_on = models.DateField()
    reviewed_on = models.DateField(null=True)
    worked = models.CharField(max_length=20, blank=True)
    found = models.TextField(blank=True)
    shown = models.BooleanField(default=False)
    history = history()

    class Meta:
        ordering = ("id",)
        constraints = (
            only_words("subject_kind", SUBJECTS, "plan_recovery_subject_known"),
            only_words("worked", ("", *Worked), "plan_recovery_result_known"),
        )

    def __str__(self) -> str:
        return self.steps


class Decision(models.Model):
    """What was decided, by whom, why, on what evidence. Only whether it is shown ever changes."""

    code = code_field(unique=True)
    subject_kind = _kind()
    subject = code_field()
    title = models.TextField()
    decided_on = models.DateField()
    decided_by = models.TextField()
    reason = models.TextField()
    evidence = models.TextField()
    shown = models.BooleanField(default=False)
    history = history()

    class Meta:
        ordering = ("id",)
        constraints = (
            only_words("subject_kind", SUBJECTS, "plan_decision_subject_known"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="plan_decision_has_reason"),
            models.CheckConstraint(condition=~models.Q(evidence=""), name="plan_decision_has_evidence"),
        )

    def __str__(self) -> str:
        return self.title
