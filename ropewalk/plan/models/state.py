"""Which city this workspace is about, and which version of the definitions it holds."""

from django.db import models

from ropewalk.plan.models.fields import AppendOnly, code_field, history, texts_field


class City(models.Model):
    """The one city of this workspace."""

    name = models.TextField()
    council = models.TextField()
    place = code_field()
    account_title = models.TextField()
    comparators = texts_field()
    contact = models.TextField()
    brand_colour = models.CharField(max_length=30)
    brand_accent = models.CharField(max_length=30)
    example = models.BooleanField(default=False)
    history = history()

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(id=1), name="plan_one_city"),)

    def __str__(self) -> str:
        return self.name


class Version(AppendOnly):
    """A version of the definitions as a whole: one row each time their content changed.
    ``in_office``: whether that was done in the office; the city's files are older then."""

    version = models.CharField(max_length=12)
    at = models.DateTimeField()
    by = models.TextField()
    in_office = models.BooleanField(default=False)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.version
