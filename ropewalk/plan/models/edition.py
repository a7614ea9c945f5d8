"""Editions of a plan: aims, priorities, values, and what is not held."""

from enum import StrEnum

from django.db import models

from ropewalk.plan.models.fields import code_field, history, only_words, texts_field, word_field
from ropewalk.vocabulary.words import Lever


class State(StrEnum):
    """Where an edition stands."""

    DRAFT = "draft"
    ADOPTED = "adopted"
    SUPERSEDED = "superseded"


class Edition(models.Model):
    """One edition of a plan. A superseded edition stays; the adopted one is ``current``, and is one.

    ``mapping`` is a flat list of old and new codes in turn, so that it too is a list of texts.
    """

    code = code_field(unique=True)
    title = models.TextField()
    council = models.TextField()
    place = code_field()
    adopted = models.DateField(null=True)
    vision = models.TextField()
    vision_parts = texts_field()
    source = models.TextField(blank=True)
    supersedes = code_field(blank=True)
    mapping = texts_field()
    current = models.BooleanField(default=False)
    state = models.CharField(max_length=20, default=State.DRAFT.value)
    history = history()

    class Meta:
        constraints = (
            only_words("state", State, "plan_edition_state_known"),
            models.CheckConstraint(
                condition=models.Q(current=True, state=State.ADOPTED.value)
                | (models.Q(current=False) & ~models.Q(state=State.ADOPTED.value)),
                name="plan_edition_adopted_is_current",
            ),
            models.UniqueConstraint(
                fields=["current"], condition=models.Q(current=True), name="plan_one_current_edition"
            ),
        )

    def __str__(self) -> str:
        return self.title


class Aim(models.Model):
    """A group of priorities."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="aims")
    code = code_field()
    title = models.TextField()
    summary = models.TextField()
    place_in_order = models.PositiveIntegerField()
    history = history()

    class Meta:
        ordering = ("place_in_order",)
        constraints = (models.UniqueConstraint(fields=["edition", "code"], name="plan_aim_code_once"),)

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class Priority(models.Model):
    """One promise of an edition."""

    aim = models.ForeignKey(Aim, models.CASCADE, related_name="priorities")
    code = code_field()
    title = models.TextField()
    why = models.TextField()
    owner = models.TextField()
    lever = word_field(Lever)
    partners = texts_field()
    place_in_order = models.PositiveIntegerField()
    history = history()

    class Meta:
        ordering = ("place_in_order",)
        constraints = (
            models.UniqueConstraint(fields=["aim", "code"], name="plan_priority_code_once"),
            only_words("lever", Lever, "plan_priority_lever_known"),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class NotHeld(models.Model):
    """Evidence that a reader would expect for a priority and that nobody holds yet."""

    priority = models.ForeignKey(Priority, models.CASCADE, related_name="not_held")
    what = models.TextField()
    why_it_matters = models.TextField()
    place_in_order = models.PositiveIntegerField()
    history = history()

    class Meta:
        ordering = ("place_in_order",)
        constraints = (
            models.UniqueConstraint(fields=["priority", "place_in_order"], name="plan_not_held_once"),
        )

    def __str__(self) -> str:
        return self.what


class Value(models.Model):
    """A value of an edition, and what on a page would show whether it is lived."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="values")
    code = code_field()
    title = models.TextField()
    summary = models.TextField()
    shown_by = models.TextField()
    place_in_order = models.PositiveIntegerField()
    history = history()

    class Meta:
        ordering = ("place_in_order",)
        constraints = (models.UniqueConstraint(fields=["edition", "code"], name="plan_value_code_once"),)

    def __str__(self) -> str:
        return self.title
