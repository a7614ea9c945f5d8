"""What was sent in, each time it was, and each step that was taken. Nothing here is ever changed."""

from django.db import models

from ropewalk.accounts.models.append_only import AppendOnly
from ropewalk.plan.models.fields import only_words, word_field
from ropewalk.returns.models.ask import Ask
from ropewalk.returns.states import Step
from ropewalk.vocabulary.words import State as ValueState


class Filing(AppendOnly):
    """What somebody sent in; ``number`` counts from 1 in its return. Absent numbers are null."""

    ask = models.ForeignKey(Ask, models.PROTECT, related_name="filings")
    number = models.PositiveIntegerField()
    value = models.FloatField(null=True)
    lower = models.FloatField(null=True)
    upper = models.FloatField(null=True)
    numerator = models.FloatField(null=True)
    denominator = models.FloatField(null=True)
    value_state = models.CharField(max_length=40, blank=True)
    comment = models.TextField(blank=True)
    sent_by = models.CharField(max_length=254)
    sent_name = models.CharField(max_length=200)
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ("ask_id", "number")
        constraints = (
            models.UniqueConstraint(fields=["ask", "number"], name="returns_filing_number_once"),
            only_words("value_state", ["", *ValueState], "returns_filing_value_state"),
        )

    def __str__(self) -> str:
        return f"{self.ask_id}.{self.number}"


class Taken(AppendOnly):
    """A step that somebody took; ``words``: the question, or the reason."""

    ask = models.ForeignKey(Ask, models.PROTECT, related_name="taken")
    step = word_field(Step)
    filing = models.PositiveIntegerField(default=0)
    words = models.TextField(blank=True)
    by = models.CharField(max_length=254)
    name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = (only_words("step", Step, "returns_taken_step"),)

    def __str__(self) -> str:
        return f"{self.step} {self.ask_id}"
