"""The Django application of people and rights."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Tables named ``accounts_*``."""

    name = "ropewalk.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
