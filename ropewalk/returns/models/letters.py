"""Which reminders were sent, and whose calendar can be read at which address."""

from django.db import models

from ropewalk.accounts.models import Person


class Reminder(models.Model):
    """A letter to a person on a day: the day's row is made first, so that two runs never send two letters.
    ``sent_at`` is empty while it is being sent, and where sending failed."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    day = models.DateField()
    begun_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["person", "day"], name="returns_one_reminder_a_day"),)

    def __str__(self) -> str:
        return f"{self.person_id} {self.day}"


class Calendar(models.Model):
    """A person's calendar: its secret address is kept as a hash, and an earlier one leads nowhere."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.person_id)
