"""First sentences: counts with their denominator, in good English."""

import polars as pl
import pytest

from ropewalk.figures.sentences import (
    Tally,
    alarm_sentence,
    chart_title,
    comparison_alarm_sentence,
    home_sentence,
    listed,
    place_sentence,
    priority_sentence,
    tally,
    verdict_sentence,
)


def test_tally_counts_the_verdicts_that_stand_after_control():
    words = ["improving", "improving", "worsening", "no clear change", "cannot say"]
    frame = pl.DataFrame({"direction": ["worsening"] * 5, "counted": words})
    counted = tally(frame)
    assert counted == Tally(2, 1, 1, 1)
    assert (counted.total, counted.judged, counted.called) == (5, 4, 3)


@pytest.mark.parametrize(
    ("counted", "words"),
    [
        (
            Tally(12, 10, 9, 101),
            "Of 132 measures, 31 can be judged. Of these, 12 are getting better, 9 are getting worse "
            "and 10 show no clear change.",
        ),
        (
            Tally(1, 1, 0, 1),
            "Of 3 measures, 2 can be judged. Of these, 1 is getting better and 1 shows no clear change.",
        ),
        (Tally(2, 0, 0, 0), "All 2 measures can be judged. Of these, 2 are getting better."),
        (Tally(0, 0, 1, 0), "The one measure can be judged: 1 is getting worse."),
        (Tally(0, 0, 0, 7), "None of the 7 measures can be judged yet."),
        (Tally(0, 0, 0, 1), "The one measure held cannot be judged yet."),
        (Tally(), "No measure is held yet."),
    ],
)
def test_counts_are_said_with_their_denominator(counted: Tally, words: str):
    assert verdict_sentence(counted) == words


@pytest.mark.parametrize(
    ("counted", "words"),
    [
        (Tally(12, 0, 9, 0), "Expect about 1 false alarm among these 21 verdicts of better or worse."),
        (Tally(30, 0, 30, 0), "Expect about 3 false alarms among these 60 verdicts of better or worse."),
        (Tally(4, 0, 0, 0), "Expect less than 1 false alarm among these 4 verdicts of better or worse."),
        (Tally(0, 0, 1, 0), "Expect less than 1 false alarm in this 1 verdict of better or worse."),
        (Tally(0, 5, 0, 5), ""),
    ],
)
def test_false_alarms_to_expect_are_said(counted: Tally, words: str):
    assert alarm_sentence(counted) == words


def test_home_leads_with_counts_then_false_alarms():
    words = home_sentence(Tally(12, 10, 9, 101))
    assert words.startswith("Of 132 measures, 31 can be judged")
    assert words.endswith("verdicts of better or worse.")


def test_priority_says_what_is_not_held():
    assert priority_sentence(Tally(), 1).endswith(
        "We do not hold 1 kind of evidence that you might expect here."
    )
    assert priority_sentence(Tally(1, 0, 0, 0)) == "The one measure can be judged: 1 is getting better."


def test_place_is_compared_in_counts():
    frame = pl.DataFrame(
        {"verdict": ["better"] * 2 + ["worse"] + ["not distinguishable"] * 3 + ["cannot say"]}
    )
    assert place_sentence("Ourtown", "England", frame) == (
        "Ourtown can be compared with England on 6 measures. "
        "Of these, it is better on 2, worse on 1 and too close to tell on 3. "
        "Expect less than 1 false alarm among them."
    )
    nothing = pl.DataFrame({"verdict": ["cannot say"]})
    assert place_sentence("Ourtown", "England", nothing) == (
        "Ourtown cannot be compared with England on any measure yet."
    )


@pytest.mark.parametrize(
    ("compared", "called", "said"),
    [
        (200, 50, "Expect up to 10 false alarms among them."),
        (200, 3, "Expect up to 3 false alarms among them."),
        (20, 20, "Expect up to 1 false alarm among them."),
        (5, 1, "Expect less than 1 false alarm among them."),
        (200, 0, ""),
    ],
)
def test_no_more_false_alarms_are_expected_than_there_are_calls(compared, called, said):
    assert comparison_alarm_sentence(compared, called) == said


def test_lists_are_joined_as_people_say_them():
    assert [listed(w) for w in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]


def test_chart_title_is_the_first_sentence_of_the_finding():
    found = "Better: 67.5% in 2023, up from 60.6% in 2013. The rise is larger than chance would explain."
    assert chart_title(found, "Employment") == "Better: 67.5% in 2023, up from 60.6% in 2013"
    assert chart_title("", "Employment") == "Employment"
    assert chart_title("Very " * 60, "Employment") == "Employment"
