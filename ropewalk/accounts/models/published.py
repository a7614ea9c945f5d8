"""How often what readers see was changed by people. Pages are kept until this moves."""

from django.db import models


class Published(models.Model):
    """One row: a number that goes up by one with every change that readers can see."""

    number = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.number)
