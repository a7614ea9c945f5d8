"""The Django application of returns."""

from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    """Tables named ``returns_*``."""

    name = "ropewalk.returns"
    label = "returns"
    default_auto_field = "django.db.models.BigAutoField"
