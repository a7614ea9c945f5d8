"""What every process of the server must remember alike, such as failed sign-ins."""

from django.db import models


class Remembered(models.Model):
    """The table of Django's database cache, made with the others so that nobody has to think of it."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "accounts_remembered"

    def __str__(self) -> str:
        return self.cache_key
