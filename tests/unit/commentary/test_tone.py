"""A comment that claims what the findings do not support is told so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ropewalk.commentary.tone import Claim, Verdicts, against, claims
from ropewalk.vocabulary.words import Direction, Polarity, Position, Prospect

SLOWER = Verdicts(Direction.WORSENING, polarity=Polarity.LOWER)
FASTER = Verdicts(Direction.IMPROVING, polarity=Polarity.LOWER)
UNCLEAR = Verdicts(Direction.NO_CLEAR_CHANGE, polarity=Polarity.HIGHER)


def told(text: str, found: Verdicts) -> list[tuple[str, str]]:
    return [(one.word, one.verdict) for one in against(text, found)]


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("Results are improving.", UNCLEAR, [("improving", "no clear change")]),
        ("Things got worse this year.", UNCLEAR, [("worse", "no clear change")]),
        ("More people work: the rate is rising.", UNCLEAR, [("rising", "no clear change")]),
        ("It is improving.", Verdicts(Direction.IMPROVING), []),
        ("It is improving.", Verdicts(Direction.WORSENING), [("improving", "worsening")]),
        ("It is improving.", Verdicts(Direction.CANNOT_SAY), [("improving", "cannot say")]),
        ("It is improving.", Verdicts(), []),
        (
            "Waiting times fell.",
            Verdicts(Direction.WORSENING, polarity=Polarity.LOWER),
            [("fell", "worsening")],
        ),
        ("Waiting times fell.", FASTER, []),
        (
            "Waiting times rose.",
            Verdicts(Direction.IMPROVING, polarity=Polarity.LOWER),
            [("rose", "improving")],
        ),
        ("The number rose.", Verdicts(Direction.CANNOT_SAY), [("rose", "cannot say")]),
        ("It stayed the same.", Verdicts(Direction.IMPROVING), [("stayed the same", "improving")]),
        ("No change.", UNCLEAR, []),
        (
            "We do better than other cities.",
            Verdicts(positions=frozenset({Position.NOT_DISTINGUISHABLE})),
            [("better than", "not distinguishable")],
        ),
        ("We do better than other cities.", Verdicts(positions=frozenset({Position.BETTER})), []),
        ("We are on track.", Verdicts(prospect=Prospect.UNLIKELY), [("on track", "unlikely")]),
        ("We are on track.", Verdicts(prospect=Prospect.NO_TARGET), []),
        ("We missed our target.", Verdicts(prospect=Prospect.LIKELY), [("missed our target", "likely")]),
        ("It is not improving.", UNCLEAR, []),
        ("It hasn’t improved.", UNCLEAR, []),
        ("There was no improvement.", UNCLEAR, []),
        ("We work to improve it, and it will rise.", UNCLEAR, []),
        ("We opened a second office in May.", UNCLEAR, []),
    ],
)
def test_words_are_set_against_the_verdict(
    text: str, found: Verdicts, expected: list[tuple[str, str]]
) -> None:
    assert told(text, found) == expected


def test_a_denial_reaches_no_further_than_its_sentence() -> None:
    assert told("We did not wait. Results improved.", UNCLEAR) == [("improved", "no clear change")]


def test_each_word_is_told_once() -> None:
    assert len(told("Improving. Improving! And improving.", UNCLEAR)) == 1


@given(st.text(max_size=300), st.sampled_from(Direction), st.sampled_from(Polarity))
def test_it_never_breaks_and_tells_only_words_of_the_text(
    text: str, direction: Direction, polarity: Polarity
) -> None:
    for one in against(text, Verdicts(direction, polarity=polarity)):
        assert one.word in text.replace("’", "'").lower()
        assert one.verdict == direction


@given(st.sampled_from(Direction))
def test_a_claim_fits_its_own_verdict_and_no_opposite_one(direction: Direction) -> None:
    better = bool(told("It is better.", Verdicts(direction)))
    worse = bool(told("It is worse.", Verdicts(direction)))
    assert better == (direction is not Direction.IMPROVING)
    assert worse == (direction is not Direction.WORSENING)


@given(st.sampled_from(["improving", "worse", "rising", "falling", "steady", "on track"]))
def test_what_is_denied_claims_nothing(word: str) -> None:
    assert list(claims(f"It is {word}."))
    assert list(claims(f"It is not {word}.")) == []
    assert {claim for _word, claim in claims(f"It is {word}.")} <= set(Claim)
