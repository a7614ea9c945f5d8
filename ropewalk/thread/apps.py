"""The Django application of the golden thread."""

from django.apps import AppConfig


class ThreadConfig(AppConfig):
    """Tables named ``thread_*``."""

    name = "ropewalk.thread"
    label = "thread"
    default_auto_field = "django.db.models.BigAutoField"
