"""What is asked, of whom and by when; and the rhythms by which it is asked again."""

from enum import StrEnum

from django.db import models

from ropewalk.accounts.models import Organisation, Person
from ropewalk.plan.models.fields import code_field, only_words, word_field
from ropewalk.plan.subjects import Subject, SubjectKind
from ropewalk.returns.states import OWED, State


class Wants(StrEnum):
    """What is asked for."""

    VALUE = "value"
    COMMENT = "comment"
    BOTH = "value and comment"


class Asked(models.Model):
    """What an ask and a rhythm of asks have in common. ``place``: empty for the plan's own."""

    subject_kind = word_field(SubjectKind)
    subject = code_field()
    place = code_field(blank=True)
    wants = word_field(Wants)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    exempt = models.BooleanField(default=False)
    words = models.TextField(blank=True)
    asked_by = models.CharField(max_length=254)
    asked_at = models.DateTimeField()

    class Meta:
        abstract = True

    @property
    def about(self) -> Subject:
        """What it is about."""
        return Subject(SubjectKind(self.subject_kind), self.subject)


class Schedule(Asked):
    """Asks again for each period from ``first`` on, ``due_days`` after its last day, until it is ended."""

    first = code_field()
    due_days = models.PositiveSmallIntegerField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=254, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            only_words("subject_kind", SubjectKind, "returns_schedule_subject_kind"),
            only_words("wants", Wants, "returns_schedule_wants"),
            models.UniqueConstraint(
                fields=["subject_kind", "subject", "place"],
                condition=models.Q(ended_at=None),
                name="returns_schedule_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.about.text} from {self.first}"


class Ask(Asked):
    """One return that is owed. ``version`` grows with each step, so that two people never write over each
    other; ``held_filing`` and ``held_revision`` say what of it the store holds, ``trouble`` why not."""

    period = code_field()
    due = models.DateField(db_index=True)
    state = word_field(State)
    version = models.PositiveIntegerField(default=1)
    schedule = models.ForeignKey(Schedule, models.PROTECT, null=True, blank=True, related_name="asks")
    held_filing = models.PositiveIntegerField(null=True, blank=True)
    held_revision = models.PositiveIntegerField(null=True, blank=True)
    trouble = models.TextField(blank=True)

    class Meta:
        ordering = ("due", "id")
        constraints = (
            only_words("subject_kind", SubjectKind, "returns_ask_subject_kind"),
            only_words("wants", Wants, "returns_ask_wants"),
            only_words("state", State, "returns_ask_state"),
            models.UniqueConstraint(
                fields=["subject_kind", "subject", "place", "period"],
                condition=~models.Q(state=str(State.WITHDRAWN)),
                name="returns_ask_once",
            ),
        )
        indexes = (models.Index(fields=["state", "due"], name="returns_ask_state_due"),)

    def __str__(self) -> str:
        return f"{self.about.text} {self.period}"

    @property
    def stands(self) -> State:
        """Where it stands, as a word of the list."""
        return State(self.state)

    @property
    def is_owed(self) -> bool:
        """Whether its owner has something to do."""
        return self.stands in OWED

    @property
    def wants_value(self) -> bool:
        """Whether a value is asked for."""
        return Wants(self.wants) is not Wants.COMMENT

    @property
    def wants_comment(self) -> bool:
        """Whether a comment is asked for."""
        return Wants(self.wants) is not Wants.VALUE
