"""What must be read with a verdict stands in its sentence."""

import pytest

from ropewalk.vocabulary.definitions import from_mapping
from ropewalk.vocabulary.indicator import Indicator

RISE = [50.0, 51.0, 52.1, 52.9, 54.0, 55.1, 56.0, 57.0, 58.1, 59.0]
PRICES = "Prices rose too, and this figure does not allow for that."
FLAT = [50.0, 52.0] * 5


@pytest.fixture
def pay() -> Indicator:
    words = ("title", "official_title", "definition", "unit", "polarity_reason", "owner", "producer")
    words += ("licence", "source", "geography", "period_type", "next_expected")
    return from_mapping(
        {
            **dict.fromkeys(words, "x"),
            **{"id": "work", "kind": "mean", "polarity": "higher", "frequency": "annual"},
            **{"decimals": 0, "role": "contextual", "priorities": ["1.1"], "must_read": PRICES},
        },
        Indicator,
        "toy",
    )


def test_it_is_said_with_a_verdict_of_change(find, rows, pay) -> None:
    found = find(rows(RISE, half=0.3), pay)
    assert found["verdict"] == "improving"
    assert PRICES in found["sentence"]


def test_it_is_not_said_where_no_change_is_claimed(find, rows, pay) -> None:
    found = find(rows(FLAT, half=0.3), pay)
    assert found["verdict"] == "no clear change"
    assert PRICES not in found["sentence"]
