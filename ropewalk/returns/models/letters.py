"""Which reminders were sent, and whose calendar can be read at which address."""

from django.db import models

from ropewalk.accounts.models import OneADay, Person


class Reminder(OneADay):
    """A letter of this room to a person on a day."""

    class Meta(OneADay.Meta):
        abstract = False
        constraints = (models.UniqueConstraint(fields=["person", "day"], name="returns_one_reminder_a_day"),)


class Calendar(models.Model):
    """A person's calendar: its secret address is kept as a hash, and an earlier one leads nowhere."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.person_id)
