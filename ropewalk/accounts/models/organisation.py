"""Organisations: the council, its directorates and teams, and its partners, as a tree."""

from enum import StrEnum

from django.db import models

from ropewalk.vocabulary.language import later


class Kind(StrEnum):
    """What an organisation is."""

    COUNCIL = "council"
    DIRECTORATE = "directorate"
    TEAM = "team"
    PARTNER = "partner"


KIND_NAMES = {
    Kind.COUNCIL: later("Council"),
    Kind.DIRECTORATE: later("Directorate"),
    Kind.TEAM: later("Team"),
    Kind.PARTNER: later("Partner"),
}


class Organisation(models.Model):
    """One that is closed stays, with its name, because what it did stays."""

    code = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in Kind])
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="below")
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind__in=[str(kind) for kind in Kind]), name="accounts_organisation_kind"
            ),
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")), name="accounts_organisation_not_above_itself"
            ),
        )

    def __str__(self) -> str:
        return self.name
