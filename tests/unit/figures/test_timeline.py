"""Bars on a time line: days at shares of the width, sizes that no width changes."""

import re
from datetime import date

from ropewalk.figures.timeline import Mark, axis, bar, span_of

TODAY = date(2026, 7, 2)
SPAN = span_of([date(2025, 3, 1), date(2026, 11, 30)], TODAY)


def test_the_span_is_of_whole_years_that_hold_every_day():
    assert (SPAN.first, SPAN.last) == (date(2025, 1, 1), date(2026, 12, 31))


def test_a_day_lies_at_its_share_of_the_span_and_a_day_outside_on_the_edge():
    assert SPAN.at(date(2025, 1, 1)) == 0
    assert SPAN.at(date(2026, 12, 31)) == 100
    assert SPAN.at(date(2026, 1, 1)) == round(100 * 365 / 729, 2)
    assert (SPAN.at(date(2020, 1, 1)), SPAN.at(date(2030, 1, 1))) == (0, 100)


def test_a_bar_reaches_from_its_first_day_to_its_last():
    drawn = bar(SPAN, date(2025, 1, 1), date(2026, 1, 1), (), TODAY, "A year's work")
    assert '<rect class="rw-time__bar" x="0%" y="10" width="50.07%"' in drawn


def test_a_bar_without_an_end_ends_with_its_last_milestone():
    marks = [Mark(date(2025, 6, 1), "First"), Mark(date(2026, 1, 1), "Last")]
    ending = bar(SPAN, date(2025, 1, 1), date(2026, 1, 1), marks, TODAY, "w")
    assert bar(SPAN, date(2025, 1, 1), None, marks, TODAY, "w") == ending


def test_work_of_one_day_at_the_very_end_is_still_seen():
    drawn = bar(SPAN, date(2026, 12, 31), date(2026, 12, 31), (), TODAY, "w")
    assert 'x="100%" y="10" width="0.5%"' in drawn


def test_nothing_but_the_place_across_depends_on_the_width():
    """A phone squeezes the years; letters, bars and diamonds keep the size they can be read at."""
    drawn = axis(SPAN, TODAY) + bar(SPAN, TODAY, None, [Mark(TODAY, "Now")], TODAY, "w")
    assert "viewBox" not in drawn
    across = re.findall(r' (?:x|x1|x2|width)="([^"]*)"', drawn)
    assert across
    assert all(share.endswith("%") for share in across)


def test_a_milestone_is_full_when_done_hollow_to_come_and_crossed_when_missed():
    for mark, kind, crossed in (
        (Mark(TODAY, "w", done=True), "done", False),
        (Mark(TODAY, "w"), "still", False),
        (Mark(TODAY, "w", missed=True), "missed", True),
    ):
        drawn = bar(SPAN, TODAY, None, [mark], TODAY, "w")
        assert f"rw-time__{kind}" in drawn
        assert ("rw-time__cross" in drawn) == crossed


def test_words_of_people_cannot_become_markup():
    drawn = bar(SPAN, TODAY, None, [Mark(TODAY, "<b>1 & 2</b>")], TODAY, 'say "no"')
    assert "<b>" not in drawn
    assert "&lt;b&gt;1 &amp; 2&lt;/b&gt;" in drawn
    assert 'aria-label="say &#34;no&#34;"' in drawn
