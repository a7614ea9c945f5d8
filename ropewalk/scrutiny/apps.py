"""The Django application of scrutiny."""

from django.apps import AppConfig


class ScrutinyConfig(AppConfig):
    """Tables named ``scrutiny_*``."""

    name = "ropewalk.scrutiny"
    label = "scrutiny"
    default_auto_field = "django.db.models.BigAutoField"
