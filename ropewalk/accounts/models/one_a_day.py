"""A letter to somebody on a day: each room that sends some keeps its own."""

from django.db import models

from ropewalk.accounts.models.person import Person


class OneADay(models.Model):
    """A letter to a person on a day: the day's row is made first, so that two runs never send two letters.
    ``sent_at`` is empty while it is being sent, and where sending failed. A room adds the constraint that
    person and day are together unique."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    day = models.DateField()
    begun_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.person_id} {self.day}"
