"""The Django application of the look: templates and static files, no tables."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """Its ``jinja2/`` holds the base page and components, its ``static/`` what a browser needs."""

    name = "ropewalk.design"
    label = "design"
