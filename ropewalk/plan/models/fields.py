"""Columns that several tables share, and the rules that keep them honest."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from django.db import models
from simple_history.models import HistoricalRecords

from ropewalk.accounts.models.append_only import AppendOnly as AppendOnly


def code_field(**options: Any) -> "models.CharField[Any, Any]":
    """A code or id as a definition spells it: short, and looked up by."""
    return models.CharField(max_length=120, **options)


def word_field(words: type[StrEnum]) -> "models.CharField[Any, Any]":
    """A word of a closed list."""
    return models.CharField(max_length=40, choices=[(word.value, word.value) for word in words])


def texts_field() -> models.JSONField:
    """A list of texts in the definition's order. Lists of anything else have tables of their own."""
    return models.JSONField(default=list)


def only_words(column: str, words: Iterable[str], name: str) -> models.CheckConstraint:
    """The database refuses a word outside the closed list too, whoever writes."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{column}__in": [str(word) for word in words]}), name=name
    )


def history() -> HistoricalRecords:
    """A row of history for each change. The person is text, so history never hangs on an account."""
    return HistoricalRecords(
        history_user_id_field=models.CharField(max_length=200, default=""),
        history_user_getter=_person,
        history_user_setter=_set_person,
    )


def _person(row: Any) -> str:
    return str(row.history_user_id)


def _set_person(row: Any, person: str | None) -> None:
    row.history_user_id = person or ""
