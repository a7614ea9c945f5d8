"""Indicators: definitions with history, the promises they serve, breaks, and targets that only grow."""

from django.db import models

from ropewalk.plan.models.edition import Priority
from ropewalk.plan.models.fields import AppendOnly, code_field, history, only_words, texts_field, word_field
from ropewalk.vocabulary.words import Frequency, Kind, Polarity

ROLES = ("performance", "contextual")


class Indicator(models.Model):
    """A whole definition. One that is dropped is no longer ``active``; it is never deleted,
    because findings and targets already published still speak of it."""

    code = code_field(unique=True)
    active = models.BooleanField(default=True)
    place_in_order = models.PositiveIntegerField()
    title = models.TextField()
    official_title = models.TextField()
    definition = models.TextField()
    unit = models.TextField()
    prefix = models.TextField(blank=True)
    decimals = models.IntegerField()
    kind = word_field(Kind)
    polarity = word_field(Polarity)
    polarity_reason = models.TextField()
    frequency = word_field(Frequency)
    role = models.CharField(max_length=20, choices=[(role, role) for role in ROLES])
    multiplier = models.FloatField(default=1.0)
    floor = models.FloatField(null=True)
    ceiling = models.FloatField(null=True)
    owner = models.TextField()
    producer = models.TextField()
    licence = models.TextField()
    source = code_field()
    geography = models.TextField()
    period_type = models.TextField()
    next_expected = models.TextField()
    numerator = models.TextField(blank=True)
    denominator = models.TextField(blank=True)
    quality = models.TextField(blank=True)
    paired_with = code_field(blank=True)
    proxy_for = models.TextField(blank=True)
    must_read = models.TextField(blank=True)
    crossing_how = models.CharField(max_length=20, blank=True, default="")
    crossing_weight = code_field(blank=True, default="")
    crossing_reason = models.TextField(blank=True, default="")
    comparators = texts_field()
    caveats = texts_field()
    outcomes = texts_field()
    search_words = texts_field()
    history = history()

    class Meta:
        ordering = ("place_in_order",)
        constraints = (
            only_words("kind", Kind, "plan_indicator_kind_known"),
            only_words("polarity", Polarity, "plan_indicator_polarity_known"),
            only_words("frequency", Frequency, "plan_indicator_frequency_known"),
            only_words("role", ROLES, "plan_indicator_role_known"),
        )

    def __str__(self) -> str:
        return self.title


class IndicatorOnPriority(models.Model):
    """An indicator serves a priority. One indicator serves many plans, so this is a table."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="on_priorities")
    priority = models.ForeignKey(Priority, models.CASCADE, related_name="indicators")
    place_in_order = models.PositiveIntegerField()
    history = history()

    class Meta:
        ordering = ("place_in_order",)
        constraints = (
            models.UniqueConstraint(fields=["indicator", "priority"], name="plan_indicator_priority_once"),
        )

    def __str__(self) -> str:
        return f"{self.indicator_id} on {self.priority_id}"


class Break(models.Model):
    """Periods from ``date`` on are not comparable with those before."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="breaks")
    date = models.DateField()
    reason = models.TextField()
    place_in_order = models.PositiveIntegerField()
    history = history()

    class Meta:
        ordering = ("place_in_order",)
        constraints = (
            models.UniqueConstraint(fields=["indicator", "place_in_order"], name="plan_break_once"),
        )

    def __str__(self) -> str:
        return f"{self.date}: {self.reason}"


class Target(AppendOnly):
    """A target as it was set. The newest row counts; older rows stay visible (design invariant 3).

    ``value`` and ``date`` are empty in the row that withdraws a target.
    """

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="targets")
    value = models.FloatField(null=True)
    date = models.DateField(null=True)
    reason = models.TextField()
    approved_by = models.TextField()
    set_at = models.DateTimeField()
    set_by = models.TextField()

    class Meta:
        ordering = ("set_at", "id")
        constraints = (
            models.CheckConstraint(condition=~models.Q(reason=""), name="plan_target_has_reason"),
            models.CheckConstraint(condition=~models.Q(approved_by=""), name="plan_target_has_approver"),
            models.CheckConstraint(
                condition=models.Q(value__isnull=True, date__isnull=True)
                | models.Q(value__isnull=False, date__isnull=False),
                name="plan_target_whole_or_withdrawn",
            ),
        )

    def __str__(self) -> str:
        return f"{self.value} by {self.date}"
