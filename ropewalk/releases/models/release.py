"""A release: planned for an exact time, prepared, cleared to be published at that time, perhaps corrected."""

from django.db import models


class Release(models.Model):
    """``manifest``: the hash of the file that names all it froze, empty until it is prepared; ``public_at``:
    from when anybody may read it, empty until it is cleared; ``told``: whether the audit tells of it."""

    number = models.PositiveIntegerField(unique=True)
    title = models.CharField(max_length=200)
    about = models.TextField(blank=True)
    planned_for = models.DateTimeField()
    announced_at = models.DateTimeField()
    corrects = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="corrections")
    reason = models.TextField(blank=True)
    changes = models.TextField(blank=True)
    revision = models.PositiveIntegerField(null=True, blank=True)
    definitions = models.CharField(max_length=40, blank=True)
    code = models.CharField(max_length=40, blank=True)
    manifest = models.CharField(max_length=64, blank=True)
    prepared_at = models.DateTimeField(null=True, blank=True)
    prepared_by = models.CharField(max_length=254, blank=True)
    cleared_at = models.DateTimeField(null=True, blank=True)
    cleared_by = models.CharField(max_length=254, blank=True)
    public_at = models.DateTimeField(null=True, blank=True, db_index=True)
    told = models.BooleanField(default=False)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = models.TextField(blank=True)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(public_at=None) | ~models.Q(manifest=""),
                name="releases_public_only_when_prepared",
            ),
            models.CheckConstraint(
                condition=models.Q(corrects=None) | ~models.Q(reason=""),
                name="releases_correction_has_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(cancelled_at=None) | models.Q(public_at=None),
                name="releases_cancelled_is_not_public",
            ),
        )

    def __str__(self) -> str:
        return f"{self.number}: {self.title}"
