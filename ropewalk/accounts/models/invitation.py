"""Invitations: the only way in. The link itself is kept nowhere, only its hash."""

from django.db import models

from ropewalk.accounts.models.organisation import Organisation


class Invitation(models.Model):
    """An address that may make an account, once and until a moment. ``roles``: what it will be given."""

    email = models.EmailField()
    name = models.CharField(max_length=200, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    roles = models.JSONField(default=list)
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.CharField(max_length=254)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at",)

    def __str__(self) -> str:
        return self.email
