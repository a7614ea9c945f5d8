"""Comments and replies: whose words they are, about what, and whether readers see them."""

from enum import StrEnum

from django.db import models

from ropewalk.accounts.models import Organisation
from ropewalk.plan.models.fields import code_field, only_words, word_field
from ropewalk.plan.subjects import Subject, SubjectKind


class State(StrEnum):
    """Where a comment stands. One that was withdrawn stays, and says so."""

    DRAFT = "draft"
    SIGNED = "signed"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Words(models.Model):
    """Words of somebody: who they are and for whom they speak, as they signed."""

    text = models.TextField()
    author = models.CharField(max_length=254)
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=200)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.TextField(blank=True)

    class Meta:
        abstract = True


class Comment(Words):
    """A comment about something, of a place (empty: the plan's own) and a period. ``said``: what the finding
    said when it was signed; ``version`` grows with each change."""

    subject_kind = word_field(SubjectKind)
    subject = code_field()
    place = code_field(blank=True)
    period = code_field()
    state = word_field(State)
    version = models.PositiveIntegerField(default=1)
    said = models.TextField(blank=True)
    written_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True, blank=True)
    published_by = models.CharField(max_length=254, blank=True)

    class Meta:
        ordering = ("-id",)
        constraints = (
            only_words("subject_kind", SubjectKind, "commentary_comment_subject_kind"),
            only_words("state", State, "commentary_comment_state"),
        )
        indexes = (models.Index(fields=["subject_kind", "subject"], name="commentary_about"),)

    def __str__(self) -> str:
        return f"{self.about.text} {self.period}"

    @property
    def about(self) -> Subject:
        """What it is about."""
        return Subject(SubjectKind(self.subject_kind), self.subject)

    @property
    def stands(self) -> State:
        """Where it stands, as a word of the list."""
        return State(self.state)


class Reply(Words):
    """A partner's or a councillor's answer to a published comment."""

    comment = models.ForeignKey(Comment, models.PROTECT, related_name="replies")

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"reply to {self.comment_id}"
