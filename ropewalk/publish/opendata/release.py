"""What is held of a revision, and what is not."""

from typing import Any

import polars as pl
from django.urls import reverse

from ropewalk.design.root import rooted
from ropewalk.findings.exchange.datasets import EVERY, Dataset
from ropewalk.publish.opendata.endings import FORMATS
from ropewalk.publish.opendata.every import then_too
from ropewalk.publish.opendata.files import FROZEN
from ropewalk.publish.opendata.given import moment
from ropewalk.publish.opendata.holding import Holding

NOT_KEPT = (
    "Worked out anew from each revision, and not kept. The table called said holds what we told readers."
)


SERVED = "Held, and given by the served account alone: this is a copy of it."


def told(holding: Holding, revision: int) -> dict[str, Any]:
    """A revision: when, what, the revisions beside it, and each table's addresses or why it has none."""
    entry = holding.library.revisions().filter(pl.col("revision") == revision).row(0, named=True)
    return {
        "revision": revision,
        "at": moment(holding.library, revision).isoformat(),
        "source": entry["source"],
        "note": entry["note"],
        "newest": holding.revision,
        "predecessor": _address(revision - 1) if revision > 1 else None,
        "successor": _address(revision + 1) if revision < holding.revision else None,
        "what_changed": rooted(f"/changes/{revision}/"),
        "datasets": [_dataset(one, revision) for one in EVERY],
    }


def _address(revision: int) -> str:
    return reverse("release-json", kwargs={"revision": revision})


def _dataset(dataset: Dataset, revision: int) -> dict[str, Any]:
    said: dict[str, Any] = {"name": dataset.name, "title": dataset.title, "held": dataset.kept}
    if not dataset.kept:
        return said | {"why": FROZEN if dataset.written else NOT_KEPT}
    if not then_too():
        return said | {"why": SERVED}
    codes = {"table": dataset.name, "revision": revision}
    files = {
        ending: reverse("release-data", kwargs={**codes, "ending": ending})
        for ending, form in FORMATS.items()
        if not form.refuses(dataset, 0)
    }
    return said | {"files": files, "by_measure": dataset.by_indicator}
