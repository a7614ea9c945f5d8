"""People who sign in, by their e-mail address."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from ropewalk.accounts.models.organisation import Organisation


def plain_email(email: str) -> str:
    """An address as it is kept and looked up: lower case, without spaces around it."""
    return email.strip().lower()


class People(BaseUserManager["Person"]):
    """People by their address, however it was typed."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        """The person of an address. Raises Person.DoesNotExist."""
        return self.get(email=plain_email(username or ""))


class Person(AbstractBaseUser):
    """Somebody who may sign in as long as they are active. Roles are in ``Grant``; here is only who it is."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="people"
    )
    language = models.CharField(max_length=10, default="en")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField()

    objects = People()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]  # noqa: RUF012 - as its base has it

    class Meta:
        ordering = ("name", "email")
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return f"{self.name} ({self.email})"

    def save(self, *args: Any, **options: Any) -> None:
        """Keep the address in the one way in which it is looked up."""
        self.email = plain_email(self.email)
        super().save(*args, **options)
