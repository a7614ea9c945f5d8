"""Who may read a release before its time. Their roles and number are published, their names are not."""

from django.db import models

from ropewalk.releases.models.release import Release


class EarlyReader(models.Model):
    """Somebody on the early-access list of a release. One who is taken off stays in the table."""

    release = models.ForeignKey(Release, models.PROTECT, related_name="early")
    email = models.EmailField(max_length=254)
    role = models.CharField(max_length=200)
    organisation = models.CharField(max_length=200, blank=True)
    reason = models.TextField()
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=254)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("role", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["release", "email"],
                condition=models.Q(removed_at=None),
                name="releases_early_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(role="") & ~models.Q(reason=""), name="releases_early_has_role_and_reason"
            ),
        )

    def __str__(self) -> str:
        return f"{self.role}, {self.release_id}"
