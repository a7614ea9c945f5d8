"""The Django application of the open data."""

from django.apps import AppConfig


class OpendataConfig(AppConfig):
    """Files only; no tables of its own."""

    name = "ropewalk.publish.opendata"
    label = "opendata"
