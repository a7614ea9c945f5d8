"""Rows that are written once, and stay as they were written."""

from typing import Any, NoReturn

from django.db import models

from ropewalk.vocabulary.errors import Fault, UserError


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """Rows are added and read, and that is all."""

    def update(self, **_: Any) -> NoReturn:
        """Refused: what was once said stays as it was said."""
        refuse(self.model)

    def delete(self) -> NoReturn:
        """Refused: what was once said stays."""
        refuse(self.model)

    def _raw_delete(self, *_: Any, **__: Any) -> NoReturn:
        refuse(self.model)

    def bulk_create(self, *args: Any, update_conflicts: bool = False, **options: Any) -> list[Any]:
        """Add rows; writing over those that are there is refused."""
        if update_conflicts:
            refuse(self.model)
        return super().bulk_create(*args, **options)


# Named, so that the types of related rows can be told.
AppendOnlyManager = models.Manager.from_queryset(AppendOnlyQuerySet)


class AppendOnly(models.Model):
    """A row that is never changed and never deleted."""

    objects = AppendOnlyManager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        """Write a new row. Raises UserError when the row is in the table already."""
        if not self._state.adding:
            refuse(type(self))
        super().save(*args, **options)

    def delete(self, *_: Any, **__: Any) -> NoReturn:
        """Refused: what was once said stays."""
        refuse(type(self))


def refuse(model: type[models.Model]) -> NoReturn:
    """Raise the error for a change to an append-only table."""
    name = model._meta.verbose_name
    raise UserError(Fault(f"A {name} is never changed or deleted", f"Add a new {name} beside it"))
