"""The Django application of the read API."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The account as JSON, for programs."""

    name = "ropewalk.publish.api"
    label = "api"
