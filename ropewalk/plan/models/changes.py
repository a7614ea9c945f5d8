"""Changes of what was promised, which somebody is asked to approve."""

from django.db import models

from ropewalk.plan.models.fields import code_field, history, only_words
from ropewalk.vocabulary.delivery import Alters, Answer

SUBJECTS = ("action", "indicator")


class ChangeRequest(models.Model):
    """Asked, then agreed, refused or withdrawn; one that was answered is never changed but for whether it is
    shown. ``made_by``: the address of who asked, who does not decide it."""

    code = code_field(unique=True)
    alters = models.CharField(max_length=40, choices=[(one.value, one.value) for one in Alters])
    subject_kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in SUBJECTS])
    subject = code_field()
    milestone = code_field(blank=True)
    was_day = models.DateField(null=True)
    was_value = models.FloatField(null=True)
    day = models.DateField(null=True)
    value = models.FloatField(null=True)
    reason = models.TextField()
    asker = models.TextField()
    made_by = models.TextField(blank=True)
    asked_on = models.DateField()
    answer = models.CharField(max_length=20, default=Answer.ASKED.value)
    decided_on = models.DateField(null=True)
    decided_by = models.TextField(blank=True)
    because = models.TextField(blank=True)
    shown = models.BooleanField(default=False)
    history = history()

    class Meta:
        ordering = ("id",)
        constraints = (
            only_words("alters", Alters, "plan_change_alters_known"),
            only_words("subject_kind", SUBJECTS, "plan_change_subject_known"),
            only_words("answer", Answer, "plan_change_answer_known"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="plan_change_has_reason"),
            models.CheckConstraint(
                condition=models.Q(answer=Answer.ASKED.value, decided_on=None, decided_by="", because="")
                | (
                    ~models.Q(answer=Answer.ASKED.value)
                    & models.Q(decided_on__isnull=False)
                    & ~models.Q(decided_by="")
                    & ~models.Q(because="")
                ),
                name="plan_change_answer_is_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{self.alters}: {self.subject}"
