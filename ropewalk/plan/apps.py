"""The Django application of the plan."""

from django.apps import AppConfig


class PlanConfig(AppConfig):
    """Tables named ``plan_*``."""

    name = "ropewalk.plan"
    label = "plan"
    default_auto_field = "django.db.models.BigAutoField"
