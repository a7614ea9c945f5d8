"""Revisions: what each load brought, and what it changed of what had been published."""

from functools import lru_cache
from typing import Any

import polars as pl
from ninja import Path, Query

from ropewalk.findings.history.keep import History
from ropewalk.publish.account import Account
from ropewalk.publish.api.answers import Asked
from ropewalk.publish.api.choosing import known_sources
from ropewalk.publish.api.paging import page_of
from ropewalk.publish.api.parameters import Paged, Revision, RevisionsQuery
from ropewalk.publish.api.problems import Kind, ProblemError
from ropewalk.publish.api.service import paged, resource, stated
from ropewalk.publish.api.shapes import FigureChanges, RevisionAnswer, Revisions
from ropewalk.publish.api.things import Counted, FigureChange, PaperChange, RevisionDetail, RevisionEntry

TAG = "Revisions"


@resource("/revisions", Revisions, tag=TAG)
def revisions(request: Asked, query: Query[RevisionsQuery]) -> Revisions:
    """Revisions, the newest first: each load, when, by whom, and how many rows it changed."""
    rows = _history(request.account).log.entries.sort("revision", descending=True)
    chosen = known_sources(request.account, query.source)
    if chosen:
        rows = rows.filter(pl.col("source").is_in(list(chosen)))
    page = page_of(request, query, rows.select(RevisionEntry.__struct_fields__), of=request.account.key)
    return Revisions(**paged(page, request), **stated(request))


@resource("/revisions/{number}", RevisionAnswer, tag=TAG)
def revision(request: Asked, number: Path[Revision]) -> RevisionAnswer:
    """One revision: what it changed by indicator, and in definitions and other documents."""
    entry, log = _entry(request, number), _history(request.account).log
    item = RevisionDetail(
        entry=entry,
        measures=tuple(Counted(**row) for row in _rows(log.measures, number, Counted)),
        documents=tuple(PaperChange(**row) for row in _rows(log.papers, number, PaperChange)),
    )
    return RevisionAnswer(item=item, **stated(request))


@resource("/revisions/{number}/changes", FigureChanges, tag=TAG)
def revision_changes(request: Asked, query: Query[Paged], number: Path[Revision]) -> FigureChanges:
    """The account's own figures that one revision changed: the old value and the new."""
    _entry(request, number)
    rows = _of(_history(request.account).log.figures, number, FigureChange)
    page = page_of(request, query, rows, of=request.account.key)
    return FigureChanges(**paged(page, request), **stated(request))


@lru_cache(maxsize=2)
def _history(account: Account) -> History:
    return account.library.history()


def _entry(request: Asked, number: int) -> RevisionEntry:
    found = _rows(_history(request.account).log.entries, number, RevisionEntry)
    if not found:
        newest = request.account.library.revision
        raise ProblemError(
            Kind.NOT_HELD, f"There is no revision {number}.", f"Ask for a revision from 1 to {newest}."
        )
    return RevisionEntry(**found[0])


def _rows(table: pl.DataFrame, number: int, shape: type) -> list[dict[str, Any]]:
    return _of(table, number, shape).to_dicts()


def _of(table: pl.DataFrame, number: int, shape: type) -> pl.DataFrame:
    return table.filter(pl.col("revision") == number).select(shape.__struct_fields__)  # type: ignore[attr-defined]
