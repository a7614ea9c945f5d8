"""The Django application of commentary."""

from django.apps import AppConfig


class CommentaryConfig(AppConfig):
    """Tables named ``commentary_*``."""

    name = "ropewalk.commentary"
    label = "commentary"
    default_auto_field = "django.db.models.BigAutoField"
