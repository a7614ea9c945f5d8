"""Django's name for this part. It makes the documents of releases."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from ropewalk.releases.frozen import Frozen


class ReportsConfig(AppConfig):
    """No tables here."""

    name = "ropewalk.publish.reports"
    label = "publish_reports"

    def ready(self) -> None:
        """Say who makes the documents of a release. What writes them is loaded when it is first needed."""
        from ropewalk.releases.rendering import rendered_by  # late: Django has to be ready first

        rendered_by("reports", _documents)


def _documents(frozen: "Frozen") -> Mapping[str, bytes]:
    from ropewalk.publish.reports.documents import documents  # late: it loads Typst and Word

    return documents(frozen)
