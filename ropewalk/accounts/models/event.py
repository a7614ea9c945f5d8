"""The audit: what was done, in a chain. It hangs on no other table, so nothing that goes takes it along."""

from django.db import models

from ropewalk.accounts.chain import START, Link, Said
from ropewalk.accounts.models.append_only import AppendOnly


class Event(AppendOnly):
    """One thing that was done. ``before`` and ``after`` are canonical JSON; see ``chain``."""

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    who = models.CharField(max_length=254, db_index=True)
    what = models.CharField(max_length=60, db_index=True)
    kind = models.CharField(max_length=60, blank=True)
    thing = models.CharField(max_length=254, blank=True, db_index=True)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    request = models.CharField(max_length=64, blank=True)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ("number",)
        base_manager_name = "objects"

    def __str__(self) -> str:
        return f"{self.number}: {self.what}"

    @property
    def link(self) -> Link:
        """The event as the chain sees it."""
        said = Said(
            at=self.at,
            who=self.who,
            what=self.what,
            kind=self.kind,
            thing=self.thing,
            before=self.before,
            after=self.after,
            request=self.request,
        )
        return Link(self.number, said, self.previous, self.hash)


class Last(models.Model):
    """One row: where the chain ends. Whoever adds an event holds it, so that no two follow the same one."""

    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=START)

    def __str__(self) -> str:
        return f"{self.number} {self.hash}"
