"""Questions of scrutiny, what was said in turn, and which letters went."""

from enum import StrEnum

from django.db import models

from ropewalk.accounts.models import OneADay, Organisation
from ropewalk.plan.models.fields import code_field, only_words, word_field
from ropewalk.plan.subjects import Subject, SubjectKind
from ropewalk.scrutiny.states import State


class Kind(StrEnum):
    """What somebody says in a turn."""

    QUESTION = "question"
    ANSWER = "answer"
    FOLLOW_UP = "follow-up"
    CLOSING = "closing"
    WITHDRAWAL = "withdrawal"


class Question(models.Model):
    """A question about something, of a place (empty: the plan's own) and a period (empty: none named).
    ``public``: asked in public; ``due``: when the answer to its last question is due; ``version`` grows with
    each change."""

    subject_kind = word_field(SubjectKind)
    subject = code_field()
    place = code_field(blank=True)
    period = code_field(blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    public = models.BooleanField(default=True)
    exempt = models.BooleanField(default=False)
    state = word_field(State)
    asked_by = models.CharField(max_length=254)
    asked_at = models.DateTimeField()
    due = models.DateField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-id",)
        constraints = (
            only_words("subject_kind", SubjectKind, "scrutiny_question_subject_kind"),
            only_words("state", State, "scrutiny_question_state"),
            models.CheckConstraint(
                condition=models.Q(public=False) | models.Q(exempt=False),
                name="scrutiny_question_exempt_is_not_public",
            ),
        )
        indexes = (models.Index(fields=["subject_kind", "subject"], name="scrutiny_about"),)

    def __str__(self) -> str:
        return f"{self.pk} {self.about.text}"

    @property
    def about(self) -> Subject:
        """What it is about."""
        return Subject(SubjectKind(self.subject_kind), self.subject)

    @property
    def stands(self) -> State:
        """Where it stands, as a word of the list."""
        return State(self.state)


class Turn(models.Model):
    """What somebody said in their turn. ``due``: of what asks, when its answer is due; an answer that is
    ``exempt`` is never published."""

    question = models.ForeignKey(Question, models.PROTECT, related_name="turns")
    kind = word_field(Kind)
    text = models.TextField()
    author = models.CharField(max_length=254)
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    due = models.DateField(null=True, blank=True)
    exempt = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.CharField(max_length=254, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            only_words("kind", Kind, "scrutiny_turn_kind"),
            models.CheckConstraint(
                condition=models.Q(exempt=False) | models.Q(published_at=None),
                name="scrutiny_turn_exempt_is_not_public",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} to {self.question_id}"

    @property
    def asks(self) -> bool:
        """Whether it waits for an answer."""
        return self.kind in (Kind.QUESTION, Kind.FOLLOW_UP)


class Reminder(OneADay):
    """A letter of this room to a person on a day."""

    class Meta(OneADay.Meta):
        abstract = False
        constraints = (models.UniqueConstraint(fields=["person", "day"], name="scrutiny_one_reminder_a_day"),)
