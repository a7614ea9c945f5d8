"""The Django application of the public pages."""

from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    """Pages only; no tables."""

    name = "ropewalk.publish.website"
    label = "website"
