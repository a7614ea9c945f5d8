"""The Django application of the open data."""

from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    import polars as pl


class OpendataConfig(AppConfig):
    """Files only; no tables of its own."""

    name = "ropewalk.publish.opendata"
    label = "opendata"

    def ready(self) -> None:
        """Say who gives the rows of what people wrote."""
        from ropewalk.findings.exchange.written import written_by  # late: as Django has it

        written_by("comments", _comments)


def _comments() -> "pl.DataFrame":
    from ropewalk.publish.commented import comments_table  # late: see above

    return comments_table()
