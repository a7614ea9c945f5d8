"""What may be asked: the parameters of each list, read strictly. The API's document is made from these."""

import re
from datetime import date, datetime
from typing import Annotated, Any, Final

from ninja import Schema
from pydantic import BeforeValidator, Field, WithJsonSchema

from ropewalk.vocabulary.words import Question, State

MOST_ROWS: Final = 1_000
A_PAGE: Final = 100
MOST_PLACES: Final = 100
MOST_INDICATORS: Final = 50
MOST_CHOICES: Final = 50
BULK: Final = "/data/"
CODE: Final = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$"
CURSOR: Final = r"^[A-Za-z0-9_-]{4,400}$"
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_WHOLE: Final = re.compile(r"\d{1,7}", re.ASCII)
_MOMENT: Final = re.compile(r"\d{4}-\d{2}-\d{2}T\S{1,30}", re.ASCII)
_PLAIN: Final = r"^[^\x00-\x1f\x7f]*$"
_PERIOD: Final = r"^\d{4}-\d{2}-\d{2}/P\d{1,4}[YMWD]$"


def _day(text: Any) -> Any:
    """A day as ISO 8601 writes it, and in no other way that a library would also take."""
    if not isinstance(text, str) or not _DAY.fullmatch(text):
        raise ValueError("write a day as 2023-04-01")
    return date.fromisoformat(text)


def whole_number(text: Any) -> int:
    """A whole number in digits, and in no other way that a library would also take."""
    if not isinstance(text, int) and not _WHOLE.fullmatch(str(text)):
        raise ValueError("write a whole number in digits")
    return int(text)


def _as_of(text: str) -> str:
    """A revision's number, a day, or a moment with its zone. A plus sign that became a space is mended."""
    mended = text.replace(" ", "+") if "T" in text.upper() else text
    if _WHOLE.fullmatch(mended):
        return mended
    if _DAY.fullmatch(mended):
        return date.fromisoformat(mended).isoformat()
    if not _MOMENT.fullmatch(mended.upper()):
        raise ValueError("write a revision's number, a day (2026-05-01) or a moment with its zone")
    moment = datetime.fromisoformat(mended.upper())
    if moment.tzinfo is None:
        raise ValueError("a moment needs its zone: 2026-05-01T12:00:00Z")
    return moment.isoformat()


Code = Annotated[str, Field(pattern=CODE)]
Revision = Annotated[int, Field(ge=1, le=9_999_999), BeforeValidator(whole_number)]
Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Words = Annotated[str, Field(max_length=200, pattern=_PLAIN)]
Period = Annotated[str, Field(pattern=_PERIOD)]
AsOf = Annotated[
    str,
    BeforeValidator(_as_of),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": 0, "maximum": 9_999_999},
                {"type": "string", "format": "date"},
                {"type": "string", "format": "date-time"},
            ],
            "description": "As known then: a revision's number, a day (to its end, UTC) or a moment",
        }
    ),
]


def several(what: str, most: int) -> Any:
    """A parameter that may stand several times: any of its values fits."""
    return Field(default_factory=list, max_length=most, description=f"{what}; may stand up to {most} times")


class Paged(Schema):
    """Every list is paged."""

    limit: Annotated[int, BeforeValidator(whole_number)] = Field(
        A_PAGE, ge=1, le=MOST_ROWS, description=f"Items on a page. For more than {MOST_ROWS}: {BULK}"
    )
    cursor: Annotated[str, Field(pattern=CURSOR)] | None = Field(
        None, description="Where the page begins: next_cursor of the page before. Nothing else makes one"
    )


class IndicatorsQuery(Paged):
    """Which definitions."""

    priority: list[Code] = several("A priority that it serves", MOST_CHOICES)
    source: list[Code] = several("A source that feeds it", MOST_CHOICES)


class PlacesQuery(Paged):
    """Which places."""

    kind: list[Words] = several("A kind of place", MOST_CHOICES)
    parent: list[Code] = several("A place that it lies in", MOST_CHOICES)


class ObservationsQuery(Paged):
    """Which observations: at least one indicator, priority or place."""

    indicator: list[Code] = several("An indicator", MOST_INDICATORS)
    priority: list[Code] = several("A priority: its indicators", MOST_CHOICES)
    place: list[Code] = several("A place", MOST_PLACES)
    breakdown: list[Words] = several("A breakdown, such as sex=female; empty for the headline", MOST_CHOICES)
    period: list[Period] = several("A period, such as 2022-01-01/P3Y", MOST_CHOICES)
    from_: Day | None = Field(None, alias="from", description="Periods that begin on this day or later")
    to: Day | None = Field(None, description="Periods that end on this day or earlier")
    state: list[State] = several("A state", MOST_CHOICES)
    as_of: AsOf | None = None


class FindingsQuery(Paged):
    """Which findings: at least one indicator, priority or place."""

    indicator: list[Code] = several("An indicator", MOST_INDICATORS)
    priority: list[Code] = several("A priority: its indicators", MOST_CHOICES)
    place: list[Code] = several("A place", MOST_PLACES)
    breakdown: list[Words] = several("A breakdown, such as sex=female; empty for the headline", MOST_CHOICES)
    question: list[Question] = several("A question", MOST_CHOICES)
    comparator: list[Words] = several("A place or peer set compared with; empty for none", MOST_CHOICES)
    verdict: list[Words] = several("A verdict", MOST_CHOICES)
    as_of: AsOf | None = None


class CommentsQuery(Paged):
    """Which comments."""

    indicator: list[Code] = several("An indicator that they are about", MOST_CHOICES)
    priority: list[Code] = several("A priority that they are about itself", MOST_CHOICES)
    action: list[Code] = several("An action that they are about", MOST_CHOICES)


class RevisionsQuery(Paged):
    """Which revisions."""

    source: list[Code] = several("A source", MOST_CHOICES)


class PeersQuery(Schema):
    """Whose peers."""

    place: Code | None = Field(None, description="A place; the account's own where none is named")
