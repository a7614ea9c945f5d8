"""Files that stand behind a return. Their bytes lie in the workspace by their hash; here is what they are."""

from django.db import models

from ropewalk.accounts.models.append_only import AppendOnly
from ropewalk.returns.models.ask import Ask


class Evidence(AppendOnly):
    """One file, as it was called and what it was found to be."""

    ask = models.ForeignKey(Ask, models.PROTECT, related_name="evidence")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    added_by = models.CharField(max_length=254)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["ask", "sha256"], name="returns_evidence_once"),)

    def __str__(self) -> str:
        return self.name
