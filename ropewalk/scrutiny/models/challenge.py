"""Challenges of readers, the letters that they are owed, and how many came that are no longer kept."""

from enum import StrEnum

from django.db import models

from ropewalk.accounts.models import Organisation
from ropewalk.plan.models.fields import code_field, only_words, word_field
from ropewalk.plan.subjects import Subject, SubjectKind
from ropewalk.scrutiny.states import Stand


class Wrong(StrEnum):
    """What a reader says is wrong."""

    NUMBER = "number"
    WORDS = "words"
    MISSING = "missing"
    SEEN = "seen"
    OTHER = "other"


class Declined(StrEnum):
    """Why a challenge is not shown: the published list."""

    ABUSE = "abuse"
    PERSONAL = "personal"
    ELSEWHERE = "elsewhere"
    AGAIN = "again"
    UNCLEAR = "unclear"
    ADVERT = "advert"


class Outcome(StrEnum):
    """What came of a challenge."""

    UPHELD = "upheld"
    PARTLY = "partly upheld"
    NOT = "not upheld"


class Challenge(models.Model):
    """A reader's challenge. ``form``: the form that it came by, so that one form makes one; ``email`` and a
    name that is not shown are emptied a while after the end, ``forgotten_at`` says when; ``release``: the one
    that corrects what was wrong."""

    subject_kind = word_field(SubjectKind)
    subject = code_field()
    place = code_field(blank=True)
    wrong = word_field(Wrong)
    words = models.TextField(blank=True)
    email = models.CharField(max_length=254, blank=True)
    name = models.CharField(max_length=200, blank=True)
    show_name = models.BooleanField(default=False)
    language = models.CharField(max_length=10)
    form = models.CharField(max_length=64, unique=True)
    state = word_field(Stand)
    sent_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=254, blank=True)
    declined_for = models.CharField(max_length=40, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    due = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=40, blank=True)
    answer = models.TextField(blank=True)
    changed = models.TextField(blank=True)
    release = models.PositiveIntegerField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=254, blank=True)
    answerer = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=200, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.CharField(max_length=254, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-id",)
        constraints = (
            only_words("subject_kind", SubjectKind, "scrutiny_challenge_subject_kind"),
            only_words("state", Stand, "scrutiny_challenge_state"),
            only_words("wrong", Wrong, "scrutiny_challenge_wrong"),
            only_words("declined_for", ("", *Declined), "scrutiny_challenge_declined_for"),
            only_words("outcome", ("", *Outcome), "scrutiny_challenge_outcome"),
        )
        indexes = (models.Index(fields=["state"], name="scrutiny_challenge_stands"),)

    def __str__(self) -> str:
        return f"{self.pk} {self.about.text}"

    @property
    def about(self) -> Subject:
        """What it is about."""
        return Subject(SubjectKind(self.subject_kind), self.subject)

    @property
    def stands(self) -> Stand:
        """Where it stands, as a word of the list."""
        return Stand(self.state)


class News(StrEnum):
    """What a letter to a reader tells."""

    CONFIRM = "confirm"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    ANSWERED = "answered"


class Letter(models.Model):
    """A letter that a reader is owed: made with what it tells of, sent when it can be."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="letters")
    news = word_field(News)
    made_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (only_words("news", News, "scrutiny_letter_news"),)

    def __str__(self) -> str:
        return f"{self.news} {self.challenge_id}"


class Counted(models.Model):
    """One row. ``lapsed``: challenges that nobody confirmed and that are deleted; the others are counts as
    readers see them, taken when something was last published, so that every process shows the same."""

    lapsed = models.PositiveIntegerField(default=0)
    came = models.PositiveIntegerField(default=0)
    confirmed = models.PositiveIntegerField(default=0)
    waiting = models.PositiveIntegerField(default=0)
    day = models.DateField(null=True)

    def __str__(self) -> str:
        return str(self.day)
