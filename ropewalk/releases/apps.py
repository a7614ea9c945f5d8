"""The Django application of releases."""

from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    """Tables named ``releases_*``."""

    name = "ropewalk.releases"
    label = "releases"
    default_auto_field = "django.db.models.BigAutoField"
