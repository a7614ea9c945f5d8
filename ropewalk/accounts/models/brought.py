"""Sheets that were brought back and looked over, until whoever brought them says yes: a day at most."""

from django.db import models

from ropewalk.accounts.models.person import Person


class Brought(models.Model):
    """A sheet of a ``list``. ``found``: what it would do, as it was shown; ``digest``: SHA-256 of its
    bytes."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    list = models.CharField(max_length=160)
    digest = models.CharField(max_length=64)
    found = models.JSONField()
    at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.list} {self.digest[:12]}"
