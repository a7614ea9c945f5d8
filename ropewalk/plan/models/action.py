"""Actions: what was done, the change that was hoped for from it, and who carries it out."""

from django.db import models

from ropewalk.plan.models.fields import code_field, history, texts_field


class Action(models.Model):
    """One thing that was done. One that is dropped is no longer ``active``."""

    code = code_field(unique=True)
    active = models.BooleanField(default=True)
    place_in_order = models.PositiveIntegerField()
    title = models.TextField()
    began = models.DateField()
    owner = models.TextField()
    source = models.TextField()
    indicators = texts_field()
    priorities = texts_field()
    places = texts_field()
    # From here on: how it is carried out. No finding rests on it (see vocabulary/delivery.py).
    ends = models.DateField(null=True)
    organisation = code_field(blank=True, default="")
    partners = texts_field()
    after = texts_field()
    stopped_because = models.TextField(blank=True, default="")
    history = history()

    class Meta:
        ordering = ("place_in_order",)

    def __str__(self) -> str:
        return self.title


class Expected(models.Model):
    """The change that was hoped for in one indicator."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="expected")
    indicator = code_field()
    size = models.FloatField()
    unit = models.TextField(blank=True)
    by = models.DateField()
    place_in_order = models.PositiveIntegerField()
    history = history()

    class Meta:
        ordering = ("place_in_order",)
        constraints = (
            models.UniqueConstraint(fields=["action", "place_in_order"], name="plan_expected_once"),
        )

    def __str__(self) -> str:
        return f"{self.size} {self.unit} by {self.by}"
