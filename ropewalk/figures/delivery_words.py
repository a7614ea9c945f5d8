"""What readers and people at work are told of delivery, in the same words."""

from typing import Final

from ropewalk.vocabulary.delivery import Milestone, Why
from ropewalk.vocabulary.language import _, later
from ropewalk.vocabulary.period import day_words

WHY: Final = {
    Why.NO_MILESTONE: later("It has no milestone to judge by."),
    Why.ALL_DONE: later("Every milestone is done."),
    Why.PAST_DUE: later("A promised day is over, and that milestone is not done."),
    Why.FORECAST_LATE: later("A milestone is forecast for after its promised day."),
    Why.FORECAST_OLD: later("A forecast day is over, and nobody has looked since."),
    Why.WAITS: later("It waits for something that is late, at risk or given up."),
    Why.NOT_BEGUN: later("It begins on a later day."),
    Why.IN_TIME: later("Nothing is late, and nothing is thought to be."),
}


def why_words(why: Why) -> str:
    """Which line of the rule gave a status."""
    return _(WHY[why])


def done_words(done: int, of: int, late: int) -> str:
    """How many milestones are done, with the denominator."""
    if not of:
        return _("No milestone")
    if late:
        words = _("{done} of {of} milestones done, {late} of those late")
        return words.format(done=done, of=of, late=late)
    return _("{done} of {of} milestones done").format(done=done, of=of)


def milestone_words(one: Milestone, title: str) -> str:
    """A milestone and its days. ``title``: as it is to be told."""
    if one.dropped_because:
        return _("{title}: dropped, because: {reason}").format(title=title, reason=one.dropped_because)
    if one.done:
        parts = [_("{title}: done on {day}").format(title=title, day=day_words(one.done))]
        if one.done > one.due:
            parts.append(_("promised for {day}").format(day=day_words(one.due)))
        if one.verified_on:
            parts.append(_("verified"))
        return ", ".join(parts)
    parts = [_("{title}: promised for {day}").format(title=title, day=day_words(one.due))]
    if one.first_due:
        parts.append(_("first promised for {day}").format(day=day_words(one.first_due)))
    if one.forecast and one.forecast != one.due:
        parts.append(_("forecast for {day}").format(day=day_words(one.forecast)))
    return ", ".join(parts)
